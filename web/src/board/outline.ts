/**
 * The outline of a marker's stroke, as an SVG path to be filled non-zero.
 *
 * A marker has constant width; pressure thins it only where a device reported any. The outline is
 * always that of a finished stroke, so that ink does not jump when it is committed.
 */
import { HIGHLIGHTER_WIDTHS, INK_WIDTHS } from '../wire/schema.gen';
import { freehandOutline } from './freehand';
import { placeOnWay, pressureByte, type Way } from './ink';
import { Letters } from './letters';
import { Row } from './row';
import type { Ink, InkPoint } from './types';

/** The byte that stands for "no pressure reported". */
const NONE = 128;

/** Shared with whiteboard/outline.py: the port is fed the same numbers. */
export const STROKE = { smoothing: 0.5, streamline: 0.4, thinning: 0.6 } as const;

type Tip = Ink['tip'];

/** What the strokes are worked out in, one after another. */
const way: Way = { places: new Row(), told: new Row() };
const corners = new Row();

/** @returns closed polygon, x and y in the points' own coordinates; empty for no points */
export function inkOutline(points: readonly InkPoint[], width: 0 | 1 | 2, tip?: Tip): [number, number][] {
  take(points);
  goRound(width, tip);
  return Array.from({ length: corners.length / 2 }, (_, at) => [corners.at(2 * at), corners.at(2 * at + 1)]);
}

export function inkPath(points: readonly InkPoint[], width: 0 | 1 | 2, tip?: Tip): string {
  take(points);
  goRound(width, tip);
  return outlinePath(corners);
}

/** The path of a stroke as it lies on the sheet; '' when its packing is unsound. */
export function settledInkPath({ points, frame, width, tip }: Pick<Ink, 'points' | 'frame' | 'width' | 'tip'>): string {
  placeOnWay(points, frame, way);
  goRound(width, tip);
  return outlinePath(corners);
}

/** @param points x, y, and how much of the laser is left there, 0..1 */
export function trailPath(points: readonly (readonly [number, number, number])[], size: number): string {
  take(points);
  freehandOutline(way.places, way.told, { size, smoothing: STROKE.smoothing, streamline: 0.2, thinning: 0.9 }, corners);
  return outlinePath(corners);
}

function take(points: Iterable<readonly [x: number, y: number, pressure: number, ...rest: number[]]>): void {
  way.places.length = way.told.length = 0;
  for (const [x, y, pressure] of points) {
    way.places.push(x, y);
    way.told.push(pressure, 0);
  }
}

/** From `way` to `corners`. */
function goRound(width: 0 | 1 | 2, tip: Tip): void {
  const { told } = way;
  let pressed = false;
  // A dot is as large as the marker, however lightly it was set.
  if (told.length > 2) for (let at = 0; at < told.length && !pressed; at += 2) pressed = pressureByte(told.at(at)) !== NONE;
  const brush = {
    size: (tip === 'highlighter' ? HIGHLIGHTER_WIDTHS : INK_WIDTHS)[width],
    smoothing: STROKE.smoothing,
    streamline: STROKE.streamline,
    // A highlighter's chisel does not give.
    thinning: pressed && tip === undefined ? STROKE.thinning : 0,
  };
  freehandOutline(way.places, told, brush, corners);
}

/** A curve after so many is told in full again: each shorthand adds a rounding error to the last one's. */
const IN_SHORT = 32;
const [M, Q, T, Z] = [77, 81, 116, 90];
/** Six numbers of a sign, ten digits and a point, what stands between them, and the letter before. */
const MOST_LETTERS = 80;
const letters = new Letters();

/**
 * Smooth the polygon with quadratic curves through the middles of its sides.
 *
 * A corner is the control point, and the next one its reflection in the middle between the two:
 * exactly what SVG's `t` leaves out. From one middle to the next it is not far, so that only the way
 * is told: a third as much to write, to parse and to keep as with all points in full.
 *
 * @param outline x, y of each corner
 */
export function outlinePath(outline: Row): string {
  const count = outline.length / 2;
  if (count < 2) return '';
  letters.begin(count * MOST_LETTERS);
  letters.write(M);
  letters.first(hundredths(outline.at(0)));
  letters.next(hundredths(outline.at(1)));
  let lastX = 0;
  let lastY = 0;
  for (let index = 0; index < count; index++) {
    const x = outline.at(2 * index);
    const y = outline.at(2 * index + 1);
    const next = index + 1 === count ? 0 : 2 * index + 2;
    const middleX = hundredths((x + outline.at(next)) / 2);
    const middleY = hundredths((y + outline.at(next + 1)) / 2);
    const place = index % IN_SHORT;
    if (place === 0) {
      letters.write(Q);
      letters.first(hundredths(x));
      letters.next(hundredths(y));
      letters.next(middleX);
      letters.next(middleY);
    } else {
      if (place === 1) {
        letters.write(T);
        letters.first(middleX - lastX);
      } else letters.next(middleX - lastX);
      letters.next(middleY - lastY);
    }
    lastX = middleX;
    lastY = middleY;
  }
  letters.write(Z);
  return letters.taken();
}

const hundredths = (value: number): number => Math.round(value * 100);
