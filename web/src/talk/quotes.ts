/** What a message quotes: words of another message, a sticky, a sheet. As it was when it was quoted. Pure. */
import { cutText, isFields, isId } from '../wire/shapes';
import { MAX_QUOTED_BYTES, MAX_QUOTES, MAX_TEXT_CHARS } from '../wire/schema.gen';
import type { QuotedSheet, QuotedWords } from '../wire/schema.gen';

export type { QuotedSheet, QuotedWords } from '../wire/schema.gen';
export interface QuotedNote {
  readonly type: 'note';
  readonly sheet: string;
  readonly note: string;
  readonly colour: 0 | 1 | 2 | 3;
  readonly text: string;
}
export type Quote = QuotedWords | QuotedNote | QuotedSheet;

const MAX_TITLE_CHARS = 200;
/** Signature, then the first chunk with its length and name; width and height follow. */
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52] as const;
/** px. Ours are a fraction of it; what a browser needs to show one grows with its square. */
const MOST_SIDE = 2048;
const MESSAGE_ID = /^[A-Za-z0-9_-]{1,64}$/;

const isColour = (value: unknown): value is QuotedNote['colour'] => value === 0 || value === 1 || value === 2 || value === 3;
export const isMessageId = (value: unknown): value is string => typeof value === 'string' && MESSAGE_ID.test(value);

/** @returns those that are sound, at most {@link MAX_QUOTES} */
export function readQuotes(value: unknown): readonly Quote[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, MAX_QUOTES).map(readQuote).filter((quote) => quote !== null);
}

function readQuote(value: unknown): Quote | null {
  if (!isFields(value)) return null;
  const { type, text, author, id, sheet, note, colour, title, picture } = value;
  switch (type) {
    case 'words':
      if (!isId(author) || !isMessageId(id) || typeof text !== 'string' || text.length > MAX_TEXT_CHARS) return null;
      return { type, author, id, text };
    case 'note':
      if (!isId(sheet) || !isId(note) || !isColour(colour) || typeof text !== 'string') return null;
      return { type, sheet, note, colour, text: cutText(text) };
    case 'sheet':
      if (!isId(sheet) || typeof title !== 'string' || !isPng(picture)) return null;
      return { type, sheet, title: cutText(title, MAX_TITLE_CHARS), picture };
    default:
      return null;
  }
}

/** Only what says that it is a PNG, and no huge one in few bytes, is ever shown to the browser as a picture. */
function isPng(value: unknown): value is Uint8Array {
  if (!(value instanceof Uint8Array) || value.length > MAX_QUOTED_BYTES || value.length < PNG.length + 8) return false;
  const sides = new DataView(value.buffer, value.byteOffset + PNG.length, 8);
  return PNG.every((byte, at) => value[at] === byte) && [sides.getUint32(0), sides.getUint32(4)].every((side) => side > 0 && side <= MOST_SIDE);
}

/** Where a note's words came from, as the note keeps it. */
export const sourceOf = ({ author, id }: { readonly author: string; readonly id: string }): string => `${author}/${id}`;
