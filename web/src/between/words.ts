/** The `t` of what one arranges between two sessions. */
import { speakOne } from '../i18n/texts';

const between = speakOne({ nl: () => import('../i18n/between.nl'), en: () => import('../i18n/between.en') });
export const b = between.t;
export const loadBetweenWords = between.load;
