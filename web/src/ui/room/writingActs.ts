/** Between letters and sheets: words onto a sticky, notes and sheets into a letter, and back to where they are. */
import type { Board, Note, SheetId } from '../../board/types';
import { writingAtHand } from '../../canvas/writing/atHand';
import { quoteOf } from '../../canvas/writing/lists';
import type { PictureDesk } from '../../canvas/pictures/desk';
import type { SheetState } from '../../canvas/sheetState';
import { withoutStars } from '../../talk/plainText';
import { sourceOf, type QuotedSheet, type Quote } from '../../talk/quotes';
import type { WritingProps } from '../../talk/Writing';
import { MAX_QUOTED_BYTES, SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';
import type { Easel } from '../sheets/easel';

/** CSS px per board unit, from which notes can be read where they lie. */
const READABLE = 0.5;
/** Of the sheet's own size; the second where the first makes too large a file. */
const PICTURE_SCALES = [0.4, 0.25] as const;

export type NoteActs = Pick<WritingProps, 'onNote' | 'onShowNote'>;

/** @param uncover brings the sheet in sight where the letters lie over it */
export function noteActs(uncover: () => void): NoteActs {
  return {
    onNote: (text, source) => writingAtHand.peek()?.putNote(quoteOf(withoutStars(text)), sourceOf(source)) ?? null,
    onShowNote(id) {
      uncover();
      const state = writingAtHand.peek();
      if (state !== null) showNote(state, id);
    },
  };
}

function showNote(state: SheetState, id: string): void {
  state.select([id]);
  if (state.viewport.peek().scale < READABLE) state.lifted.value = id;
}

export interface GoParts {
  readonly board: Board;
  readonly easel: Easel;
  readonly uncover: () => void;
}

/** @returns false when it is there no longer */
export function goTo({ board, easel, uncover }: GoParts, quote: Exclude<Quote, { type: 'words' }>): boolean {
  const sheets = board.sheets.peek();
  if (quote.type === 'sheet') {
    if (sheets.every(({ id }) => id !== quote.sheet)) return false;
    uncover();
    easel.turn(quote.sheet);
    return true;
  }
  const found = sheets.find(({ id }) => noteOn(board, id, quote.note) !== null);
  if (found === undefined) return false;
  uncover();
  easel.turn(found.id);
  // The sheet is laid there first.
  const stop = writingAtHand.subscribe((state) => {
    if (state?.sheet !== found.id) return;
    queueMicrotask(() => {
      stop();
      showNote(state, quote.note);
    });
  });
  return true;
}

function noteOn(board: Board, sheet: SheetId, id: string): Note | null {
  const found = board.settled(sheet).peek().find((element) => element.id === id);
  return found?.type === 'note' ? found : null;
}

export function quoteNote(board: Board, sheet: SheetId, id: string): Quote | null {
  const note = noteOn(board, sheet, id);
  return note === null ? null : { type: 'note', sheet, note: id, colour: note.colour, text: note.text };
}

export interface QuoteSheetParts {
  readonly board: Board;
  readonly desk: PictureDesk | null;
  readonly nameOf: (id: string) => string;
  /** as the sheet is called on its tab */
  readonly title: string;
}

/** A small picture of the sheet as it is now; null when none could be made. */
export async function quoteSheet({ board, desk, nameOf, title }: QuoteSheetParts, sheetId: SheetId): Promise<QuotedSheet | null> {
  const sheet = board.sheets.peek().find(({ id }) => id === sheetId);
  if (sheet === undefined) return null;
  const [{ sheetSvg }, { sheetPng }] = await Promise.all([import('../../canvas/export/sheetSvg'), import('../../canvas/export/png')]);
  const elements = board.elements(sheetId).peek();
  const svg = await sheetSvg({ desk, nameOf, paper: sheet.paper, elements, ground: 'paper', title });
  for (const scale of PICTURE_SCALES) {
    const png = await sheetPng(svg, SHEET_WIDTH, SHEET_HEIGHT, scale);
    if (png.size > MAX_QUOTED_BYTES) continue;
    return { type: 'sheet', sheet: sheetId, title, picture: new Uint8Array(await png.arrayBuffer()) };
  }
  return null;
}
