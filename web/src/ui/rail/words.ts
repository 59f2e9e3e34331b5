/** The words of what only the coach sees; both languages, since a question may go onto a sheet in the other. */
import { en } from '../../i18n/coaching.en';
import { nl } from '../../i18n/coaching.nl';
import { speak } from '../../i18n/texts';

export const g = speak(nl, en);
