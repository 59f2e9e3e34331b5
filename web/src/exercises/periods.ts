/**
 * A room read back: what each session left on each sheet, oldest first, and what came about in
 * between. Facts in the order of the sheets; a period that left nothing is not told of.
 */
import type { Past } from '../board/past';
import type { Zone } from '../board/exercises';
import type { Card, Circles, Element, Mark, Note, Paper, Scale, Sheet, SheetId } from '../board/types';
import { noteZone, whatWasLeft } from './left';
import type { Session } from './sessions';

export interface SheetThen {
  readonly id: SheetId;
  readonly title: string;
  /** from 1, among those that were there then */
  readonly number: number;
  readonly paper: Paper;
  /** all that lay on it at the end of the period */
  readonly elements: readonly Element[];
  readonly moved: readonly { readonly note: Note; readonly from: Zone; readonly to: Zone }[];
  readonly added: readonly { readonly note: Note; readonly zone: Zone | null }[];
  readonly marks: readonly { readonly scale: Scale; readonly mark: Mark }[];
  readonly cards: readonly Card[];
  /** whose words zones are called by; null without circles */
  readonly circles: Circles | null;
}
export interface Period {
  /** null for what came about outside of any */
  readonly session: Session | null;
  /** which of the stretches between {@link boundaries} it is, from 0; odd ones are sessions */
  readonly place: number;
  readonly sheets: readonly SheetThen[];
}

/** The places in the log between which periods lie: the start, each session's start and end, and *head*. */
export function boundaries(sessions: readonly Session[], head: number): readonly number[] {
  const places = [0, ...sessions.flatMap(({ from, to }) => (to === null ? [from] : [from, to])), head];
  return places.map((place, at) => Math.max(place, places[at - 1] ?? 0));
}

/** @param pasts the boards at {@link boundaries}; after one of which a part was erased less is told */
export function periodsOf(sessions: readonly Session[], pasts: readonly Past[]): readonly Period[] {
  return pasts.slice(1).flatMap((after, at): Period[] => {
    const before = pasts[at];
    // Odd places lie within a session, the others before, between and after them.
    const session = at % 2 === 1 ? (sessions[(at - 1) / 2] ?? null) : null;
    // Without all of the past everything would seem new.
    const sheets = before === undefined || before.forgotten > 0 || after.forgotten > 0 ? [] : sheetsOf(before, after);
    return sheets.length === 0 && session === null ? [] : [{ session, place: at, sheets }];
  });
}

function sheetsOf(before: Past, after: Past): readonly SheetThen[] {
  const there = after.sheets.filter(({ gone }) => gone !== true);
  return there.flatMap((sheet: Sheet, at): SheetThen[] => {
    const elements = after.elements(sheet.id);
    const was = before.elements(sheet.id);
    if (elements.length === was.length && elements.every((element, index) => element === was[index])) return [];
    const left = whatWasLeft([sheet], before.sheets, before.elements, after.elements);
    const found = new Map(elements.map((element) => [element.id, element]));
    const noteOf = (id: string): Note[] => {
      const element = found.get(id);
      return element?.type === 'note' ? [element] : [];
    };
    const marks = new Set(left.marks);
    return [
      {
        id: sheet.id,
        title: sheet.title,
        number: at + 1,
        paper: sheet.paper,
        elements,
        moved: left.moved.flatMap(({ note, from, to }) => noteOf(note).map((one) => ({ note: one, from, to }))),
        added: left.added.flatMap((id) => noteOf(id).map((note) => ({ note, zone: noteZone(note, elements) }))),
        marks: elements.flatMap((scale) =>
          scale.type === 'scale' ? scale.marks.filter(({ id }) => marks.has(id)).map((mark) => ({ scale, mark })) : [],
        ),
        cards: elements.filter((element): element is Card => element.type === 'card' && left.cards.includes(element.id)),
        circles: elements.find((element): element is Circles => element.type === 'circles') ?? null,
      },
    ];
  });
}
