/** `t` of the pages around the room. */
import { speakOne } from './texts';

const threshold = speakOne({ nl: () => import('./threshold.nl'), en: () => import('./threshold.en') });
export const { t } = threshold;
export const loadThreshold = threshold.load;
