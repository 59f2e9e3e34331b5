/** The `t` of taking sheets along. */
import { en } from '../../i18n/take.en';
import { nl } from '../../i18n/take.nl';
import { speak } from '../../i18n/texts';

export const k = speak(nl, en);
