/**
 * What is on the sheets otherwise than it was: the difference between two states of the board, by
 * the rules of `whiteboard/sessions.py`. What moved is told, whichever way it went.
 */
import { zoneOf, type Zone } from '../board/exercises';
import { inReadingOrder } from '../board/readingOrder';
import type { Card, Circles, Element, ElementId, Mark, Note, Scale, Sheet, SheetId } from '../board/types';

export interface Moved {
  readonly note: ElementId;
  readonly from: Zone;
  readonly to: Zone;
}
export interface Left {
  readonly moved: readonly Moved[];
  /** notes that say something and were not there */
  readonly added: readonly ElementId[];
  /** marks that were not there, or stood elsewhere */
  readonly marks: readonly ElementId[];
  /** cards on which something was written */
  readonly cards: readonly ElementId[];
}
type Elements = (sheet: SheetId) => readonly Element[];

/**
 * @param sheets as they are after; those that are gone are left out
 * @param sheetsBefore all there were before, gone or not
 */
export function whatWasLeft(sheets: readonly Sheet[], sheetsBefore: readonly Sheet[], before: Elements, after: Elements): Left {
  const [moved, added, marks, cards]: [Moved[], ElementId[], ElementId[], ElementId[]] = [[], [], [], []];
  const old = new Map<ElementId, Element>();
  const oldMarks = new Map<ElementId, Mark>();
  for (const { id } of sheetsBefore)
    for (const element of before(id)) {
      old.set(element.id, element);
      if (element.type === 'scale') for (const mark of element.marks) oldMarks.set(mark.id, mark);
    }
  for (const { id, gone } of sheets) {
    if (gone === true) continue;
    const there = after(id);
    const lying = there.filter((element): element is Note => element.type === 'note');
    for (const note of inReadingOrder(lying.map((one) => ({ ...one, box: { x: one.frame[0], y: one.frame[1] } })))) {
      const earlier = old.get(note.id);
      if (earlier?.type !== 'note') {
        if (note.text.trim() !== '') added.push(note.id);
        continue;
      }
      const [from, to] = [noteZone(earlier, before(id)), noteZone(note, there)];
      if (from !== null && to !== null && from !== to) moved.push({ note: note.id, from, to });
    }
    for (const element of there)
      if (element.type === 'scale') marks.push(...newMarks(element, oldMarks));
      else if (element.type === 'card' && saysOtherwise(element, old.get(element.id))) cards.push(element.id);
  }
  return { moved, added, marks, cards };
}

/** The zone of a note among the elements of its sheet; null without circles. */
export function noteZone(note: Pick<Note, 'frame'>, elements: readonly Element[]): Zone | null {
  const zones = elements.filter((element): element is Circles => element.type === 'circles').map((one) => zoneOf(note.frame, one));
  return zones.length === 0 ? null : (zones.find((zone) => zone !== 'outside') ?? 'outside');
}

const newMarks = ({ marks }: Scale, old: ReadonlyMap<ElementId, Mark>): ElementId[] =>
  marks.filter((mark) => standsElsewhere(mark, old.get(mark.id))).map(({ id }) => id);

const standsElsewhere = ({ kind, value }: Mark, earlier: Mark | undefined): boolean =>
  earlier === undefined || earlier.kind !== kind || earlier.value.join() !== value.join();

function saysOtherwise({ cells, value }: Card, earlier: Element | undefined): boolean {
  const said = cells.map((cell) => cell.trim());
  if (earlier?.type !== 'card') return value !== null || said.some((text) => text !== '');
  return value !== earlier.value || said.length !== earlier.cells.length || said.some((text, at) => text !== earlier.cells[at]?.trim());
}
