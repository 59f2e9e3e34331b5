/** End dates as a date field has them (a local day), and as the server keeps them (its last ms). Pure. */

/** Longest stay that may be chosen, years. */
const MOST_YEARS = 5;

function dayText(date: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Half a year from *now*: short enough not to be forgotten, long enough for a coaching. */
export function defaultEnd(now: number): string {
  const date = new Date(now);
  const day = date.getDate();
  date.setMonth(date.getMonth() + 6);
  // 31 August + 6 months is the last of February, not the third of March.
  if (date.getDate() !== day) date.setDate(0);
  return dayText(date);
}

export function dayOf(ms: number): string {
  return dayText(new Date(ms));
}

export function earliestEnd(now: number): string {
  return dayText(new Date(now + 24 * 3600 * 1000));
}

export function latestEnd(now: number): string {
  const date = new Date(now);
  date.setFullYear(date.getFullYear() + MOST_YEARS);
  return dayText(date);
}

/** The last millisecond of that local day; null for what is no day, not in the future or too far. */
export function endOfDay(day: string, now: number): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (found === null) return null;
  const [, year, month, date] = found.map(Number);
  if (year === undefined || month === undefined || date === undefined) return null;
  const end = new Date(year, month - 1, date, 23, 59, 59, 999);
  if (dayText(end) !== day || end.getTime() <= now || day > latestEnd(now)) return null;
  return end.getTime();
}
