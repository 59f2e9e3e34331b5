/** Which device this is, per log; its home is the log. */
export { deviceOf } from '../log/device';
