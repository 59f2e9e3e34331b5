/** The `t` of the card that holds a picture's place. */
import { en } from '../../i18n/pictureCard.en';
import { nl } from '../../i18n/pictureCard.nl';
import { speak } from '../../i18n/texts';

export const onCard = speak(nl, en);
