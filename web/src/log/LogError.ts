/** Something the log cannot do, in one word; texts live in i18n. */
import { LATER, NEVER } from '../wire/protocol.gen';

const ANOTHER_PAST: ReadonlySet<string> = new Set(['forked', 'dropped', 'rolled_back', 'not_found']);

export class LogError extends Error {
  override readonly name = 'LogError';
  /** @param word one of the words of the protocol, or `offline` when no answer came */
  constructor(readonly word: string) {
    super(word);
  }
}

/** Whether what was refused is to be kept and tried again. Unknown words are: nothing is thrown away on a guess. */
export function isLater(word: string): boolean {
  return (LATER as readonly string[]).includes(word) || !isNever(word);
}

export function isNever(word: string): boolean {
  return (NEVER as readonly string[]).includes(word);
}

/** Whether the server handed over another past than this page knows. */
export const isAnotherPast = (word: string): boolean => ANOTHER_PAST.has(word);
