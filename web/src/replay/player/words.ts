/** The player's words: its `t`, times, and what people and sheets are called. */
import type { Sheet, SheetId } from '../../board/types';
import { en } from '../../i18n/player.en';
import { nl } from '../../i18n/player.nl';
import { formatTime } from '../../i18n/language';
import { speak } from '../../i18n/texts';
import type { Party } from './parties';

export const p = speak(nl, en);

const MOST_CHARS = 60;

export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** For the middle of a sentence; whoever gave no name is called by role. */
export function partyName(party: Party | null): string {
  if (party === null) return p('somebody');
  return party.name || p(party.role);
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** “4 min stil” */
export function stillWords(ms: number): string {
  if (ms < MINUTE) return p('still_s', { count: Math.round(ms / SECOND) });
  if (ms < 90 * MINUTE) return p('still_min', { count: Math.round(ms / MINUTE) });
  if (ms < 36 * HOUR) return p('still_h', { count: Math.round(ms / HOUR) });
  const count = Math.round(ms / DAY);
  return count === 1 ? p('still_day') : p('still_d', { count });
}

export function lastsWords(ms: number): string {
  if (ms < MINUTE) return p('time_s', { count: Math.round(ms / SECOND) });
  if (ms < 90 * MINUTE) return p('time_min', { count: Math.round(ms / MINUTE) });
  if (ms < 36 * HOUR) return p('time_h', { count: Math.round(ms / HOUR) });
  const count = Math.round(ms / DAY);
  return count === 1 ? p('time_day') : p('time_d', { count });
}

/** 3:20, or 1:03:20 */
export function elapsedWords(ms: number): string {
  const seconds = Math.floor(ms / SECOND);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (count: number): string => String(count).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** 14:32:08 */
export const clockWords = (at: number): string => `${formatTime(at)}:${String(new Date(at).getSeconds()).padStart(2, '0')}`;

/** @param sheets as they are at that moment, those too that were put away */
export function sheetWords(sheets: readonly Sheet[], id: SheetId): string {
  const lying = sheets.filter(({ gone }) => gone !== true);
  const number = lying.findIndex((sheet) => sheet.id === id) + 1;
  const title = sheets.find((sheet) => sheet.id === id)?.title.trim() ?? '';
  if (number === 0) return title || p('sheet_gone');
  return title === '' ? p('sheet_nth', { number }) : p('sheet_named', { number, title });
}

/** Of something long as much as fits a line. */
export function shortened(text: string): string {
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  return letters.length > MOST_CHARS ? `${letters.slice(0, MOST_CHARS - 1).join('')}…` : letters.join('');
}
