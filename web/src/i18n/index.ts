/** The words of every page, and the texts for the server's words. */
import type { Lie } from '../log/types';
import { LATER, NEVER, OTHER } from '../wire/protocol.gen';
import { speakOne } from './texts';

export { formatDate, formatMoment, formatTime, language, LANGUAGES, switchLanguage, type Language } from './language';
export { speak, type Same } from './texts';

const common = speakOne({ nl: () => import('./nl'), en: () => import('./en') });
export const { t } = common;
export const loadCommon = common.load;

/** Words with which the server refuses, and `offline` for no answer at all. */
export type ErrorWord = (typeof LATER)[number] | (typeof NEVER)[number] | (typeof OTHER)[number] | 'offline';

const KNOWN: ReadonlySet<string> = new Set<string>([...LATER, ...NEVER, ...OTHER, 'offline']);

/** What happened, what is safe, what to do now; an unknown word reads as `internal`. */
export function errorText(word: string): string {
  const known = (KNOWN.has(word) ? word : 'internal') as ErrorWord;
  return t(`error_${known}`);
}

export function lieText(lie: Lie): string {
  return t(`lie_${lie}`);
}
