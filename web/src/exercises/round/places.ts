/**
 * Where the notes of one person lie once they are stuck up: in their zone, apart from all that lies
 * there, and each person's side by side. Pure; board units.
 *
 * Several may stick at one moment, and none sees the others' yet. So each begins at a side of their
 * own (*seat*), and whoever comes later in the log moves what would lie over something (`clashes`).
 */
import { INNER_CIRCLE, SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';
import type { Frame } from '../../board/types';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Between two circles around one middle (the inner disc from 0 on), or all of the sheet. */
export type Area = { readonly x: number; readonly y: number; readonly from: number; readonly to: number } | null;

/** Which of how many people, so that they begin apart. */
export interface Seat {
  readonly index: number;
  readonly count: number;
}

/** Widths of a note, the largest first. */
const WIDTHS = [200, 180, 164, 150, 136, 122] as const;
const NARROWEST = 96;
/** How much of an area notes can cover before finding places becomes luck. */
const SHARE = 0.55;
/** A note belongs where its middle lies: so far it may reach over a line. */
const OVER = 50;
/** Notes hang askew by up to 1.5 degrees: so much keeps two corners apart. */
const GAP = 8;
const EDGE = 6;
const STEP = 7;
/** In the inner circle the middle is filled last: what lies at its line reaches over it, and takes less of it. */
const OUTWARD = 2;
/** A middle this near a circle's line would look as if it lay on it. */
const OFF_LINE = 5;

export function areaOf(zone: 'inner' | 'ring', { frame: [x, y, w, h] }: { readonly frame: Frame }): Area {
  const radius = w / 2;
  const line = radius * INNER_CIRCLE;
  const middle = { x: x + radius, y: y + h / 2 };
  return zone === 'inner' ? { ...middle, from: 0, to: line - OFF_LINE } : { ...middle, from: line + OFF_LINE, to: radius - OFF_LINE };
}

/** A note that is to be placed. */
export interface Sized {
  /** at which no word of it is broken */
  readonly least: number;
  /** how tall it is when its width is so much */
  height(width: number): number;
}
type Size = Pick<Box, 'width' | 'height'>;

/**
 * @param taken what they are not laid upon
 * @returns a place for each; where there is no free one, the one that covers least
 */
export function placesFor(area: Area, notes: readonly Sized[], taken: readonly Box[], seat: Seat): Box[] {
  let best: { readonly boxes: Box[]; readonly covered: number } | null = null;
  for (const sizes of sizings(area, notes, seat.count)) {
    const found = tryWith(area, sizes, taken, seat);
    if (found.covered === 0) return found.boxes;
    if (best === null || found.covered < best.covered) best = found;
  }
  return best?.boxes ?? [];
}

/** First alike and as large as leaves room for as many of everybody's; then each as small as its words allow. */
function sizings(area: Area, notes: readonly Sized[], people: number): readonly (readonly Size[])[] {
  const least = Math.max(...notes.map((note) => note.least));
  const alike = WIDTHS.filter((width) => width >= least).map((width) => notes.map((note) => ({ width, height: note.height(width) })));
  return [...alike.filter((sizes) => leavesRoom(area, sizes, people)), notes.map(smallest)];
}

/** A little wider is often lower by a whole line. */
function smallest(note: Sized): Size {
  const first = Math.max(NARROWEST, note.least);
  const sizes = [0, 12, 24, 36, 48, 60].map((more) => ({ width: first + more, height: note.height(first + more) }));
  return sizes.reduce((best, size) => (spaceOf(size) < spaceOf(best) ? size : best));
}

const spaceOf = ({ width, height }: Size): number => (width + GAP) * (height + GAP);

function leavesRoom(area: Area, sizes: readonly Size[], people: number): boolean {
  const space = area === null ? SHEET_WIDTH * SHEET_HEIGHT : Math.PI * ((area.to + OVER) ** 2 - Math.max(0, area.from - OVER) ** 2);
  const needed = sizes.reduce((sum, size) => sum + spaceOf(size), 0) * Math.max(1, people);
  return needed <= space * SHARE;
}

function tryWith(area: Area, sizes: readonly Size[], taken: readonly Box[], seat: Seat): { boxes: Box[]; covered: number } {
  const boxes: Box[] = [];
  const placed = new Map<Size, Box>();
  let covered = 0;
  // The largest first: the small ones find room between them.
  for (const size of [...sizes].sort((a, b) => spaceOf(b) - spaceOf(a))) {
    const { width, height } = size;
    let chosen: Box | null = null;
    let least = Infinity;
    for (const [cx, cy] of middles(area, seat)) {
      const box = { x: cx - width / 2, y: cy - height / 2, width, height };
      if (box.x < EDGE || box.y < EDGE || box.x + width > SHEET_WIDTH - EDGE || box.y + height > SHEET_HEIGHT - EDGE) continue;
      const over = [...taken, ...boxes].reduce((sum, other) => sum + overlap(box, other), 0);
      if (over < least) [chosen, least] = [box, over];
      if (over === 0) break;
    }
    if (chosen === null) return { boxes: [], covered: Infinity };
    boxes.push(chosen);
    placed.set(size, chosen);
    covered += least;
  }
  return { boxes: sizes.map((size) => placed.get(size) as Box), covered };
}

/** All middles that a note may have, the best first: near one's own side of the zone, row by row on plain paper. */
function middles(area: Area, seat: Seat): readonly (readonly [number, number])[] {
  const found: { readonly at: readonly [number, number]; readonly cost: number }[] = [];
  const [left, top, right, bottom] = area === null ? [0, 0, SHEET_WIDTH, SHEET_HEIGHT] : [area.x - area.to, area.y - area.to, area.x + area.to, area.y + area.to];
  const home = homeOf(area, seat);
  for (let y = top; y <= bottom; y += STEP)
    for (let x = left; x <= right; x += STEP) {
      if (area !== null) {
        const away = Math.hypot(x - area.x, y - area.y);
        if (away < area.from || away > area.to) continue;
      }
      found.push({ at: [x, y], cost: area === null ? y * 4 + x : Math.hypot(x - home[0], y - home[1]) - (area.from === 0 ? OUTWARD * Math.hypot(x - area.x, y - area.y) : 0) });
    }
  return found.sort((a, b) => a.cost - b.cost).map(({ at }) => at);
}

/** Where one begins: each at a side of their own, the first at the left. */
function homeOf(area: Area, { index, count }: Seat): readonly [number, number] {
  if (area === null) return [0, 0];
  const angle = Math.PI + (2 * Math.PI * index) / Math.max(1, count);
  const out = area.from === 0 ? area.to * 0.9 : (area.from + area.to) / 2;
  return count === 1 && area.from === 0 ? [area.x - out, area.y - out / 2] : [area.x + out * Math.cos(angle), area.y + out * Math.sin(angle)];
}

/** How much of two boxes, with the gap between them, lies over one another. */
function overlap(a: Box, b: Box): number {
  const w = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) + GAP;
  const h = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) + GAP;
  return w > 0 && h > 0 ? w * h : 0;
}

/** Which of *mine* lie over one of *others*. */
export const clashes = (mine: readonly Box[], others: readonly Box[]): boolean[] =>
  mine.map((box) => others.some((other) => overlap(box, other) > GAP * GAP * 4));
