/** The `t` of reading again. */
import { speakOne } from '../../i18n/texts';

const reading = speakOne({ nl: () => import('../../i18n/reading.nl'), en: () => import('../../i18n/reading.en') });
export const q = reading.t;
export const loadReadingWords = reading.load;
