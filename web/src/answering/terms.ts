/**
 * Within how much working time a coach answers letters, as a fold of `agreement` entries.
 *
 * Pure. Only a coach says so, and each letter has the terms that held when it was kept.
 */
import { isFields } from '../wire/shapes';
import type { Entry } from '../log/types';
import { MAX_ANSWER_MINUTES, MAX_AWAY, MIN_ANSWER_MINUTES, type AnswerTerms } from '../wire/agreements.gen';

export type Terms = Omit<AnswerTerms, 'type' | 'minutes'> & { readonly minutes: number };

const DAY_MINUTES = 24 * 60;

/** What a coach finds filled in: half a working day, as in the practice this is for. */
export const usualTerms = (zone: string, country: string): Terms => ({
  minutes: 240,
  days: [1, 2, 3, 4, 5],
  opens: 9 * 60,
  closes: 17 * 60,
  zone,
  country,
  away: [],
});

/** @returns the terms after *entry*; what is no agreement about answers changes nothing */
export function foldTerms(before: Terms | null, { kind, role, data }: Pick<Entry, 'kind' | 'role' | 'data'>): Terms | null {
  if (kind !== 'agreement' || role !== 'coach' || !isFields(data) || data['type'] !== 'answer') return before;
  if (data['minutes'] === null) return null;
  return readTerms(data) ?? before;
}

/** @returns null where no time would ever count, or a field is none */
export function readTerms(data: Readonly<Record<string, unknown>>): Terms | null {
  const { minutes, days, opens, closes, zone, country, away } = data;
  if (!isWithin(minutes, MIN_ANSWER_MINUTES, MAX_ANSWER_MINUTES)) return null;
  if (!Array.isArray(days) || days.length === 0 || !days.every((day) => isWithin(day, 1, 7))) return null;
  if (!isWithin(opens, 0, DAY_MINUTES) || !isWithin(closes, 0, DAY_MINUTES) || closes <= opens) return null;
  if (typeof zone !== 'string' || !isZone(zone) || typeof country !== 'string') return null;
  if (!Array.isArray(away) || away.length > MAX_AWAY || !away.every(isSpan)) return null;
  return { minutes, days: [...new Set<number>(days)].sort(), opens, closes, zone, country, away };
}

/** @returns yyyy-mm-dd, where it is one that the calendar has */
export function readDay(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

const isWithin = (value: unknown, least: number, most: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;

const isSpan = (value: unknown): value is readonly [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every((day) => typeof day === 'string' && readDay(day) !== null) && value[0] <= value[1];

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    // Another browser may know more of them.
    return false;
  }
}
