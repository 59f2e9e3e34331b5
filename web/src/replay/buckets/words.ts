/** The `t` of the buckets, and what they are called. */
import { en } from '../../i18n/buckets.en';
import { nl } from '../../i18n/buckets.nl';
import { en as stepsEn } from '../../i18n/steps.en';
import { nl as stepsNl } from '../../i18n/steps.nl';
import { speak } from '../../i18n/texts';
import type { TalkStep } from '../../share/buckets';

export const u = speak(nl, en);

const s = speak(stepsNl, stepsEn);
export const stepWord = (step: TalkStep): string => s(`place_${step}`);
