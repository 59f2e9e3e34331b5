/** Where new notes lie: beside one another in a row, or in a grid. Pure; board units. */
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export type Size = Pick<Box, 'width' | 'height'>;

export const GAP = 20;
/** What is left free along the sheet's edges. */
const MARGIN = 20;
/** How finely a free place is looked for. */
const STEP = 20;

const apart = (a: Box, b: Box): boolean =>
  a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height;

const isFree = (box: Box, taken: readonly Box[]): boolean => taken.every((other) => apart(box, other));

const fitsAcross = ({ x, width }: Box): boolean => x >= 0 && x + width <= SHEET_WIDTH;
const fits = (box: Box): boolean => fitsAcross(box) && box.y >= 0 && box.y + box.height <= SHEET_HEIGHT;

/**
 * The place beside *last*: to its right, else where the row below begins, past what lies in the way.
 *
 * @param rowLeft where the row's first note begins
 * @returns a free place, or, on a full sheet, one a little beside *last*
 */
export function nextInRow(last: Box, size: Size, taken: readonly Box[], rowLeft: number): Box {
  let box: Box = { ...size, x: last.x + last.width + GAP, y: last.y };
  while (box.y + box.height <= SHEET_HEIGHT) {
    for (; fitsAcross(box); box = { ...box, x: box.x + STEP }) if (isFree(box, taken)) return box;
    box = { ...box, x: Math.max(0, Math.min(rowLeft, SHEET_WIDTH - size.width)), y: box.y + (box.y === last.y ? last.height + GAP : STEP) };
  }
  const beside: Box = { ...size, x: last.x + 2 * GAP, y: last.y + 2 * GAP };
  return fits(beside) ? beside : { ...size, x: MARGIN, y: MARGIN };
}

/** The first free place from the top; null when there is none. */
export function freePlace(size: Size, taken: readonly Box[]): Box | null {
  for (let y = 2 * MARGIN; y + size.height + MARGIN <= SHEET_HEIGHT; y += STEP)
    for (let x = MARGIN; x + size.width + MARGIN <= SHEET_WIDTH; x += STEP) {
      const around = { x: x - GAP / 2, y: y - GAP / 2, width: size.width + GAP, height: size.height + GAP };
      if (isFree(around, taken)) return { ...size, x, y };
    }
  return null;
}

/** Side of a note, the largest first. */
const SIDES = [220, 180, 150, 120] as const;

/**
 * A tidy grid for as many notes as *heights* tells, as large as fits, below or beside what lies there.
 *
 * @param heights how tall each note is when its side is so long
 * @param spared what it is not laid upon: as much as there is room for, then less
 * @returns a place for each that fits on the sheet; fewer than asked for when not all do
 */
export function gridOf(heights: (side: number) => readonly number[], ...spared: readonly (readonly Box[])[]): Box[] {
  const grids = SIDES.map((side) => rows(side, heights(side)));
  for (const taken of spared)
    for (const grid of grids) {
      const place = grid.every(fits) ? freeFor(grid, taken) : null;
      if (place !== null) return place;
    }
  const most = grids.map((grid) => grid.filter(fits));
  return most.reduce((best, grid) => (grid.length > best.length ? grid : best), []);
}

function rows(side: number, heights: readonly number[]): Box[] {
  const across = Math.min(heights.length, Math.floor((SHEET_WIDTH - 2 * MARGIN + GAP) / (side + GAP)));
  const boxes: Box[] = [];
  let y = 2 * MARGIN;
  for (let first = 0; first < heights.length; first += across) {
    const row = heights.slice(first, first + across);
    for (const [index, height] of row.entries()) boxes.push({ x: MARGIN + index * (side + GAP), y, width: side, height });
    y += Math.max(...row) + GAP;
  }
  return boxes;
}

/** The same grid moved to where nothing lies under it; null where there is no such place. */
function freeFor(grid: readonly Box[], taken: readonly Box[]): Box[] | null {
  const right = Math.max(...grid.map(({ x, width }) => x + width));
  const bottom = Math.max(...grid.map(({ y, height }) => y + height));
  for (let dy = 0; bottom + dy + MARGIN <= SHEET_HEIGHT; dy += STEP)
    for (let dx = 0; right + dx + MARGIN <= SHEET_WIDTH; dx += STEP) {
      const moved = grid.map((box) => ({ ...box, x: box.x + dx, y: box.y + dy }));
      if (moved.every((box) => isFree(box, taken))) return moved;
    }
  return null;
}
