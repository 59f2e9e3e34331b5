/** What a round is on, as it lies on its sheet now. */
import type { Board, Circles, Note, Scale, SheetId } from '../../board/types';
import { inReadingOrder } from '../../board/readingOrder';
import type { Round } from '../../exercises/round/round';
import { u } from './words';

/** The circles or the scale of a sheet, the one that was put there first; null on plain paper. */
export function exerciseOn(board: Board, sheet: SheetId): Circles | Scale | null {
  return board.elements(sheet).value.find((one): one is Circles | Scale => one.type === 'circles' || one.type === 'scale') ?? null;
}

/** Null once it was taken away, or when there was none. */
export function exerciseOf(board: Board, { sheet, on }: Round): Circles | Scale | null {
  return board.elements(sheet).value.find((one): one is Circles | Scale => one.id === on && (one.type === 'circles' || one.type === 'scale')) ?? null;
}

export const zoneLabel = (circles: Circles, zone: 'inner' | 'ring' | 'outside'): string => circles[zone] || u(`label_${zone}`);

/** The notes of a sheet in the order in which they are read. */
export function notesOn(board: Board, sheet: SheetId): readonly Note[] {
  const notes = board.elements(sheet).value.filter((one): one is Note => one.type === 'note' && !board.previews.value.has(one.id));
  return inReadingOrder(notes.map((note) => ({ note, box: { x: note.frame[0], y: note.frame[1] } }))).map(({ note }) => note);
}
