/**
 * How a card lies: its title, its fields with label and words, and the row of numbers of a closing
 * card. Pure; board units, widths come from a `Measure`.
 */
import type { Card, Frame } from '../board/types';
import { breakText, NOTE_LINE, shortened, type Measure, type NoteLayout } from './noteText';
import type { Point } from './viewport';

export const CARD_TITLE = 52;
/** Of a title of one line. */
const TITLE_ROOM = 84;
export const CARD_LABEL = 30;
export const CARD_PADDING = 22;
/** A field's upper edge to its label, and from there to its words. */
export const LABEL_TOP = 14;
const UNDER_LABEL = 6;
/** Under the last line of words. */
const FOOT = 12;
/** Of the words, the largest first; nothing handwritten is smaller than 28. */
export const CARD_SIZES = [52, 46, 40, 34, 28] as const;
/** Narrow fields hold few letters of the largest. */
const LARGEST_BY_COLUMNS = { 1: 52, 2: 46, 3: 40 } as const;

const NUMBERS_ROOM = 142;
/** How high a number is above and below its middle. */
const NUMBER_REACH = 36;
const NUMBER_SIZE = 38;
const LEAST_NUMBER_SIZE = 16;
/** Of a closing card: none of it yet, and all of it. */
export const CARD_NUMBERS: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

export interface FieldLayout {
  /** drawn around it */
  readonly frame: Frame;
  /** where its words may stand */
  readonly room: Frame;
  readonly words: NoteLayout;
  /** whether what is drawn is less than what is written */
  readonly cut: boolean;
}

export interface NumbersLayout {
  readonly frame: Frame;
  /** how far below its upper edge the label ends */
  readonly under: number;
  /** of the row's middle */
  readonly y: number;
  /** from one number to the next */
  readonly step: number;
  readonly size: number;
  /** where a value stands; beyond 0 and 10 just beside them */
  placeOf(value: number): Point;
}

export interface CardLayout {
  /** drawn around all, and the lines within it, each from one end to the other */
  readonly box: Frame;
  readonly lines: readonly (readonly [Point, Point])[];
  readonly fields: readonly FieldLayout[];
  /** null where no number is asked for */
  readonly numbers: NumbersLayout | null;
}

export function layoutCard(card: Card, measure: Measure): CardLayout {
  const { frame, title, labels, cells, columns, kind } = card;
  const [x, y, width, height] = frame;
  const titleLines = title === '' ? 0 : breakText(title, width / CARD_TITLE, measure).lines.length;
  const head = titleLines === 0 ? 0 : TITLE_ROOM + (titleLines - 1) * CARD_TITLE * NOTE_LINE;
  const foot = kind === 'closing' ? Math.min(NUMBERS_ROOM, Math.max(0, height - head) / 2) : 0;
  const rows = Math.ceil(labels.length / columns);
  const [w, h] = [width / columns, Math.max(1, (height - head - foot) / rows)];
  const inner = Math.max(1, w - 2 * CARD_PADDING);
  const linesOf = (label: string): number => (label === '' ? 0 : breakText(label, inner / CARD_LABEL, measure).lines.length);
  const fields = labels.map((_, at): FieldLayout => {
    const row = Math.floor(at / columns);
    const [left, top] = [x + (at % columns) * w, y + head + row * h];
    // The words of a row begin at one height, under the longest of its labels.
    const labelLines = Math.max(...labels.slice(row * columns, (row + 1) * columns).map(linesOf));
    const under = LABEL_TOP + (labelLines === 0 ? 0 : labelLines * CARD_LABEL * NOTE_LINE + UNDER_LABEL);
    const room = Math.max(CARD_SIZES[4] * NOTE_LINE, h - under - FOOT);
    return {
      frame: [left, top, w, h, 0],
      room: [left + CARD_PADDING, top + under, inner, room, 0],
      ...layoutWords(cells[at] ?? '', inner, room, LARGEST_BY_COLUMNS[columns], measure),
    };
  });
  const [top, bottom] = [y + head, y + head + rows * h];
  const level = Array.from({ length: foot === 0 ? rows - 1 : rows }, (_, row) => top + (row + 1) * h);
  const upright = Array.from({ length: columns - 1 }, (_, column) => x + (column + 1) * w);
  return {
    box: [x, top, width, Math.max(1, height - head), 0],
    lines: [
      ...level.map((at): [Point, Point] => [[x, at], [x + width, at]]),
      ...upright.map((at): [Point, Point] => [[at, top], [at, bottom]]),
    ],
    fields,
    numbers: foot === 0 ? null : layoutNumbers([x, y + height - foot, width, foot, 0]),
  };
}

/** As large as there is room for; what does not fit at the smallest size ends in an ellipsis. */
export function layoutWords(
  text: string, width: number, height: number, largest: number, measure: Measure,
): Pick<FieldLayout, 'words' | 'cut'> {
  for (const size of CARD_SIZES) {
    if (size > largest) continue;
    const broken = breakText(text, width / size, measure);
    const wide = text.split(/\s+/).some((word) => measure(word) * size > width);
    if (broken.lines.length * size * NOTE_LINE <= height && !wide) return { words: { size, ...broken, height }, cut: false };
  }
  const size = CARD_SIZES[4];
  const { lines, rtl } = breakText(text.trimEnd(), width / size, measure);
  const most = Math.max(1, Math.floor(height / (size * NOTE_LINE)));
  if (lines.length <= most) return { words: { size, lines, rtl, height }, cut: false };
  const shown = lines.slice(0, most);
  shown[most - 1] = shortened(shown[most - 1] ?? '', width / size, measure);
  return { words: { size, lines: shown, rtl: rtl.slice(0, most), height }, cut: true };
}

function layoutNumbers(frame: Frame): NumbersLayout {
  const [x, y, width, height] = frame;
  const step = Math.max(1, width - 2 * CARD_PADDING) / CARD_NUMBERS.length;
  const middle = y + height - Math.min(50, height / 2);
  return {
    frame,
    under: LABEL_TOP + CARD_LABEL * NOTE_LINE + UNDER_LABEL,
    y: middle,
    step,
    size: Math.max(LEAST_NUMBER_SIZE, Math.min(NUMBER_SIZE, 0.62 * step)),
    placeOf: (value) => [x + CARD_PADDING + step * (0.5 + Math.max(-0.5, Math.min(10.5, value))), middle],
  };
}

/** As high as it takes to say everything that is written on it. */
export function roomyCard(card: Card, measure: Measure): Card {
  const { fields } = layoutCard(card, measure);
  const lacks = fields.map(({ cut, room: [, , width, height] }, at) => {
    if (!cut) return 0;
    const { lines } = breakText((card.cells[at] ?? '').trimEnd(), width / CARD_SIZES[4], measure);
    return lines.length * CARD_SIZES[4] * NOTE_LINE - height;
  });
  const lack = Math.ceil(Math.max(0, ...lacks));
  if (lack === 0) return card;
  const [x, y, width, height, angle] = card.frame;
  const rows = Math.ceil(card.labels.length / card.columns);
  // Of a low card the numbers take their share of what is added.
  return roomyCard({ ...card, frame: [x, y, width, height + lack * rows, angle] }, measure);
}

/** The field that a point is in; null beside them. */
export function fieldAt({ fields }: CardLayout, point: Point): number | null {
  const at = fields.findIndex(({ frame }) => isIn(frame, point));
  return at === -1 ? null : at;
}

/** The number that a point means; null beside them. */
export function numberAt({ numbers }: CardLayout, [px, py]: Point): number | null {
  if (numbers === null || Math.abs(py - numbers.y) > NUMBER_REACH) return null;
  return CARD_NUMBERS.find((value) => Math.abs(px - numbers.placeOf(value)[0]) <= numbers.step / 2) ?? null;
}

const isIn = ([x, y, w, h]: Frame, [px, py]: Point): boolean => px >= x && px <= x + w && py >= y && py <= y + h;
