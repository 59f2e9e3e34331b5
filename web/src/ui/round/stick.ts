/** Sticking a pile up: its notes onto the sheet, each in its zone, and apart from what others stuck meanwhile. */
import { effect } from '@preact/signals';
import { addApart, type Apart } from '../../board/apart';
import { zoneOf } from '../../board/exercises';
import type { Board, Circles, Element, ElementId, NewElement, Note } from '../../board/types';
import { frameOf, measure } from '../../canvas/measure';
import { layoutNote, NAME_SIZE, NOTE_FOOT, NOTE_PADDING, NOTE_SIZES } from '../../canvas/noteText';
import type { PileNote } from '../../exercises/round/pile';
import { areaOf, clashes, placesFor, type Box, type Seat, type Sized } from '../../exercises/round/places';
import type { Round } from '../../exercises/round/round';
import { newId, type Room } from '../room/openRoom';

/** Of a note, by its width, before its words need more. */
const FLAT = 0.55;
/** Where labels of circles stand: room for one line, board units. */
const LABEL_HEIGHT = 40;

/** What is achieved lies yellow, what is wanted blue: two colours that carry no judgement. */
const COLOUR = { inner: 0, ring: 1 } as const;

/** Settles once they are on their way and would survive the end of the page. */
export async function stickNotes(
  { log, board, name }: Pick<Room, 'log' | 'board' | 'name'>,
  { sheet, on, names }: Round,
  notes: readonly PileNote[],
  seat: Seat,
): Promise<Apart> {
  const lying = board.elements(sheet).peek();
  const circles = lying.find((one): one is Circles => one.id === on && one.type === 'circles');
  const zones = circles === undefined ? [notes] : (['inner', 'ring'] as const).map((zone) => notes.filter((note) => note.zone === zone));
  const taken = lying.flatMap(boxesOf);
  const made = zones.flatMap((some) => {
    const [first] = some;
    if (first === undefined) return [];
    const area = circles === undefined ? null : areaOf(first.zone, circles);
    const places = placesFor(area, some.map(({ text }) => sized(text, names ? name.peek() : null)), taken, seat);
    return some.map(({ text, zone }, at): { id: ElementId; element: NewElement } => {
      const { x, y, width, height } = places[at] ?? { x: 40, y: 40, width: 160, height: 120 };
      const colour = circles === undefined ? 0 : COLOUR[zone];
      return { id: newId(), element: { type: 'note', frame: [x, y, width, height, 0], colour, text, ...(names ? { signed: true } : {}) } };
    });
  });
  if (!names) return addApart(log, board, sheet, made);
  const ids = board.add(sheet, made.map(({ element }) => element), { ids: made.map(({ id }) => id) });
  return { ids, kept: Promise.resolve() };
}

/**
 * Once the log has come to *seq*, move of these notes what lies over something that stood there first.
 * @returns gives up waiting for it
 */
export function apart(board: Board, { sheet, on }: Round, ids: readonly ElementId[], seat: Seat, seq: number): () => void {
  let done = false;
  const stop = effect(() => {
    if (done || board.folded.value < seq) return;
    done = true;
    const lying = board.elements(sheet).peek();
    const isMine = (one: Element): one is Note => one.type === 'note' && ids.includes(one.id);
    const mine = lying.filter(isMine);
    const others = lying.filter((one) => !isMine(one)).flatMap(boxesOf);
    const over = clashes(mine.map(boxOf), others);
    const moved = mine.filter((_, at) => over[at]);
    if (moved.length === 0) return;
    const stay = mine.filter((_, at) => over[at] !== true).map(boxOf);
    const circles = lying.find((one): one is Circles => one.id === on && one.type === 'circles');
    const changes = moved.map((note) => {
      const zone = circles === undefined ? 'outside' : zoneOf(note.frame, circles);
      const area = circles === undefined || zone === 'outside' ? null : areaOf(zone, circles);
      const [place] = placesFor(area, [{ least: note.frame[2], height: () => note.frame[3] }], [...others, ...stay], seat);
      if (place === undefined) return null;
      stay.push(place);
      return { id: note.id, frame: [place.x, place.y, place.width, place.height, 0] as const };
    });
    // Not within this effect: what it changes is folded anew.
    queueMicrotask(() => board.change(changes.filter((one) => one !== null)));
  });
  return stop;
}

/** @param name at its foot; null for a note without one */
const sized = (text: string, name: string | null): Sized => ({
  least: Math.max(leastWidth(text), name === null ? 0 : measure(name) * NAME_SIZE + 2 * NOTE_PADDING),
  height: (width) => layoutNote(text, width, width * FLAT, measure, name === null ? 0 : NOTE_FOOT).height,
});

/** At which its longest word stands whole in the smallest letters. */
function leastWidth(text: string): number {
  const longest = Math.max(0, ...text.split(/\s+/).map((word) => measure(word)));
  return Math.ceil(longest * Math.min(...NOTE_SIZES)) + 2 * NOTE_PADDING + 1;
}

function boxOf(element: Element): Box {
  const [x, y, width, height] = frameOf(element);
  return { x, y, width, height };
}

/** What notes are not laid upon: all that has a face, and the words in the circles. */
function boxesOf(element: Element): Box[] {
  switch (element.type) {
    case 'note':
    case 'text':
    case 'picture':
    case 'card':
    case 'unknown':
      return [boxOf(element)];
    case 'circles':
      return labelsOf(element);
    default:
      return [];
  }
}

/** As `canvas/drawing/circles` places them. */
function labelsOf({ frame: [x, y, w, h], inner, ring, drawn }: Circles): Box[] {
  const radius = w / 2;
  const [cx, cy] = [x + radius, y + h / 2];
  const label = (text: string, base: number): Box => {
    const width = Math.min(radius, measure(text) * 32);
    return { x: cx - width / 2, y: base - 30, width, height: LABEL_HEIGHT };
  };
  return [
    ...(inner === '' ? [] : [label(inner, cy - radius * 0.55 + 58)]),
    ...(ring === '' || drawn === 1 ? [] : [label(ring, cy + radius - 36)]),
  ];
}
