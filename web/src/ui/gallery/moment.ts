/** What a sheet at a moment is called: by itself, under its session, and in a list with others. */
import type { SheetId } from '../../board/types';
import type { GalleryPart, Moment } from '../../exercises/gallery';
import { formatMoment, formatTime, formatWeekday } from '../../i18n/language';
import type { Room } from '../room/openRoom';
import { sentence } from '../room/words';
import { g } from './words';

/** “Vel 2”, “2 Werk”, or the name it was kept under. */
export function sheetThen({ keptAs, title, number }: Moment): string {
  if (keptAs !== '') return keptAs;
  if (number === null) return title === '' ? g('sheet_away') : title;
  return title === '' ? g('sheet', { number }) : g('sheet_named', { number, title });
}

/** Under its session, where the day is known. */
export function whenThere({ is, at }: Moment): string {
  if (is === 'kept') return g('kept', { time: formatTime(at) });
  return g(is === 'now' ? 'now' : 'at_end');
}

/** By itself. */
export function whenOf({ is, at }: Moment): string {
  if (is === 'now') return g('now');
  const now = Date.now();
  return is === 'kept' ? g('kept_of', { moment: formatMoment(at, now) }) : g('at_end_of', { day: formatWeekday(at, now) });
}

export const nameOf = (moment: Moment): string => g('named', { sheet: sheetThen(moment), when: whenOf(moment) });

/** “Gesprek op woensdag 18 november” */
export function partTitle({ session, from }: GalleryPart, at: number, count: number): string {
  if (session !== null) return g('session', { day: formatWeekday(from, Date.now()) });
  if (count === 1) return g('only_now');
  return g(at === 0 ? 'before' : at === count - 1 ? 'since' : 'between');
}

/** “14:05, 52 min”; the days where there are several */
export function partTime({ session, from, to }: GalleryPart): string {
  const now = Date.now();
  if (session === null) {
    const [first, last] = [sentence(formatWeekday(from, now)), formatWeekday(to ?? from, now)];
    return first.toLocaleLowerCase() === last.toLocaleLowerCase() ? first : g('from_to', { from: first, to: last });
  }
  return `${formatTime(from)}, ${to === null ? g('going_on') : lasted(to - from)}`;
}

function lasted(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return g('under_minute');
  if (minutes < 60) return minutes === 1 ? g('minute') : g('minutes', { count: minutes });
  if (minutes % 60 === 0) return g('hours_only', { hours: minutes / 60 });
  return g('hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** A sheet as it lies there this very moment; null when it was put away. */
export function nowOf({ board }: Pick<Room, 'board'>, sheet: SheetId): Moment | null {
  const sheets = board.sheets.peek();
  const at = sheets.findIndex(({ id }) => id === sheet);
  const found = sheets[at];
  if (found === undefined) return null;
  const { title, paper } = found;
  return { key: `now ${sheet}`, sheet, is: 'now', at: Date.now(), title, number: at + 1, keptAs: '', paper, elements: board.settled(sheet).peek(), lacks: false };
}
