/** The `t` of the safety words. */
import { en } from '../../i18n/safety.en';
import { nl } from '../../i18n/safety.nl';
import { speak } from '../../i18n/texts';
import type { SafetyRow } from './rows';

export const s = speak(nl, en);

export function nameOf({ name, another }: SafetyRow): string {
  return another ? s('other_device', { name }) : name;
}
