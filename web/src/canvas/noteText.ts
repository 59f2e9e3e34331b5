/**
 * How a note's text lies on it: broken into lines, stepping down in size until it fits, and the
 * note growing once the smallest size is reached. Pure; widths come from a `Measure`.
 */

/** @returns width in board units of *text* at one board unit per em */
export type Measure = (text: string) => number;

export interface NoteLayout {
  /** board units */
  readonly size: number;
  /** as broken; a line that was broken at a space keeps it at its end */
  readonly lines: readonly string[];
  /** for each line whether its paragraph is read from the right */
  readonly rtl: readonly boolean[];
  /** of the note, its frame's or more */
  readonly height: number;
}

/** Board units; nothing handwritten is smaller than 28. */
export const NOTE_SIZES = [44, 40, 36, 32, 28] as const;
export const NOTE_PADDING = 18;
export const NOTE_LINE = 1.15;

/** Of the name at the foot of a signed note: its size, and what it takes of the height. */
export const NAME_SIZE = 28;
export const NOTE_FOOT = 34;

/** @param foot board units at the lower edge that the text leaves free */
export function layoutNote(text: string, width: number, height: number, measure: Measure, foot = 0): NoteLayout {
  const inner = Math.max(1, width - 2 * NOTE_PADDING);
  let layout: NoteLayout = { size: NOTE_SIZES[0], lines: [''], rtl: [false], height };
  for (const size of NOTE_SIZES) {
    const broken = breakText(text, inner / size, measure);
    const needed = broken.lines.length * size * NOTE_LINE + 2 * NOTE_PADDING + foot;
    layout = { size, ...broken, height: Math.max(height, needed) };
    const wide = text.split(/\s+/).some((word) => measure(word) > inner / size);
    if (needed <= height && !wide) break;
  }
  return layout;
}

/** Free text keeps its size, and grows downwards. */
export function layoutText(text: string, width: number, size: number, measure: Measure): NoteLayout {
  const broken = breakText(text, Math.max(1, width / size), measure);
  return { size, ...broken, height: broken.lines.length * size * NOTE_LINE };
}

/** @param width in ems */
export function breakText(text: string, width: number, measure: Measure): Pick<NoteLayout, 'lines' | 'rtl'> {
  const lines: string[] = [];
  const rtl: boolean[] = [];
  for (const paragraph of text.split('\n')) {
    const before = lines.length;
    let line = '';
    for (const piece of pieces(paragraph)) {
      if (line !== '' && measure((line + piece).trimEnd()) > width) {
        lines.push(line);
        line = '';
      }
      line += piece;
      while (measure(line.trimEnd()) > width) {
        const fits = longestFitting(line, width, measure);
        if (fits >= line.trimEnd().length) break;
        lines.push(line.slice(0, fits));
        line = line.slice(fits);
      }
    }
    lines.push(line);
    const fromRight = isRtl(paragraph);
    for (let index = before; index < lines.length; index++) rtl.push(fromRight);
  }
  return { lines, rtl };
}

/** What one sees as one letter: marks, skin tones and joined emoji stay with their base. */
const LETTERS = /(?:\p{RI}{2}|.)[\p{M}\p{EMod}\u20e3\u{e0020}-\u{e007f}]*(?:\u200d.[\p{M}\p{EMod}]*)*/gsu;

/** A word wider than the note is broken between letters, never within one. */
function longestFitting(line: string, width: number, measure: Measure): number {
  let end = 0;
  for (const letter of line.match(LETTERS) ?? []) {
    if (end > 0 && measure(line.slice(0, end + letter.length)) > width) break;
    end += letter.length;
  }
  return end;
}

/** As much of a line as leaves room for the ellipsis behind it. */
export function shortened(line: string, width: number, measure: Measure): string {
  const kept = line.trimEnd();
  const whole = measure(`${kept}…`) <= width ? kept : kept.slice(0, longestFitting(kept, width - measure('…'), measure));
  return `${whole.trimEnd()}…`;
}

/** Scripts without spaces, and emoji: a line may end on either side of one. */
const ALONE = /[\p{Ideographic}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Extended_Pictographic}\p{RI}]/u;
const DASH = /[-\u2010\u2013\u2014\u2026?]$/;
/** Never begin, never end a line. */
const CLOSES = /^[\p{Pe}\p{Pf}\p{Po}\u30fc\u3005\p{M}]/u;
const OPENS = /[\p{Ps}\p{Pi}]$/u;

/**
 * The least that is kept on one line: words with the spaces behind them, parted where Chromium and
 * Firefox agree that a line may end within one (a part of UAX 14), so that the text lies as it does
 * in their text fields.
 */
function pieces(paragraph: string): string[] {
  const found: string[] = [];
  for (const word of paragraph.match(/\S+\s*|\s+/g) ?? []) {
    let piece = '';
    for (const letter of word.match(LETTERS) ?? []) {
      if (piece !== '' && mayPart(piece, letter)) {
        found.push(piece);
        piece = '';
      }
      piece += letter;
    }
    found.push(piece);
  }
  return found;
}

function mayPart(piece: string, next: string): boolean {
  if (/^\s/.test(next) || CLOSES.test(next) || OPENS.test(piece)) return false;
  if (DASH.test(piece)) return !(piece.endsWith('-') && /^\p{N}/u.test(next)) && /^[\p{L}\p{N}]/u.test(next);
  if (next === '\u2014') return true;
  return ALONE.test(next) || ALONE.test(piece.match(LETTERS)?.at(-1) ?? '');
}

/** Hebrew, Arabic and their neighbours; by the first letter, as the bidirectional algorithm has it (UAX 9, P2). */
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const isRtl = (paragraph: string): boolean => RTL.test(paragraph.match(/\p{L}/u)?.[0] ?? '');
