/** `t` of the way between two people. */
import { en } from './network.en';
import { nl } from './network.nl';
import { speak } from './texts';

export const t = speak(nl, en);
