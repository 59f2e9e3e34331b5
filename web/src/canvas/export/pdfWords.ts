/**
 * Words for a PDF, which has no letters but those of the fonts it carries.
 *
 * A line is cut where one font ends and another begins; one with a letter that none of them has
 * (Cyrillic, Arabic, emoji) becomes a picture of itself, drawn by the browser as on the sheet.
 */
import { HAND } from './handwriting';

export interface Hand {
  readonly family: string;
  has(codePoint: number): boolean;
}

export interface Piece {
  readonly family: string;
  readonly text: string;
}

const SVG = 'http://www.w3.org/2000/svg';
/** Pixels per board unit: as sharp as print wants. */
const SHARP = 4;
/** Above and below the base line, of the letter size: accents and swashes of any script. */
const ASCENT = 1.1;
const DESCENT = 0.45;
/** Says how letters are joined and coloured, and has no shape of its own. */
const UNSEEN = /^[\u200b-\u200f\ufeff\u00ad]$/;

/** @returns null when a letter is in none of the hands */
export function pieces(text: string, hands: readonly Hand[]): readonly Piece[] | null {
  const found: { family: string; text: string }[] = [];
  for (const letter of text) {
    if (UNSEEN.test(letter)) continue;
    const last = found.at(-1);
    const code = letter.codePointAt(0) ?? 0;
    // Stay with the font at hand, so that a line has as few seams as can be.
    const stays = hands.find(({ family }) => family === last?.family)?.has(code) === true;
    const hand = stays ? last?.family : hands.find(({ has }) => has(code))?.family;
    if (hand === undefined) return null;
    if (last?.family === hand) last.text += letter;
    else found.push({ family: hand, text: letter });
  }
  return found;
}

/** A copy of *sheet* whose every line can be written with *hands*, or is a picture. */
export async function wordsForPdf(sheet: SVGSVGElement, hands: readonly Hand[]): Promise<SVGSVGElement> {
  const copy = sheet.cloneNode(true) as SVGSVGElement;
  for (const text of copy.querySelectorAll('text')) {
    // Said once for all lines of a note, around them.
    const said = (name: string): string | null => text.closest(`[${name}]`)?.getAttribute(name) ?? null;
    const size = parseFloat(said('font-size') ?? '') || 28;
    const fill = said('fill') ?? '#000000';
    if (text.children.length === 0) wrapLine(text);
    for (const line of [...text.children]) rewrite(line, text, { size, fill }, hands);
  }
  return copy;
}

/** A text that is one line itself, as one that holds a line. */
function wrapLine(text: Element): void {
  const line = document.createElementNS(SVG, 'tspan');
  for (const name of ['x', 'y']) line.setAttribute(name, text.getAttribute(name) ?? '0');
  line.append(...text.childNodes);
  text.append(line);
}

interface Look {
  readonly size: number;
  readonly fill: string;
}

function rewrite(line: Element, text: Element, look: Look, hands: readonly Hand[]): void {
  const words = line.textContent ?? '';
  const [x, y] = ['x', 'y'].map((name) => Number(line.getAttribute(name) ?? text.getAttribute(name) ?? 0)) as [number, number];
  if (words.trim() === '') return line.remove();
  const size = parseFloat(line.getAttribute('font-size') ?? '') || look.size;
  const found = pieces(words, hands);
  if (found === null) {
    // One that is read from the right ends where it stands.
    const left = text.getAttribute('direction') === 'rtl' ? x - widthOf(words, size) : x;
    const picture = pictured(words, { ...look, size }, left, y);
    const transform = text.getAttribute('transform');
    if (transform !== null) picture.setAttribute('transform', transform);
    text.after(picture);
    return line.remove();
  }
  let before = '';
  for (const piece of found) {
    const part = line.cloneNode(false) as Element;
    part.setAttribute('x', String(x + widthOf(before, size)));
    part.setAttribute('y', String(y));
    part.setAttribute('font-family', piece.family);
    part.append(piece.text);
    line.before(part);
    before += piece.text;
  }
  line.remove();
}

function penOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext('2d');
  if (pen === null) throw new RangeError('no canvas');
  return pen;
}

const fontOf = (px: number): string => `${px}px '${HAND}', cursive`;

function widthOf(text: string, size: number): number {
  if (text === '') return 0;
  const pen = penOf(document.createElement('canvas'));
  pen.font = fontOf(100);
  return (pen.measureText(text).width * size) / 100;
}

function pictured(text: string, { size, fill }: Look, x: number, y: number): Element {
  const width = Math.max(1, widthOf(text, size));
  const height = size * (ASCENT + DESCENT);
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * SHARP);
  canvas.height = Math.ceil(height * SHARP);
  const pen = penOf(canvas);
  pen.font = fontOf(size * SHARP);
  pen.fillStyle = fill;
  pen.fillText(text, 0, size * ASCENT * SHARP);
  const image = document.createElementNS(SVG, 'image');
  const placed = { x, y: y - size * ASCENT, width: canvas.width / SHARP, height: canvas.height / SHARP, href: canvas.toDataURL('image/png') };
  for (const [name, value] of Object.entries(placed)) image.setAttribute(name, String(value));
  return image;
}
