/**
 * Which answer a coach owes, as a fold of the log.
 *
 * Pure. A guest's letter that comes while no session is open asks for an answer; any letter of a
 * coach after it is one, and a coach may say that it was given aloud. The oldest letter counts.
 */
import type { Session } from '../exercises/sessions';
import { isFields } from '../wire/shapes';
import type { Entry } from '../log/types';
import { foldTerms, type Terms } from './terms';

/** The oldest letter that waits. */
export interface Owed {
  readonly seq: number;
  /** ms, server clock: when it was kept */
  readonly at: number;
  /** as they held when the letter was kept; null when nothing was agreed then */
  readonly terms: Terms | null;
  /** letters that wait */
  readonly letters: number;
}

export interface Answering {
  readonly terms: Terms | null;
  readonly owed: Owed | null;
}

export const NOTHING_OWED: Answering = { terms: null, owed: null };

/** @param sessions as the log had them before *entry* */
export function foldAnswering(before: Answering, entry: Pick<Entry, 'kind' | 'role' | 'data' | 'at' | 'seq'>, sessions: readonly Session[]): Answering {
  const { kind, role, data, at, seq } = entry;
  if (kind === 'agreement') {
    const terms = foldTerms(before.terms, entry);
    const owed = role === 'coach' && saysAnswered(data, before.owed) ? null : before.owed;
    return terms === before.terms && owed === before.owed ? before : { terms, owed };
  }
  // A letter that was forgotten asks for nothing more, and answered nothing less.
  if (kind !== 'talk') return before;
  if (role === 'coach') return before.owed === null ? before : { ...before, owed: null };
  if (role !== 'guest' || data === undefined || sessions.at(-1)?.end === null) return before;
  const { terms, owed } = before;
  if (owed !== null) return { ...before, owed: { ...owed, letters: owed.letters + 1 } };
  return { ...before, owed: { seq, at, terms, letters: 1 } };
}

const saysAnswered = (data: unknown, owed: Owed | null): boolean =>
  owed !== null && isFields(data) && data['type'] === 'answered' && typeof data['seq'] === 'number' && data['seq'] >= owed.seq;
