/** What stands in the exercises of a room, as plain facts; by the rules of `whiteboard/exercises.py`. */
import { nowOf, stretchOf, zoneOf, type Stretch, type Zone, type ZoneChange } from '../board/exercises';
import { choicesOf } from '../board/choices';
import { inReadingOrder } from '../board/readingOrder';
import type { Card, Choice, Circles, Element, ElementId, Mark, Note, Scale, Sheet, SheetId } from '../board/types';

export interface NoteFact {
  readonly id: ElementId;
  readonly text: string;
  readonly by: string;
  readonly place: Zone | Stretch;
  readonly chosen: boolean;
  /** those that hold, oldest first */
  readonly choices: readonly Choice[];
  /** of zone, oldest first */
  readonly changes: readonly ZoneChange[];
}
export interface CirclesFact extends Pick<Circles, 'id' | 'sheet' | 'topic' | 'inner' | 'ring' | 'outside'> {
  readonly notes: readonly NoteFact[];
}
export interface ScaleFact extends Pick<Scale, 'id' | 'sheet' | 'topic' | 'low' | 'high'> {
  readonly marks: readonly Mark[];
  readonly notes: readonly NoteFact[];
}
export interface CardFact extends Pick<Card, 'id' | 'sheet' | 'kind' | 'title' | 'value'> {
  readonly fields: readonly (readonly [label: string, text: string])[];
}
export interface Exercises {
  readonly circles: readonly CirclesFact[];
  readonly scales: readonly ScaleFact[];
  readonly cards: readonly CardFact[];
}

/**
 * @param elements those of one sheet, in drawing order
 * @param changes of zones, oldest first
 */
export function readExercises(
  sheets: readonly Sheet[],
  elements: (sheet: SheetId) => readonly Element[],
  changes: readonly ZoneChange[] = [],
): Exercises {
  const [circles, scales, cards]: [CirclesFact[], ScaleFact[], CardFact[]] = [[], [], []];
  const fact = (note: Note, place: Zone | Stretch, choices: readonly Choice[] = []): NoteFact => ({
    id: note.id,
    text: note.text,
    by: note.by,
    place,
    chosen: note.chosen === true,
    choices,
    changes: changes.filter((change) => change.note === note.id),
  });
  for (const sheet of sheets) {
    if (sheet.gone === true) continue;
    const there = elements(sheet.id);
    const lying = there.filter((element): element is Note => element.type === 'note');
    const boxed = lying.map((note) => ({ note, box: { x: note.frame[0], y: note.frame[1] } }));
    const notes = inReadingOrder(boxed).map(({ note }) => note);
    const choices = choicesOf(notes);
    for (const element of there) {
      if (element.type === 'circles') {
        const { id, topic, inner, ring, outside } = element;
        const placed = notes.map((note) => fact(note, zoneOf(note.frame, element), choices.get(note.id)));
        circles.push({ id, sheet: sheet.id, topic, inner, ring, outside, notes: placed });
      } else if (element.type === 'scale') {
        const { id, topic, low, high, marks } = element;
        const now = nowOf(marks);
        const along = notes.flatMap((note): NoteFact[] => {
          const place = stretchOf(note.frame, element, now);
          return place === null ? [] : [fact(note, place, choices.get(note.id))];
        });
        scales.push({ id, sheet: sheet.id, topic, low, high, marks, notes: along });
      } else if (element.type === 'card') {
        const { id, kind, title, value, labels, cells } = element;
        cards.push({ id, sheet: sheet.id, kind, title, value, fields: labels.map((label, at) => [label, cells[at] ?? '']) });
      }
    }
  }
  return { circles, scales, cards };
}
