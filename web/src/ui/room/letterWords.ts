/** The `t` of the letters. */
import { speakOne } from '../../i18n/texts';

const letters = speakOne({ nl: () => import('../../i18n/letters.nl'), en: () => import('../../i18n/letters.en') });
export const l = letters.t;
export const loadLetterWords = letters.load;
