/** The `t` of microphone, camera, speaker and keys. */
import { en } from '../../i18n/devices.en';
import { nl } from '../../i18n/devices.nl';
import { speak } from '../../i18n/texts';

export const d = speak(nl, en);
