/** `t` of the pages around the room. */
import { speak } from './texts';
import { en } from './threshold.en';
import { nl } from './threshold.nl';

export const t = speak(nl, en);
