/**
 * Until when two people agreed to talk, as a fold of the log; and how softly it is said.
 *
 * Pure. An agreement of type `end` holds one time; the last one said counts, null takes it back.
 * Nobody is hurried: far from the end the time itself is said, near it how long is left, in steps
 * that nobody can count along with, and after it the time again.
 */
import type { Entry } from '../../log/types';
import type { AgreedEnd } from '../../wire/schema.gen';
import { isFields } from '../../wire/shapes';

const MINUTE_MS = 60_000;

/** @returns the agreed end after *entry*, ms by the server's clock; a body of another shape changes nothing */
export function foldEnd(before: number | null, { kind, data }: Pick<Entry, 'kind' | 'data'>): number | null {
  if (kind !== 'agreement' || !isFields(data)) return before;
  const { type, at } = data as Partial<Record<keyof AgreedEnd, unknown>>;
  if (type !== 'end') return before;
  return at === null ? null : Number.isSafeInteger(at) && (at as number) >= 0 ? (at as number) : before;
}

export type Left = 'until' | 'left_15' | 'left_10' | 'left_5' | 'left_few';

/**
 * @param openSince start of the session that is open; null when none is
 * @returns null when no end holds now: none was agreed, or it was another session's
 */
export function leftAt(end: number | null, openSince: number | null, now: number): Left | null {
  if (end === null || end < (openSince ?? now)) return null;
  const minutes = (end - now) / MINUTE_MS;
  if (minutes > 15 || minutes <= 0) return 'until';
  return minutes > 10 ? 'left_15' : minutes > 5 ? 'left_10' : minutes > 2.5 ? 'left_5' : 'left_few';
}

/** The next moment at which the clock of the place where one is shows *time*; null for what is no time. */
export function nextTime(time: string, now: number): number | null {
  const [hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(time)?.slice(1).map(Number) ?? [];
  if (hours === undefined || minutes === undefined || hours > 23 || minutes > 59) return null;
  const date = new Date(now);
  date.setHours(hours, minutes, 0, 0);
  if (date.getTime() <= now) date.setDate(date.getDate() + 1);
  return date.getTime();
}
