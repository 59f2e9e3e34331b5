/** The `t` of pictures. */
import { en } from '../../i18n/pictures.en';
import { nl } from '../../i18n/pictures.nl';
import { speak } from '../../i18n/texts';

export const p = speak(nl, en);
