/** The `t` of the panels, loaded with them. */
import { en } from '../../i18n/overview.en';
import { nl } from '../../i18n/overview.nl';
import { speak } from '../../i18n/texts';

export const o = speak(nl, en);
