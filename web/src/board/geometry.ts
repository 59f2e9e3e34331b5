/**
 * Frames and distances on the sheet, board units; x to the right, y down, degrees clockwise.
 *
 * The same numbers as `whiteboard/geometry.py`, held equal by tests/wire.
 */
import type { Frame } from './types';

export type Point = readonly [x: number, y: number];
/** A point that may carry more than its place. */
export type Placed = readonly [x: number, y: number, ...rest: number[]];
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const RADIANS = Math.PI / 180;

/** A point turned clockwise about another. */
export function turned([x, y]: Point, [middleX, middleY]: Point, degrees: number): Point {
  if (degrees === 0) return [x, y];
  const [cos, sin] = [Math.cos(degrees * RADIANS), Math.sin(degrees * RADIANS)];
  const [dx, dy] = [x - middleX, y - middleY];
  return [middleX + dx * cos - dy * sin, middleY + dx * sin + dy * cos];
}

/** The point about which a frame is turned. */
export const frameMiddle = ([x, y, w, h]: Frame): Point => [x + w / 2, y + h / 2];

/** The four corners of a turned frame, from the upper left one of the unturned. */
export function frameCorners(frame: Frame): Point[] {
  const [x, y, w, h, angle] = frame;
  const corners: Point[] = [[x, y], [x + w, y], [x + w, y + h], [x, y + h]];
  return corners.map((corner) => turned(corner, frameMiddle(frame), angle));
}

/** The smallest level box around a turned frame. */
export function frameBounds(frame: Frame): Bounds {
  const [x, y, w, h, angle] = frame;
  // Nearly all lie so, and thousands are asked while one erases.
  if (angle === 0) return { left: x, top: y, right: x + w, bottom: y + h };
  const corners = frameCorners(frame);
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** The least distance between two stretches; 0 where they cross. */
export function segmentsApart(a: Point, b: Point, c: Point, d: Point): number {
  if (cross(a, b, c, d)) return 0;
  return Math.min(fromSegment(a, c, d), fromSegment(b, c, d), fromSegment(c, a, b), fromSegment(d, a, b));
}

/** The least distance from a point to a stretch, which may be a point. */
export function fromSegment(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length;
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}

/** The least distance from the stretch a–b to any of the lines; infinity for none. */
export function fromPolylines(a: Point, b: Point, lines: Iterable<readonly Placed[]>): number {
  let least = Infinity;
  for (const line of lines) {
    let last: Point | undefined;
    for (const [x, y] of line) {
      const here: Point = [x, y];
      least = Math.min(least, segmentsApart(last ?? here, here, a, b));
      last = here;
    }
  }
  return least;
}

const cross = (a: Point, b: Point, c: Point, d: Point): boolean =>
  side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;

const side = (a: Point, b: Point, p: Point): number =>
  (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
