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
  /** of the note, its frame's or more */
  readonly height: number;
}

/** Board units; nothing handwritten is smaller than 28. */
export const NOTE_SIZES = [44, 40, 36, 32, 28] as const;
export const NOTE_PADDING = 18;
export const NOTE_LINE = 1.15;

export function layoutNote(text: string, width: number, height: number, measure: Measure): NoteLayout {
  const inner = Math.max(1, width - 2 * NOTE_PADDING);
  let layout: NoteLayout = { size: NOTE_SIZES[0], lines: [''], height };
  for (const size of NOTE_SIZES) {
    const lines = broken(text, inner / size, measure);
    const needed = lines.length * size * NOTE_LINE + 2 * NOTE_PADDING;
    layout = { size, lines, height: Math.max(height, needed) };
    const wide = text.split(/\s+/).some((word) => measure(word) > inner / size);
    if (needed <= height && !wide) break;
  }
  return layout;
}

/** Free text keeps its size, and grows downwards. */
export function layoutText(text: string, width: number, size: number, measure: Measure): NoteLayout {
  const lines = broken(text, Math.max(1, width / size), measure);
  return { size, lines, height: lines.length * size * NOTE_LINE };
}

/** @param width in ems */
export function broken(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.match(/\S+\s*|\s+/g) ?? []) {
      if (line !== '' && measure((line + word).trimEnd()) > width) {
        lines.push(line);
        line = '';
      }
      line += word;
      while (measure(line.trimEnd()) > width && line.trimEnd().length > 1) {
        const fits = longestFitting(line, width, measure);
        lines.push(line.slice(0, fits));
        line = line.slice(fits);
      }
    }
    lines.push(line);
  }
  return lines;
}

/** A word wider than the note is broken between letters, never within one. */
function longestFitting(line: string, width: number, measure: Measure): number {
  let end = 0;
  for (const letter of line) {
    if (end > 0 && measure(line.slice(0, end + letter.length)) > width) break;
    end += letter.length;
  }
  return end;
}
