/**
 * Which sheet is in sight when: the one the coach turned to, else the one where somebody acts. Pure.
 *
 * While somebody is still at work on the sheet in sight, an act elsewhere waits until that rests; a turn
 * does not, for everybody saw it.
 */
import type { SheetId } from '../../board/types';
import type { Act } from '../reading';
import type { Chapter } from '../recording';

export interface Turn {
  /** talk time */
  readonly at: number;
  readonly sheet: SheetId;
}

/** Somebody who acted so lately is still at work. */
const AT_WORK_MS = 2000;

/**
 * @param known the sheets there are
 * @param acts by time
 * @returns by time, the first at *start*; none where there is no sheet
 */
export function turnsOf(start: number, known: readonly SheetId[], chapters: readonly Chapter[], acts: readonly Act[]): Turn[] {
  const sheets = new Set(known);
  type Cue = { readonly at: number; readonly until: number; readonly sheet: SheetId; readonly turned: boolean };
  const cues: Cue[] = [
    ...chapters.flatMap((chapter): Cue[] =>
      chapter.type === 'sheet' && chapter.together ? [{ at: chapter.at, until: chapter.at, sheet: chapter.sheet, turned: true }] : [],
    ),
    ...acts.map((act): Cue => ({ at: act.start, until: act.at, sheet: act.sheet, turned: false })),
  ]
    .filter(({ sheet }) => sheets.has(sheet))
    .sort((a, b) => a.at - b.at || Number(b.turned) - Number(a.turned));
  const first = cues[0]?.sheet ?? known[0];
  if (first === undefined) return [];
  const turns: Turn[] = [{ at: start, sheet: first }];
  let busyUntil = -Infinity;
  let shown = first;
  /** where somebody acted meanwhile: in sight once the work here rests */
  let waiting: SheetId | null = null;
  const turnTo = (sheet: SheetId, at: number): void => {
    turns.push({ at: Math.max(start, at), sheet });
    shown = sheet;
    busyUntil = -Infinity;
    waiting = null;
  };
  for (const { at, until, sheet, turned } of cues) {
    if (waiting !== null && at > busyUntil) turnTo(waiting, busyUntil);
    if (sheet !== shown && (turned || at > busyUntil)) turnTo(sheet, at);
    else if (sheet !== shown) waiting = sheet;
    if (sheet === shown) busyUntil = Math.max(busyUntil, until + AT_WORK_MS);
  }
  if (waiting !== null) turnTo(waiting, busyUntil);
  return turns;
}
