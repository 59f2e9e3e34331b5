/** What lies under a pointer or its path. Pure geometry in board units. */
import { decodePoints, placePoints } from '../board/ink';
import type { Element, Ink, InkPoint, Note } from '../board/types';
import { INK_WIDTHS } from '../wire/schema.gen';
import type { Point } from './viewport';

const unpacked = new WeakMap<Uint8Array, readonly InkPoint[]>();
const absolute = new WeakMap<Ink, readonly InkPoint[]>();

/** A stroke's points on the sheet; none when its packing is unsound. */
export function inkPoints(ink: Ink): readonly InkPoint[] {
  let points = absolute.get(ink);
  if (points === undefined) {
    points = placePoints(unpack(ink.points), ink.frame);
    absolute.set(ink, points);
  }
  return points;
}

/** Kept by the bytes: a stroke that is being resized has the same ones all the while. */
function unpack(bytes: Uint8Array): readonly InkPoint[] {
  let points = unpacked.get(bytes);
  if (points === undefined) {
    try {
      points = decodePoints(bytes);
    } catch {
      points = [];
    }
    unpacked.set(bytes, points);
  }
  return points;
}

/** Strokes that the way from *from* to *to* touches, with *reach* around it. */
export function strokesOnWay(elements: readonly Element[], from: Point, to: Point, reach: number): Ink[] {
  return elements.filter((element): element is Ink => {
    if (element.type !== 'ink') return false;
    const near = reach + INK_WIDTHS[element.width] / 2;
    return mayTouch(element, from, to, near) && touches(inkPoints(element), from, to, near);
  });
}

/** The topmost note at a point; *heights* tells how far a note has grown. */
export function noteAt(
  notes: readonly Note[],
  [x, y]: Point,
  heightOf: (note: Note) => number,
): Note | undefined {
  for (let index = notes.length - 1; index >= 0; index--) {
    const note = notes[index];
    if (note === undefined) continue;
    const [left, top, width] = note.frame;
    if (x >= left && x <= left + width && y >= top && y <= top + heightOf(note)) return note;
  }
  return undefined;
}

function mayTouch({ frame: [x, y, w, h] }: Ink, from: Point, to: Point, near: number): boolean {
  return (
    Math.max(from[0], to[0]) >= x - near &&
    Math.min(from[0], to[0]) <= x + w + near &&
    Math.max(from[1], to[1]) >= y - near &&
    Math.min(from[1], to[1]) <= y + h + near
  );
}

function touches(points: readonly InkPoint[], from: Point, to: Point, near: number): boolean {
  let last: Point | undefined;
  for (const [x, y] of points) {
    const here: Point = [x, y];
    if (segmentsApart(last ?? here, here, from, to) <= near) return true;
    last = here;
  }
  return false;
}

/** The least distance between two stretches; 0 where they cross. */
export function segmentsApart(a: Point, b: Point, c: Point, d: Point): number {
  if (cross(a, b, c, d)) return 0;
  return Math.min(fromSegment(a, c, d), fromSegment(b, c, d), fromSegment(c, a, b), fromSegment(d, a, b));
}

function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

const side = (a: Point, b: Point, p: Point): number =>
  (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);

function fromSegment(p: Point, a: Point, b: Point): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length;
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}
