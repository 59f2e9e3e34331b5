/** `t` of the coach's page. */
import { en } from './coach.en';
import { nl } from './coach.nl';
import { speak } from './texts';

export const t = speak(nl, en);
