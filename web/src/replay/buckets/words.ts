/** The `t` of the buckets. */
import { en } from '../../i18n/buckets.en';
import { nl } from '../../i18n/buckets.nl';
import { speak } from '../../i18n/texts';

export const u = speak(nl, en);
