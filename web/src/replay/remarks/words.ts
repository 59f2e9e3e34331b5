/** The `t` of remarks. */
import { en } from '../../i18n/remarks.en';
import { nl } from '../../i18n/remarks.nl';
import { speak } from '../../i18n/texts';

export const n = speak(nl, en);
