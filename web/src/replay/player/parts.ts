/**
 * What happened, to be read: a part for each time that a sheet was in sight, with rows in it. Pure.
 *
 * Acts of one person that follow each other and are of one kind are one row: nobody reads 40 times
 * that somebody drew.
 */
import type { SheetId } from '../../board/types';
import type { Act } from '../reading';
import type { Chapter, Session } from '../recording';
import { firstAfter } from './axis';
import type { Film } from './film';
import type { Party } from './parties';

export type Row =
  | { readonly is: 'acts'; readonly at: number; readonly party: Party | null; readonly acts: readonly Act[] }
  | { readonly is: 'chapter'; readonly at: number; readonly party: Party | null; readonly chapter: Chapter }
  | { readonly is: 'still'; readonly at: number; readonly until: number; readonly between: boolean }
  | { readonly is: 'forgotten'; readonly at: number; readonly count: number }
  | { readonly is: 'session'; readonly at: number; readonly number: number; readonly session: Session }
  | { readonly is: 'message'; readonly at: number; readonly party: Party | null; readonly text: string };

export interface Part {
  /** talk time */
  readonly at: number;
  readonly until: number;
  readonly sheet: SheetId;
  readonly rows: readonly Row[];
}

/** Shorter ones are marked on the track, and not told one by one. */
const TOLD_STILL_MS = 30_000;
/** What goes on after so long is told anew. */
const GOES_ON_MS = 30_000;

export function partsOf(film: Film): Part[] {
  const { recording, turns, parties } = film;
  const rows: Row[] = [
    ...rowsOfActs(film),
    ...recording.sessions.map((session, at): Row => ({ is: 'session', at: Math.max(recording.start, session.start), number: at + 1, session })),
    ...recording.chapters
      .filter(({ type }) => type !== 'sheet')
      .map((chapter): Row => ({ is: 'chapter', at: chapter.at, party: parties.of(chapter.by), chapter })),
    ...film.still
      .filter(([from, to]) => to - from >= TOLD_STILL_MS)
      .map(([from, to]): Row => ({ is: 'still', at: from, until: to, between: isBetween(recording.sessions, from, to) })),
    ...forgottenRows(recording.forgotten),
    ...(recording.talk ?? []).map(({ at, by, text }): Row => ({ is: 'message', at, party: parties.of(by), text })),
  ].sort((a, b) => a.at - b.at);
  return turns.map(({ at, sheet }, index): Part => {
    const until = turns[index + 1]?.at ?? recording.end;
    const [from, to] = [index === 0 ? 0 : firstNotBefore(rows, at), index === turns.length - 1 ? rows.length : firstNotBefore(rows, until)];
    return { at, until, sheet, rows: rows.slice(from, to) };
  });
}

const firstNotBefore = (rows: readonly Row[], at: number): number => firstAfter(rows, (row) => row.at, at - 0.5);

function rowsOfActs({ acts, parties }: Film): Row[] {
  const rows: (Row & { is: 'acts'; acts: Act[] })[] = [];
  for (const act of acts) {
    const party = parties.of(act.by);
    const last = rows.at(-1);
    const before = last?.acts.at(-1);
    if (last !== undefined && before !== undefined && last.party === party && goesOn(before, act)) last.acts.push(act);
    else rows.push({ is: 'acts', at: act.start, party, acts: [act] });
  }
  return rows;
}

const goesOn = (last: Act, act: Act): boolean =>
  last.do === act.do &&
  last.sheet === act.sheet &&
  act.start - last.at <= GOES_ON_MS &&
  (act.do === 'draw' || ((act.do === 'write' || act.do === 'move' || act.do === 'change') && last.ids.join() === act.ids.join()));

/** Whether two talks lie on its two sides. */
export function isBetween(sessions: readonly Session[], from: number, to: number): boolean {
  return sessions.some(({ end }) => end !== null && end >= from && end <= to) && sessions.some(({ start }) => start >= from && start <= to);
}

/** Those that follow each other at once are one hole. */
function forgottenRows(forgotten: readonly (readonly [number, number])[]): Row[] {
  const rows: (Row & { is: 'forgotten'; count: number })[] = [];
  let seq = -1;
  for (const [at, place] of [...forgotten].sort((a, b) => a[1] - b[1])) {
    const last = rows.at(-1);
    if (last !== undefined && place - seq <= 2) last.count++;
    else rows.push({ is: 'forgotten', at, count: 1 });
    seq = place;
  }
  return rows;
}
