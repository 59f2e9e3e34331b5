/** Until when something may be lent: by itself a month, at most ninety days, never longer than its room. Pure. */
import { dayOf, earliestEnd, endOfDay } from '../endDate';

const DAY_MS = 24 * 3600 * 1000;
const BY_ITSELF_DAYS = 30;
const MOST_DAYS = 90;

export interface Days {
  /** as a date field has them */
  readonly first: string;
  readonly last: string;
  readonly byItself: string;
}

/** @param roomUntil ms; null or 0 for a room without an end */
export function daysToChoose(now: number, roomUntil: number | null): Days {
  const most = now + MOST_DAYS * DAY_MS;
  const last = dayOf(roomUntil ? Math.min(most, roomUntil) : most);
  const [first, usual] = [earliestEnd(now), dayOf(now + BY_ITSELF_DAYS * DAY_MS)];
  return { first: first < last ? first : last, last, byItself: usual < last ? usual : last };
}

/** @returns the last ms of that day, not after the room's; null for a day that cannot be chosen */
export function untilOf(day: string, now: number, roomUntil: number | null): number | null {
  const { first, last } = daysToChoose(now, roomUntil);
  const end = day < first || day > last ? null : endOfDay(day, now);
  return end === null ? null : roomUntil ? Math.min(end, roomUntil) : end;
}
