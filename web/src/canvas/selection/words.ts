/** The `t` of what is selected. */
import { en } from '../../i18n/handling.en';
import { nl } from '../../i18n/handling.nl';
import { speak } from '../../i18n/texts';

export const h = speak(nl, en);
