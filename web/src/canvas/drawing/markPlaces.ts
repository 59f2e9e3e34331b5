/**
 * Where a scale's marks, their words and the words of its ends stand so that none covers another.
 *
 * Words stand under a level line and to the right of an upright one; the other side is for the notes.
 * No stroke passes through another's words. Pure; widths come from a `Measure`.
 */
import { along } from '../../board/exercises';
import type { Point } from '../../board/geometry';
import type { Frame, Mark, Scale } from '../../board/types';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';
import { breakText, NOTE_LINE, type Measure } from '../noteText';

/** What marks are called, in the room's language. */
export interface ScaleWords {
  kind(mark: Mark): string;
  day(at: number): string;
}

export interface MarkPlace {
  readonly mark: Mark;
  /** across the line; null for no number */
  readonly stroke: readonly [Point, Point] | null;
  /** from there to words that stand further off */
  readonly leader: readonly [Point, Point] | null;
  readonly lines: readonly string[];
  /** whether its lines end at the stroke, not begin there */
  readonly leftwards: boolean;
  /** of the words */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}
export interface ScaleLayout {
  readonly marks: readonly MarkPlace[];
  /** of the words at the two ends, from their place under the line to where there is room, board units */
  readonly low: number;
  readonly high: number;
}

/** Board units. */
export const MARK_SIZE = 30;
export const END_SIZE = 32;
export const MARK_LINE = MARK_SIZE * NOTE_LINE;
/** From the line to the first words, and between words. */
export const OFF_LEVEL = 36;
export const OFF_UPRIGHT = 64;
/** How far the words of an end stand out beyond it. */
export const END_OUT = 24;
const BETWEEN = 10;
/** From a stroke to where its words begin or end. */
const BESIDE = 4;
const MOST_WIDTH = 230;
const LEAST_WIDTH = 110;
const EDGE = 12;
/** How far a stroke stands out on the other side of the line. */
const BACK = 16;
const AHEAD = 30;
/** Where stairs may part; further on there are more marks than anybody reads. */
const MOST_PARTED = 24;
/** A mark without a number stands so far before the line's beginning. */
const BEFORE = 90;

interface Worded {
  readonly mark: Mark;
  /** on the line, or where it would be */
  readonly at: Point;
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

export function layOutScale(scale: Scale, words: ScaleWords, measure: Measure): ScaleLayout {
  return scale.upright === true ? upright(scale, words, measure) : level(scale, words, measure);
}

function worded(scale: Scale, mark: Mark, words: ScaleWords, measure: Measure, most: number): Worded {
  const value = mark.value.at(-1);
  const [zx, zy] = along(scale, 0);
  const at: Point = value !== undefined ? along(scale, value) : scale.upright === true ? [zx, zy + BEFORE] : [zx - BEFORE, zy];
  const called = words.kind(mark);
  const lines = [...(called === '' ? [] : breakText(called, most / MARK_SIZE, measure).lines), words.day(mark.at)].map((line) => line.trimEnd());
  const width = Math.max(...lines.map((line) => measure(line))) * MARK_SIZE;
  return { mark, at, lines, width, height: lines.length * MARK_LINE };
}

/**
 * Words of the marks further left stand to the left of their strokes, those of the others to the
 * right: the two stairs touch nowhere. They part where they are least deep.
 */
function level(scale: Scale, words: ScaleWords, measure: Measure): ScaleLayout {
  const all = scale.marks.map((mark) => worded(scale, mark, words, measure, MOST_WIDTH)).sort((a, b) => a.at[0] - b.at[0]);
  let marks: readonly MarkPlace[] = [];
  let least = Infinity;
  for (let parted = 0; parted <= Math.min(all.length, MOST_PARTED); parted++) {
    const placed = [...stairs(all.slice(0, parted), true), ...stairs(all.slice(parted).reverse(), false)];
    const depth = Math.max(0, ...placed.map(({ box }) => box.y + box.height)) + placed.filter(isPushed).length;
    if (depth < least) [marks, least] = [placed, depth];
  }
  const [[from], [to]] = [along(scale, 0), along(scale, 10)];
  const line = along(scale, 0)[1] + OFF_LEVEL;
  const room = (text: string, side: (width: number) => readonly [number, number]): number => {
    const { lines } = breakText(text, endWidth(scale) / END_SIZE, measure);
    const down = under(marks, line, ...side(Math.max(0, ...lines.map((one) => measure(one.trimEnd()))) * END_SIZE));
    // Between line and brace there is room for one line.
    return down > 0 && lines.length === 1 ? OVER_LINE : down;
  };
  return {
    marks,
    low: room(scale.low, (width) => [from - END_OUT, from - END_OUT + width]),
    high: room(scale.high, (width) => [to + END_OUT - width, to + END_OUT]),
  };
}

/** From outside in; each stands under all those that its words reach to. */
function stairs(all: readonly Worded[], leftwards: boolean): MarkPlace[] {
  const placed: MarkPlace[] = [];
  for (const { mark, at: [x, y], lines, width, height } of all) {
    const wanted = leftwards ? x - BESIDE - width : x + BESIDE;
    const left = Math.max(EDGE, Math.min(wanted, SHEET_WIDTH - EDGE - width));
    const top = y + OFF_LEVEL + under(placed, y + OFF_LEVEL, left, left + width);
    placed.push({ mark, ...strokeOf(mark, [x, y], [0, 1], [x, top - 2]), lines, leftwards, box: { x: left, y: top, width, height } });
  }
  return placed;
}

/** The edge of the sheet keeps it from where it would stand. */
const isPushed = ({ stroke, leftwards, box }: MarkPlace): boolean =>
  stroke !== null && Math.abs((leftwards ? box.x + box.width : box.x) - stroke[0][0]) > BESIDE + 1;

/** A stroke across the line; where the words stand further off, a thin one leads to them. */
function strokeOf({ value }: Mark, [x, y]: Point, [dx, dy]: Point, end: Point): Pick<MarkPlace, 'stroke' | 'leader'> {
  if (value.length === 0) return { stroke: null, leader: null };
  const foot: Point = [x + dx * AHEAD, y + dy * AHEAD];
  const far = Math.hypot(end[0] - foot[0], end[1] - foot[1]);
  return { stroke: [[x - dx * BACK, y - dy * BACK], foot], leader: far < 12 ? null : [foot, end] };
}

/** How far below *line* the words end that stand between *left* and *right*. */
function under(placed: readonly MarkPlace[], line: number, left: number, right: number): number {
  const above = placed.filter(({ box }) => box.x < right + BETWEEN && left < box.x + box.width + BETWEEN);
  return Math.max(0, ...above.map(({ box }) => box.y + box.height + BETWEEN - line));
}

/** The words of an end over a level line, when those of marks stand under it. */
export const OVER_LINE = -(OFF_LEVEL + END_SIZE * 0.85 + 26);

/** At which the words of an end are broken. */
export const endWidth = ({ frame: [x, , width], upright: stands }: Scale): number =>
  stands === true ? roomBeside(x + width / 2) : width * 0.36;

/** Between an upright line and the edge of the sheet. */
const roomBeside = (line: number): number => Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, SHEET_WIDTH - EDGE - line - OFF_UPRIGHT));

function upright(scale: Scale, words: ScaleWords, measure: Measure): ScaleLayout {
  const [x, top] = along(scale, 10);
  const left = x + OFF_UPRIGHT;
  const all = scale.marks.map((mark) => worded(scale, mark, words, measure, roomBeside(x))).sort((a, b) => a.at[1] - b.at[1]);
  const highLines = scale.high === '' ? 0 : breakText(scale.high, endWidth(scale) / END_SIZE, measure).lines.length;
  const highTop = top - END_SIZE * 0.6;
  const tops = new Map<Worded, number>();
  // Around the words at the 10: what is higher goes up from them, all else down.
  let lowest = highTop - BETWEEN;
  for (const one of all.filter(({ at }) => at[1] < top).reverse()) {
    const at = Math.min(one.at[1] - one.height / 2, lowest - one.height);
    tops.set(one, at);
    lowest = at - BETWEEN;
  }
  let highest = highLines === 0 ? -Infinity : highTop + highLines * END_SIZE * NOTE_LINE + BETWEEN;
  const down = all.filter(({ at }) => at[1] >= top);
  for (const one of down) {
    const at = Math.max(one.at[1] - one.height / 2, highest);
    tops.set(one, at);
    highest = at + one.height + BETWEEN;
  }
  let floor = SHEET_HEIGHT - EDGE;
  for (const one of [...down].reverse()) {
    const at = Math.min(tops.get(one) ?? 0, floor - one.height);
    tops.set(one, at);
    floor = at - BETWEEN;
  }
  const marks = all.map((one): MarkPlace => {
    const { mark, at, lines, width, height } = one;
    const y = tops.get(one) ?? 0;
    const ends = strokeOf(mark, at, [1, 0], [left - 8, y + height / 2]);
    return { mark, ...ends, lines, leftwards: false, box: { x: left, y, width, height } };
  });
  return { marks, low: 0, high: 0 };
}

/** The frame of a scale together with the words of its marks. */
export function frameWithWords(scale: Scale, words: ScaleWords, measure: Measure): Frame {
  const [x, y, width, height] = scale.frame;
  const boxes = layOutScale(scale, words, measure).marks.map(({ box }) => box);
  const [left, top] = [Math.min(x, ...boxes.map((box) => box.x)), Math.min(y, ...boxes.map((box) => box.y))];
  const right = Math.max(x + width, ...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(y + height, ...boxes.map((box) => box.y + box.height));
  return [left, top, right - left, bottom - top, 0];
}
