/**
 * What was asked to lend in a room and what was said to it, as a fold of the log; by the rules of
 * `whiteboard/lending.py`.
 *
 * Pure. Whether a share is there is the server's to say; these entries say what it is. The first
 * asking of a share counts, so that nobody's yes is to something else.
 */
import { isFields } from '../wire/shapes';
import { fromBase64url } from '../crypto/base64url';
import { ID_BYTES } from '../crypto/keys';
import type { Entry } from '../log/types';
import type { ShareAnswered, ShareAsked, ShareEnded } from '../wire/schema.gen';

export type Asking = Omit<ShareAsked, 'type'>;
export type Answer = ShareAnswered['answer'];

export interface Lent {
  readonly asking: Asking;
  /** ms, server clock */
  readonly at: number;
  /** the last answer of each author who gave one */
  readonly answers: ReadonlyMap<string, Answer>;
  /** who ended it, and when */
  readonly ended: { readonly by: string; readonly at: number } | null;
}

/** By share, in the order of asking. */
export type LentBook = ReadonlyMap<string, Lent>;

export const NOTHING_LENT: LentBook = new Map();
const ANSWERS: readonly Answer[] = ['yes', 'no', 'later'];

export const askingData = (asking: Asking): ShareAsked => ({ type: 'share', ...asking });
export const answerData = (share: string, answer: Answer): ShareAnswered => ({ type: 'share_answer', share, answer });
export const endData = (share: string): ShareEnded => ({ type: 'share_end', share });

/** @returns the asking that an `agreement` spells, null where it is none */
export function readAsking(data: unknown): Asking | null {
  if (!isFields(data) || data['type'] !== 'share') return null;
  const { share, whom, sessions, sheets, chapters, masked, seq, until } = data;
  if (!isId(share) || typeof whom !== 'string' || typeof chapters !== 'boolean' || typeof masked !== 'boolean') return null;
  if (!isTexts(sessions) || !isTexts(sheets) || !isWhole(seq) || !isWhole(until)) return null;
  return { share, whom, sessions, sheets, chapters, masked, seq, until };
}

/** @returns the book after *entry*; the same book where it says nothing of a share */
export function foldLent(before: LentBook, entry: Pick<Entry, 'kind' | 'role' | 'author' | 'at' | 'data'>): LentBook {
  const { kind, role, author, at, data } = entry;
  if (kind !== 'agreement' || !isFields(data) || typeof data['share'] !== 'string') return before;
  const { type, share, answer } = data;
  const lent = before.get(share);
  if (lent === undefined) {
    const asking = role === 'coach' ? readAsking(data) : null;
    return asking === null ? before : new Map(before).set(share, { asking, at, answers: new Map(), ended: null });
  }
  if (lent.ended !== null) return before;
  if (type === 'share_end') return new Map(before).set(share, { ...lent, ended: { by: author, at } });
  if (type !== 'share_answer' || role !== 'guest' || !isAnswer(answer) || lent.answers.get(author) === 'no') return before;
  return new Map(before).set(share, { ...lent, answers: new Map(lent.answers).set(author, answer) });
}

const isAnswer = (value: unknown): value is Answer => (ANSWERS as readonly unknown[]).includes(value);
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((text) => typeof text === 'string');

function isId(value: unknown): value is string {
  try {
    return typeof value === 'string' && fromBase64url(value, ID_BYTES).length === ID_BYTES;
  } catch {
    return false;
  }
}
