/**
 * By when a letter is answered, if what was agreed is kept: working time counted day by day.
 *
 * Days are the coach's own, in the coach's time zone; a day on which the clock is put forward is an
 * hour shorter only where work goes on at that hour. Pure. Time zones come from @date-fns/tz, which
 * asks the browser's own table.
 */
import { TZDateMini } from '@date-fns/tz';
import { FIRST_YEAR, HOLIDAYS } from './holidays.gen';
import type { Terms } from './terms';

/** Further ahead nobody promises anything. */
const MOST_DAYS = 400;
const MINUTE_MS = 60_000;

/** Why a day does not count. */
export type Off = 'weekday' | 'holiday' | 'away';

/**
 * @param at ms since the epoch, the server's: when the letter was kept
 * @returns ms; null where no time counts within 400 days
 */
export function answerBy(terms: Terms, at: number): number | null {
  const first = new TZDateMini(at, terms.zone);
  const [year, month, day] = [first.getFullYear(), first.getMonth(), first.getDate()];
  let left = terms.minutes * MINUTE_MS;
  for (let n = 0; n < MOST_DAYS; n++) {
    if (offOn(terms, dayOf(year, month, day + n)) !== null) continue;
    const opens = Math.max(at, timeOn(year, month, day + n, terms.opens, terms.zone));
    const closes = timeOn(year, month, day + n, terms.closes, terms.zone);
    if (closes - opens >= left) return opens + left;
    left -= Math.max(0, closes - opens);
  }
  return null;
}

/** @param day yyyy-mm-dd; @returns null on a day that counts */
export function offOn(terms: Terms, day: string): Off | null {
  if (terms.away.some(([first, last]) => first <= day && day <= last)) return 'away';
  if (isHoliday(terms.country, day)) return 'holiday';
  // Sunday is 7 here and 0 there.
  return terms.days.includes(new Date(`${day}T12:00:00Z`).getUTCDay() || 7) ? null : 'weekday';
}

/** Days that did not count between a letter and its answer, oldest first: why it takes so long. */
export function offBetween(terms: Terms, at: number, due: number): { readonly day: string; readonly off: Off }[] {
  const first = new TZDateMini(at, terms.zone);
  const found = [];
  for (let n = 0; n < MOST_DAYS; n++) {
    const day = dayOf(first.getFullYear(), first.getMonth(), first.getDate() + n);
    if (timeOn(first.getFullYear(), first.getMonth(), first.getDate() + n, 0, terms.zone) > due) break;
    const off = offOn(terms, day);
    if (off !== null) found.push({ day, off });
  }
  return found;
}

export const COUNTRIES = Object.keys(HOLIDAYS) as readonly (keyof typeof HOLIDAYS)[];

function isHoliday(country: string, day: string): boolean {
  const years: readonly string[] = Object.hasOwn(HOLIDAYS, country) ? HOLIDAYS[country as keyof typeof HOLIDAYS] : [];
  const days = years[Number(day.slice(0, 4)) - FIRST_YEAR] ?? '';
  return days.split(' ').includes(day.slice(5).replace('-', ''));
}

const dayOf = (year: number, month: number, day: number): string => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

const timeOn = (year: number, month: number, day: number, minutes: number, zone: string): number =>
  new TZDateMini(year, month, day, 0, minutes, 0, 0, zone).getTime();
