/** The `t` of writing on the sheet, and of the sheet as it is read aloud. */
import { en } from '../../i18n/written.en';
import { nl } from '../../i18n/written.nl';
import { speak } from '../../i18n/texts';

export const w = speak(nl, en);
