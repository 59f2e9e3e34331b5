/**
 * Writing on a sheet: which note, text or field of a card is written on, what is put down for it,
 * what comes next.
 *
 * A note that was put down and never written on goes away when one stops, a text without words always.
 */
import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { NOTE_SIZE } from '../../board/schema';
import type { Board, Card, Colour, Element, ElementId, Marker, NewElement, SheetId, Text, TextKey, Writable } from '../../board/types';
import { SHEET_WIDTH, TEXT_SIZES } from '../../wire/schema.gen';
import { layoutNote, NOTE_LINE } from '../noteText';
import { measure, noteLayout, textLayout } from '../measure';
import type { Tool } from '../tools';
import { toBoard, type Point, type Space, type Viewport } from '../viewport';
import { linesOf, MOST_NOTES } from './lists';
import { freePlace, gridOf, nextInRow, type Box } from './places';

export interface WritingOptions {
  readonly board: Board;
  readonly sheet: SheetId;
  readonly tool: Signal<Tool>;
  readonly marker: ReadonlySignal<Marker>;
  readonly textSize: ReadonlySignal<Text['size']>;
  readonly noteColour: ReadonlySignal<Colour>;
  readonly readOnly: ReadonlySignal<boolean>;
  readonly space: ReadonlySignal<Space>;
  readonly viewport: ReadonlySignal<Viewport>;
  readonly select: (ids: readonly ElementId[]) => void;
}

export interface WritingState {
  readonly editing: Signal<ElementId | null>;
  /** which field of a card, the first being 0, behind the last the number of a closing card; 0 for a note or text */
  readonly field: ReadonlySignal<number>;
  /** what `editing` means, as it lies there now */
  readonly written: ReadonlySignal<Writable | null>;
  /** words that somebody took away while they were being written on; null for none */
  readonly takenAway: Signal<string | null>;
  /** Put a note there and write on it. */
  newNote(at: Point): void;
  /** In the middle of what is seen of the sheet. */
  newNoteInView(): void;
  /** Begin to write straight on the sheet, the first letter standing there. */
  newText(at: Point): void;
  newTextInView(): void;
  /** @param field of a card */
  write(id: ElementId, field?: number): void;
  /** From one field of a card to the next, or back. @returns false where there is none */
  nextField(direction: 1 | -1): boolean;
  /** Give a closing card this number; take it away where it is that already. */
  giveNumber(card: ElementId, value: number): void;
  endWriting(): void;
  /** From the note being written on to a new one beside it; from one without words, end. */
  nextNote(): void;
  /** One note for each line of a list, as one act. @returns how many lines there were and what did not fit */
  putList(text: string): { readonly put: number; readonly rest: readonly string[] };
  /** A note with these words where there is room. @param source the message they came from */
  putNote(text: string, source?: string): ElementId | null;
  /** Whether names stand on all notes of the sheet; null when there are none. */
  readonly allSigned: ReadonlySignal<boolean | null>;
  signAll(signed: boolean): void;
  stopWriting(): void;
}

/** Of a new text, board units: as wide as there is room, within this. */
const TEXT_WIDTH = { least: 240, most: 640 } as const;
const EDGE = 24;

export function createWriting(options: WritingOptions): WritingState {
  const { board, sheet, tool, marker, textSize, noteColour, readOnly, space, viewport, select } = options;
  const editing = signal<ElementId | null>(null);
  const field = signal(0);
  const takenAway = signal<string | null>(null);
  const lying = computed(() => {
    const previews = board.previews.value;
    return board.elements(sheet).value.filter(({ id }) => !previews.has(id));
  });
  const written = computed((): Writable | null => {
    const id = editing.value;
    const found = id === null ? undefined : lying.value.find((element) => element.id === id);
    if (found === undefined || !isWritable(found)) return null;
    // Another's preview may lack letters of one's own that the log has already: they must not go and
    // come again under the caret.
    const kept = board.settled(sheet).value.find((element) => element.id === id);
    return kept === undefined || kept === found ? found : withWordsOf(found, kept);
  });
  let fresh: ElementId | null = null;
  let rowLeft: number | null = null;
  let last: Writable | null = null;

  // Somebody else may remove what is written on here.
  const stopWatching = effect(() => {
    const now = written.value;
    if (editing.value !== null && now === null) {
      const words = last !== null && last.id === editing.peek() ? textOf(last, field.peek()).trim() : '';
      editing.value = null;
      if (words !== '') takenAway.value = words;
    }
    last = now;
  });

  /** What a new note is not laid upon; a large circle only where there is room beside it. */
  const things = (): Box[] => lying.peek().filter(({ type }) => type !== 'ink' && type !== 'shape' && type !== 'circles' && type !== 'scale').map(boxOf);
  const all = (): Box[] => lying.peek().map(boxOf);
  const middle = (): Point => {
    const { width, height } = space.peek();
    const [x, y] = toBoard(viewport.peek(), [width / 2, height / 2]);
    // One note exactly over another would look like one.
    const at = lying.peek().filter(({ type }) => type === 'note' || type === 'text').length % 5;
    return [x + at * 24, y + at * 24];
  };
  const noteAt = ({ x, y, width, height }: Box, text: string, colour = noteColour.peek()): NewElement => ({
    type: 'note', frame: [x, y, width, height, 0], colour, text,
  });

  function begin(id: ElementId): void {
    tool.value = 'select';
    fresh = id;
    state.write(id);
  }

  const state: WritingState = {
    editing,
    field,
    written,
    takenAway,

    newNote([x, y]) {
      if (readOnly.peek()) return;
      state.endWriting();
      rowLeft = null;
      begin(board.addNote(sheet, x, y, noteColour.peek()));
    },
    newNoteInView: () => state.newNote(middle()),

    newText([x, y]) {
      if (readOnly.peek()) return;
      state.endWriting();
      const size = textSize.peek();
      const line = TEXT_SIZES[size] * NOTE_LINE;
      const width = Math.max(TEXT_WIDTH.least, Math.min(TEXT_WIDTH.most, SHEET_WIDTH - EDGE - x));
      const left = Math.max(0, Math.min(x, SHEET_WIDTH - EDGE - width));
      const frame = [Math.round(left), Math.round(y - line / 2), Math.round(width), Math.round(line), 0] as const;
      begin(board.add(sheet, [{ type: 'text', frame, marker: marker.peek(), size, text: '' }])[0] ?? '');
    },
    newTextInView() {
      const [x, y] = middle();
      state.newText([x - TEXT_WIDTH.most / 2, y]);
    },

    write(id, at = 0) {
      if (readOnly.peek()) return;
      if (editing.peek() !== id || field.peek() !== at) state.endWriting();
      select([id]);
      batch(() => {
        editing.value = id;
        field.value = at;
      });
    },

    nextField(direction) {
      const card = written.peek();
      const next = field.peek() + direction;
      if (card?.type !== 'card' || next < 0 || next >= fieldsOf(card)) return false;
      board.flush();
      field.value = next;
      return true;
    },

    giveNumber(id, value) {
      const card = lying.peek().find((element) => element.id === id);
      if (card?.type === 'card' && !readOnly.peek()) board.change([{ id, value: card.value === value ? null : value }]);
    },

    endWriting() {
      const id = editing.peek();
      if (id === null) return;
      const element = written.peek();
      editing.value = null;
      board.flush();
      const bare = element !== null && element.type !== 'card' && element.text.trim() === '';
      if (bare && (fresh === id || element.type === 'text')) board.remove([id]);
      fresh = null;
    },

    nextNote() {
      const note = written.peek();
      if (note?.type !== 'note') return;
      if (note.text.trim() === '') return state.endWriting();
      const box = boxOf(note);
      rowLeft = Math.min(rowLeft ?? box.x, box.x);
      const [, , width, height] = note.frame;
      const place = nextInRow(box, { width, height }, things(), rowLeft);
      board.flush();
      const signed = note.signed === true ? { signed: true } : {};
      const next = board.add(sheet, [{ ...noteAt(place, '', note.colour), ...signed } as NewElement])[0];
      if (next === undefined) return;
      // Straight from one to the other: a field that goes would take a phone's keyboard with it.
      fresh = next;
      select([next]);
      editing.value = next; // a note, as the last one: the field is its only one
    },

    putList(text) {
      const lines = linesOf(text);
      if (readOnly.peek() || lines.length === 0) return { put: 0, rest: lines };
      const wanted = lines.slice(0, MOST_NOTES);
      const heights = (side: number): number[] => wanted.map((line) => layoutNote(line, side, side, measure).height);
      const places = gridOf(heights, all(), things());
      const notes = places.map((box, index) => noteAt({ ...box, height: box.width }, wanted[index] ?? ''));
      state.endWriting();
      select(board.add(sheet, notes));
      return { put: notes.length, rest: lines.slice(notes.length) };
    },

    putNote(text, source) {
      if (readOnly.peek()) return null;
      const [x, y] = middle();
      const { height } = layoutNote(text, NOTE_SIZE, NOTE_SIZE, measure);
      const otherwise = { x: x - NOTE_SIZE / 2, y: y - NOTE_SIZE / 2, width: NOTE_SIZE, height };
      const size = { width: NOTE_SIZE, height };
      const place = freePlace(size, all()) ?? freePlace(size, things()) ?? otherwise;
      const note = noteAt({ ...place, height: NOTE_SIZE }, text);
      return board.add(sheet, [source === undefined ? note : ({ ...note, source } as NewElement)])[0] ?? null;
    },

    allSigned: computed(() => {
      const notes = lying.value.filter((element) => element.type === 'note');
      return notes.length === 0 ? null : notes.every(({ signed }) => signed === true);
    }),
    signAll(signed) {
      const notes = lying.peek().filter((element) => element.type === 'note');
      if (!readOnly.peek()) board.change(notes.map(({ id }) => ({ id, signed })));
    },

    stopWriting() {
      state.endWriting();
      stopWatching();
    },
  };
  return state;
}

export const isWritable = (element: Element): element is Writable =>
  element.type === 'note' || element.type === 'text' || element.type === 'card';

function withWordsOf(found: Writable, kept: Element): Writable {
  if (found.type === 'card') return kept.type === 'card' ? { ...found, cells: kept.cells } : found;
  return kept.type === 'note' || kept.type === 'text' ? { ...found, text: kept.text } : found;
}

/** Of a card, its fields and, on a closing one, its number. */
export const fieldsOf = ({ kind, labels }: Card): number => labels.length + (kind === 'closing' ? 1 : 0);

/** The words there; none for a number. */
export const textOf = (element: Writable, field: number): string =>
  element.type === 'card' ? (element.cells[field] ?? '') : element.text;

/** What is typed together there. */
export const keyOf = (element: Writable, field: number): TextKey => (element.type === 'card' ? `cell${field}` : 'text');

/** What an element covers as it looks: a note or text as tall as its words. */
export function boxOf(element: Element): Box {
  const [x, y, width, height] = element.frame;
  if (element.type === 'note') return { x, y, width, height: noteLayout(element).height };
  if (element.type === 'text') return { x, y, width, height: textLayout(element).height };
  return { x, y, width, height };
}
