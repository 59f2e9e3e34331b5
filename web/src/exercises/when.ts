/**
 * A day as people write it in full: “26-11”, “do 26 november om 14:00”, “2026-11-26”.
 *
 * All of the text has to be the day and its time; “woensdag na het werk” says more than a day does,
 * and stays text.
 */

export interface When {
  /** yyyy-mm-dd */
  readonly day: string;
  /** hh:mm, or '' */
  readonly time: string;
}

const MONTHS = [
  ['januari', 'jan', 'january'], ['februari', 'feb', 'february'], ['maart', 'mrt', 'march', 'mar'], ['april', 'apr'],
  ['mei', 'may'], ['juni', 'jun', 'june'], ['juli', 'jul', 'july'], ['augustus', 'aug', 'august'],
  ['september', 'sep', 'sept'], ['oktober', 'okt', 'october', 'oct'], ['november', 'nov'], ['december', 'dec'],
];
const WEEKDAY = /^(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day|ma|di|wo|do|vr|za|zo|mon|tue|wed|thu|fri|sat|sun)\.?,?\s+/;
const TIME = /\s*,?\s+(?:om |at )?([01]?\d|2[0-3])[:.]([0-5]\d)(?:\s*u(?:ur)?)?$/;

/**
 * @param today yyyy-mm-dd, where the person is: a day without its year is the next there is
 * @returns null for what is no day, or more than one
 */
export function readWhen(text: string, today: string): When | null {
  let rest = text.trim().toLowerCase().replace(/\s+/g, ' ').replace(WEEKDAY, '');
  const clock = TIME.exec(rest);
  const time = clock === null ? '' : `${clock[1]?.padStart(2, '0')}:${clock[2]}`;
  if (clock !== null) rest = rest.slice(0, clock.index);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(rest);
  if (iso !== null) return found(Number(iso[1]), Number(iso[2]), Number(iso[3]), time);
  const numbers = /^(\d{1,2})[-/](\d{1,2})(?:[-/](\d{4}))?$/.exec(rest);
  const words = /^(\d{1,2}) (\p{L}+)\.?(?: (\d{4}))?$/u.exec(rest) ?? null;
  const month = numbers === null ? 1 + MONTHS.findIndex((names) => names.includes(words?.[2] ?? '')) : Number(numbers[2]);
  const match = numbers ?? words;
  if (match === null) return null;
  const day = Number(match[1]);
  if (match[3] !== undefined) return found(Number(match[3]), month, day, time);
  const year = Number(today.slice(0, 4));
  const next = found(year, month, day, time);
  return next !== null && next.day < today ? found(year + 1, month, day, time) : next;
}

/** @returns null for a day that no calendar has */
function found(year: number, month: number, day: number, time: string): When | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return { day: date.toISOString().slice(0, 10), time };
}
