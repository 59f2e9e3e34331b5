/** The `t` of answering, and how its times are said. */
import { formatTime, formatWeekday, language } from '../i18n/language';
import { speakOne } from '../i18n/texts';
import { dayOf } from '../talk/sections';
import type { Terms } from './terms';

const answering = speakOne({ nl: () => import('../i18n/answering.nl'), en: () => import('../i18n/answering.en') });
export const a = answering.t;
export const loadAnsweringWords = answering.load;

/** “vandaag 16:30”, in the reader's own time. */
export function whenWords(at: number, now: number): string {
  const time = formatTime(at);
  const days = Math.round((dayOf(at) - dayOf(now)) / (24 * 3600 * 1000));
  if (days === 0) return a('today', { time });
  if (days === 1) return a('tomorrow', { time });
  if (days === -1) return a('yesterday', { time });
  return a('on', { day: formatWeekday(at, now), time });
}

/** “4 uur op werkdagen”, “twee werkdagen”. */
export function withinWords({ minutes, opens, closes }: Terms): string {
  const days = minutes / (closes - opens);
  if (days === 1) return a('within_day');
  if (Number.isInteger(days)) return a('within_days', { count: days });
  const hours = minutes / 60;
  return Number.isInteger(hours * 2) && hours >= 1 ? a('within_hours', { count: new Intl.NumberFormat(language.value).format(hours) }) : a('within_half', { count: minutes });
}
