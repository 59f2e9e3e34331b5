/** What of a round is on screen, loaded together. */
import './round.css';

export { Banner } from './Banner';
export { Light } from './Light';
