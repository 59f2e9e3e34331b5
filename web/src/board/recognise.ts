/**
 * What a freehand stroke was meant to be: a line, an arrow, a circle, an ellipse, a rectangle; or
 * nothing but itself.
 *
 * Measures, all relative to the stroke's size, so that it does not matter how large one draws:
 * - a line leaves its chord hardly at all;
 * - an arrow is a line, and then a way that begins at its tip and goes back to both of its sides;
 * - what is round goes about its middle once or more, and lies near the ellipse that has the same
 *   area and second moments, and has no corners; a rectangle lies nearer to the smallest box around it.
 *
 * A circle may stay open by 60°, run on over its beginning, be oval by a fifth and wobble. Pure.
 */
import { frameMiddle, fromSegment, type Placed, type Point } from './geometry';
import { lineFrame } from './shapeFrame';
import type { Frame, ShapeKind } from './types';

export interface Meant {
  readonly shape: ShapeKind;
  readonly frame: Frame;
}

/** Board units; smaller is a dot, a tick or a letter. */
const LEAST_SIZE = 36;
/** Samples along the diagonal of the stroke's box. */
const SAMPLES = 48;
/** Times its box's diagonal; a longer way is a scribble. */
const MOST_LENGTH = 9;
const SNAP_DEGREES = 6;

/** @param raw the stroke as it was drawn, board units */
export function recognise(raw: readonly Placed[]): Meant | null {
  const size = diagonal(raw);
  if (!(size >= LEAST_SIZE && size < Infinity)) return null;
  const way = sampled(raw, size / SAMPLES);
  if (way.length > MOST_LENGTH * SAMPLES) return null;
  return asLine(way) ?? asArrow(way) ?? asClosed(way);
}

// --- line and arrow --------------------------------------------------------------------------

/** A line may bend by so much of its length. */
const MOST_BEND = 0.05;

function asLine(way: readonly Point[]): Meant | null {
  const [start, end] = ends(way);
  if (!isStraight(way)) return null;
  return { shape: 'line', frame: lineFrame(start, end, SNAP_DEGREES) };
}

function isStraight(way: readonly Point[]): boolean {
  const [start, end] = ends(way);
  const chord = apart(start, end);
  if (lengthOf(way) > chord * 1.15) return false;
  return way.every((point) => fromSegment(point, start, end) <= chord * MOST_BEND);
}

function asArrow(way: readonly Point[]): Meant | null {
  const start = way[0];
  const tipAt = start === undefined ? -1 : firstTurn(way, start);
  const tip = way[tipAt];
  if (start === undefined || tip === undefined) return null;
  const shaft = apart(start, tip);
  if (shaft < LEAST_SIZE || !isStraight(way.slice(0, tipAt + 1))) return null;
  // The head, seen from the tip: back along the shaft, and to its right.
  const back: Point = [(start[0] - tip[0]) / shaft, (start[1] - tip[1]) / shaft];
  const head = way.slice(tipAt).map(([x, y]): Point => {
    const [dx, dy] = [x - tip[0], y - tip[1]];
    return [dx * back[0] + dy * back[1], dy * back[0] - dx * back[1]];
  });
  const right = furthest(head, ([, aside]) => aside);
  const left = furthest(head, ([, aside]) => -aside);
  if (!isBarb(head[right], shaft) || !isBarb(head[left], shaft)) return null;
  const [reach, other] = [length(head[right]), length(head[left])];
  if (Math.min(reach, other) < 0.35 * Math.max(reach, other)) return null;
  // To one barb, back to the tip or straight over, to the other, and no more.
  if (lengthOf(head) > 2.6 * (reach + other)) return null;
  return { shape: 'arrow', frame: lineFrame(start, tip, SNAP_DEGREES) };
}

/** Where the way is first as far from its beginning as it will be, but for what a head overshoots. */
function firstTurn(way: readonly Point[], start: Point): number {
  const most = Math.max(...way.map((point) => apart(point, start)));
  const far = way.findIndex((point) => apart(point, start) >= 0.9 * most);
  let at = far;
  // It is the tip once the way has gone back from it by more than a trembling hand does.
  for (let next = far; next < way.length; next++) {
    const [here, best] = [way[next], way[at]];
    if (here === undefined || best === undefined) break;
    if (apart(here, start) > apart(best, start)) at = next;
    else if (apart(here, start) < apart(best, start) - 0.02 * most) break;
  }
  return at;
}

/** Behind the tip and beside the shaft, by neither too little nor too much. */
function isBarb(barb: Point | undefined, shaft: number): boolean {
  if (barb === undefined) return false;
  const angle = Math.atan2(Math.abs(barb[1]), barb[0]) / RADIANS;
  return length(barb) >= 0.05 * shaft && length(barb) <= 0.6 * shaft && angle >= 12 && angle <= 78;
}

// --- circle, ellipse, rectangle ---------------------------------------------------------------

const BINS = 72;
const FULL = 2 * Math.PI;
const RADIANS = Math.PI / 180;
const LEAST_TURN = 300 * RADIANS;
const MOST_TURN = 2.7 * FULL;
/** How far, on average, a shape's samples lie from it, in square roots of its area. */
const MOST_OFF_ELLIPSE = 0.06;
const MOST_OFF_RECTANGLE = 0.045;
/** Radians in an eighth of the round, where a circle bends by 0.39; corners and cusps bend by more than 1.1. */
const MOST_BEND_ROUND = 0.95;
const BEND_SAMPLES = 64;
/** Axes so alike are those of a circle; sides so alike of a square. */
const ROUND = 0.8;
const SQUARE = 0.9;
const LEVEL_DEGREES = 10;

interface Fit extends Meant {
  /** mean distance of the samples, in square roots of the area */
  readonly off: number;
}

function asClosed(way: readonly Point[]): Meant | null {
  const outline = outlineOf(way);
  if (outline === null) return null;
  const round = fitEllipse(way, outline);
  const cornered = fitRectangle(way);
  if (cornered !== null && cornered.off < MOST_OFF_RECTANGLE && cornered.off < round.off) return plain(cornered);
  return round.off < MOST_OFF_ELLIPSE && sharpest(way, round.frame) < MOST_BEND_ROUND ? plain(round) : null;
}

const plain = ({ shape, frame }: Meant): Meant => ({ shape, frame });

interface Outline {
  readonly middle: Point;
  readonly area: number;
  /** second moments over the area: xx, xy, yy */
  readonly spread: readonly [number, number, number];
}

/** What the way encloses, its doubled part averaged, its gap bridged; null if it does not go round. */
function outlineOf(way: readonly Point[]): Outline | null {
  const xs = way.map(([x]) => x);
  const ys = way.map(([, y]) => y);
  let outline: Outline = {
    middle: [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2],
    area: 0,
    spread: [0, 0, 0],
  };
  for (let round = 0; round < 3; round++) {
    if (!goesRound(way, outline.middle)) return null;
    outline = momentsOf(radial(way, outline.middle));
  }
  return outline.area > 0 ? outline : null;
}

function goesRound(way: readonly Point[], middle: Point): boolean {
  let turn = 0;
  let swept = 0;
  let last: number | undefined;
  for (const [x, y] of way) {
    const angle = Math.atan2(y - middle[1], x - middle[0]);
    const step = last === undefined ? 0 : Math.atan2(Math.sin(angle - last), Math.cos(angle - last));
    turn += step;
    swept += Math.abs(step);
    last = angle;
  }
  const total = Math.abs(turn);
  return total >= LEAST_TURN && total <= MOST_TURN && swept - total <= 0.1 * FULL;
}

/** One point for each of 72 directions from the middle. */
function radial(way: readonly Point[], middle: Point): Point[] {
  const sums = Array.from({ length: BINS }, () => [0, 0] as [number, number]);
  for (const [x, y] of way) {
    const [dx, dy] = [x - middle[0], y - middle[1]];
    const bin = sums[Math.floor(((Math.atan2(dy, dx) + FULL) % FULL) / (FULL / BINS)) % BINS];
    if (bin === undefined) continue;
    bin[0] += Math.hypot(dx, dy);
    bin[1] += 1;
  }
  const radii = sums.map(([sum, count]) => (count === 0 ? null : sum / count));
  return radii.map((own, bin): Point => {
    const radius = own ?? bridged(radii, bin);
    const angle = ((bin + 0.5) * FULL) / BINS;
    return [middle[0] + radius * Math.cos(angle), middle[1] + radius * Math.sin(angle)];
  });
}

/** Between the nearest directions that have a sample. */
function bridged(radii: readonly (number | null)[], bin: number): number {
  const found = (step: number): [number, number] => {
    for (let far = 1; far < BINS; far++) {
      const radius = radii[(bin + step * far + BINS * far) % BINS];
      if (radius !== null && radius !== undefined) return [radius, far];
    }
    return [0, 1];
  };
  const [[before, since], [after, until]] = [found(-1), found(1)];
  return (before * until + after * since) / (since + until);
}

/** Area, centroid and second moments of a polygon, by Green's theorem. */
function momentsOf(polygon: readonly Point[]): Outline {
  let [twice, mx, my, xx, xy, yy] = [0, 0, 0, 0, 0, 0];
  const [ox, oy] = polygon[0] ?? [0, 0];
  for (let at = 0; at < polygon.length; at++) {
    const [a, b] = [polygon[at], polygon[(at + 1) % polygon.length]];
    if (a === undefined || b === undefined) continue;
    const [ax, ay, bx, by] = [a[0] - ox, a[1] - oy, b[0] - ox, b[1] - oy];
    const cross = ax * by - bx * ay;
    twice += cross;
    mx += (ax + bx) * cross;
    my += (ay + by) * cross;
    xx += (ax * ax + ax * bx + bx * bx) * cross;
    yy += (ay * ay + ay * by + by * by) * cross;
    xy += (ax * by + 2 * ax * ay + 2 * bx * by + bx * ay) * cross;
  }
  const area = twice / 2;
  if (area === 0) return { middle: [ox, oy], area: 0, spread: [0, 0, 0] };
  const [cx, cy] = [mx / (6 * area), my / (6 * area)];
  const spread = [xx / (12 * area) - cx * cx, xy / (24 * area) - cx * cy, yy / (12 * area) - cy * cy] as const;
  return { middle: [cx + ox, cy + oy], area: Math.abs(area), spread };
}

function fitEllipse(way: readonly Point[], { middle, area, spread: [xx, xy, yy] }: Outline): Fit {
  const [mean, half] = [(xx + yy) / 2, Math.hypot((xx - yy) / 2, xy)];
  const long = 2 * Math.sqrt(mean + half);
  const short = 2 * Math.sqrt(Math.max(mean - half, 1e-9));
  const tilt = Math.atan2(2 * xy, xx - yy) / 2;
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
  let off = 0;
  for (const [x, y] of way) {
    const [dx, dy] = [x - middle[0], y - middle[1]];
    const [u, v] = [dx * cos + dy * sin, dy * cos - dx * sin];
    const rho = Math.hypot(u / long, v / short);
    off += Math.hypot(u, v) * Math.abs(1 - 1 / Math.max(rho, 1e-9));
  }
  off /= way.length * Math.sqrt(area);
  if (short / long >= ROUND) return { shape: 'ellipse', frame: boxed(middle, Math.sqrt(long * short), Math.sqrt(long * short), 0), off };
  return { shape: 'ellipse', frame: boxed(middle, long, short, tilt / RADIANS), off };
}

/** The sharpest bend within an eighth of the round, in radians, were the ellipse a circle. */
function sharpest(way: readonly Point[], frame: Frame): number {
  const [, , w, h, angle] = frame;
  const [cx, cy] = frameMiddle(frame);
  const even = sampled(
    way.map(([x, y]): Point => {
      const [u, v] = inTurned([x - cx, y - cy], angle);
      return [(2 * u) / w, (2 * v) / h];
    }),
    FULL / BEND_SAMPLES,
  );
  const reach = BEND_SAMPLES / 16;
  let most = 0;
  // A pen hooks where it is put down and where it rests.
  for (let at = 2 * reach; at < even.length - 3 * reach; at++) {
    const [a, b, c] = [even[at - reach], even[at], even[at + reach]];
    if (a === undefined || b === undefined || c === undefined) continue;
    const bend = Math.atan2(b[1] - a[1], b[0] - a[0]) - Math.atan2(c[1] - b[1], c[0] - b[0]);
    most = Math.max(most, Math.abs(Math.atan2(Math.sin(bend), Math.cos(bend))));
  }
  return most;
}

function fitRectangle(way: readonly Point[]): Fit | null {
  let best = { area: Infinity, degrees: 0 };
  for (let degrees = 0; degrees < 90; degrees++) {
    const { left, right, top, bottom } = extent(way, degrees);
    const area = (right - left) * (bottom - top);
    if (area < best.area) best = { area, degrees };
  }
  const degrees = best.degrees <= LEVEL_DEGREES || best.degrees >= 90 - LEVEL_DEGREES ? 0 : best.degrees;
  const box = extent(way, degrees);
  // A hand overshoots at corners: each side lies where its samples lie on average.
  const sides: [number, number][] = [[0, 0], [0, 0], [0, 0], [0, 0]];
  const corners = new Set<number>();
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  if (Math.min(width, height) < LEAST_SIZE / 3) return null;
  for (const point of way) {
    const [x, y] = inTurned(point, degrees);
    const [u, v] = [(x - box.left) / width, (y - box.top) / height];
    if ((u < 0.18 || u > 0.82) && (v < 0.18 || v > 0.82)) {
      corners.add((u > 0.5 ? 1 : 0) + (v > 0.5 ? 2 : 0));
      continue;
    }
    const [nearX, nearY] = [Math.min(u, 1 - u), Math.min(v, 1 - v)];
    const at = nearX < nearY ? (u < 0.5 ? 0 : 1) : v < 0.5 ? 2 : 3;
    const side = sides[at];
    if (side === undefined) continue;
    side[0] += at < 2 ? x : y;
    side[1] += 1;
  }
  if (corners.size < 4 || sides.some(([, count]) => count === 0)) return null;
  const [left = 0, right = 0, top = 0, bottom = 0] = sides.map(([sum, count]) => sum / count);
  const [w, h] = [right - left, bottom - top];
  if (!(w > 0 && h > 0)) return null;
  let off = 0;
  for (const point of way) {
    const [x, y] = inTurned(point, degrees);
    const [dx, dy] = [Math.max(left - x, x - right), Math.max(top - y, y - bottom)];
    off += dx > 0 || dy > 0 ? Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) : Math.min(-dx, -dy);
  }
  off /= way.length * Math.sqrt(w * h);
  const middle = inTurned([(left + right) / 2, (top + bottom) / 2], -degrees);
  const same = Math.min(w, h) / Math.max(w, h) >= SQUARE;
  const [halfW, halfH] = same ? [(w + h) / 4, (w + h) / 4] : [w / 2, h / 2];
  return { shape: 'rectangle', frame: boxed(middle, halfW, halfH, degrees), off };
}

/** A frame around a middle; level or upright when it nearly is. */
function boxed([x, y]: Point, halfW: number, halfH: number, degrees: number): Frame {
  const upright = Math.abs(Math.abs(degrees) - 90) <= LEVEL_DEGREES;
  const [w, h] = upright ? [halfH, halfW] : [halfW, halfH];
  const turn = upright || Math.abs(degrees) <= LEVEL_DEGREES ? 0 : degrees;
  return [x - w, y - h, 2 * w, 2 * h, turn];
}

// --- ways -------------------------------------------------------------------------------------

/** Points at even distances, whatever the hand's speed. */
function sampled(raw: readonly Placed[], step: number): Point[] {
  const first = raw[0];
  if (first === undefined) return [];
  const way: Point[] = [[first[0], first[1]]];
  let [lastX, lastY] = [first[0], first[1]];
  let owed = step;
  for (const [x, y] of raw) {
    let rest = Math.hypot(x - lastX, y - lastY);
    while (rest >= owed && rest > 0 && way.length <= MOST_LENGTH * SAMPLES) {
      [lastX, lastY] = [lastX + ((x - lastX) * owed) / rest, lastY + ((y - lastY) * owed) / rest];
      way.push([lastX, lastY]);
      rest -= owed;
      owed = step;
    }
    owed -= rest;
    [lastX, lastY] = [x, y];
  }
  return way;
}

function diagonal(raw: readonly Placed[]): number {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of raw)
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  return Math.hypot(right - left, bottom - top);
}

function extent(way: readonly Point[], degrees: number): { left: number; right: number; top: number; bottom: number } {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const point of way) {
    const [x, y] = inTurned(point, degrees);
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  return { left, right, top, bottom };
}

/** A point as seen along axes that are turned clockwise about the origin. */
function inTurned([x, y]: Point, degrees: number): Point {
  const [cos, sin] = [Math.cos(degrees * RADIANS), Math.sin(degrees * RADIANS)];
  return [x * cos + y * sin, y * cos - x * sin];
}

function furthest(way: readonly Point[], measure: (point: Point) => number): number {
  let best = 0;
  let most = -Infinity;
  for (const [at, point] of way.entries()) {
    const value = measure(point);
    if (value > most) [most, best] = [value, at];
  }
  return best;
}

const apart = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
const length = (point: Point | undefined): number => (point === undefined ? 0 : Math.hypot(point[0], point[1]));
const ends = (way: readonly Point[]): [Point, Point] => [way[0] ?? [0, 0], way.at(-1) ?? [0, 0]];

function lengthOf(way: readonly Point[]): number {
  let total = 0;
  for (let at = 1; at < way.length; at++) total += apart(way[at - 1] ?? [0, 0], way[at] ?? [0, 0]);
  return total;
}
