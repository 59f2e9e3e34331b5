/** Times of letters in words, by the clock of the server, whatever the device believes. */
import { formatTime, formatWeekday, formatDayInFull } from '../../i18n/language';
import { r } from './words';
import { dayOf } from '../../talk/sections';
import { plainly } from '../../talk/plainText';
import { l } from './letterWords';

export function dayName(day: number, now: number): string {
  const today = dayOf(now);
  if (day === today) return r('today');
  if (day === dayOf(today - 12 * 3_600_000)) return r('yesterday');
  return formatWeekday(day, now);
}

/** “om 14:02”; on another day with the day */
export function whenIn(at: number, now: number): string {
  const time = formatTime(at);
  return dayOf(at) === dayOf(now) ? l('when_at', { time }) : l('when_on', { day: formatDayInFull(at), time });
}

/** Enough of a message to know it by. */
export function firstWords(text: string): string {
  const words = plainly(text.slice(0, 400)).replace(/\s+/g, ' ').trim().split(' ').slice(0, 6).join(' ');
  return words.length > 60 ? `${[...words].slice(0, 60).join('')}…` : words;
}
