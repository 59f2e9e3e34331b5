/** `t` of trying picture, sound and connection before going in. */
import { en } from './check.en';
import { nl } from './check.nl';
import { speak } from './texts';

export const t = speak(nl, en);
