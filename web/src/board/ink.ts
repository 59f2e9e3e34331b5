/**
 * A stroke's points, packed.
 *
 * u8 version 1 ‖ varint count ‖ per point: zigzag varint dx, dy in 1/8 board units (the first from
 * the frame's corner, each next from the one before), u8 pressure (128 when none was reported),
 * varint dt in ms. The same bytes as `whiteboard/ink.py`, held equal by tests/wire.
 */
import { INK_STEPS_PER_UNIT, MAX_COORDINATE, MAX_STROKE_POINTS } from '../wire/schema.gen';
import { frameMiddle, turned } from './geometry';
import type { Row } from './row';
import type { Frame, InkPoint } from './types';

const VERSION = 1;
const MAX_STEPS = MAX_COORDINATE * INK_STEPS_PER_UNIT;
/** The longest pause within a stroke that is told; u32 as in Python. */
const MAX_DT_MS = 0xffffffff;
/** What a device without pressure reports as 0.5. */
export const NO_PRESSURE = 128 / 255;

/** Board units by which a frame may differ from what is in it and still be its own. */
const FRAME_SLACK = 0.25;

export class BadInk extends Error {}

/** The nearest value that the packing keeps exactly; live and committed ink are drawn from it alike. */
export const quantise = (units: number): number =>
  Math.round(units * INK_STEPS_PER_UNIT) / INK_STEPS_PER_UNIT;

export const pressureByte = (pressure: number): number =>
  Math.max(0, Math.min(255, Math.round(pressure * 255)));

/**
 * @param points 1..MAX_STROKE_POINTS, coordinates from the frame's corner
 * @throws BadInk when there are none, too many, or one lies off any sheet
 */
export function encodePoints(points: readonly InkPoint[]): Uint8Array {
  if (points.length < 1 || points.length > MAX_STROKE_POINTS) throw new BadInk('bad number of points');
  const out: number[] = [VERSION];
  writeVarint(out, points.length);
  let lastX = 0;
  let lastY = 0;
  for (const [x, y, pressure, dt] of points) {
    const stepX = Math.round(x * INK_STEPS_PER_UNIT);
    const stepY = Math.round(y * INK_STEPS_PER_UNIT);
    if (!(Math.abs(stepX) <= MAX_STEPS && Math.abs(stepY) <= MAX_STEPS)) throw new BadInk('out of bounds');
    writeVarint(out, zigzag(stepX - lastX));
    writeVarint(out, zigzag(stepY - lastY));
    out.push(pressureByte(pressure));
    writeVarint(out, Math.max(0, Math.min(MAX_DT_MS, Math.round(dt))));
    lastX = stepX;
    lastY = stepY;
  }
  return Uint8Array.from(out);
}

/**
 * @returns 1..MAX_STROKE_POINTS points from the frame's corner
 * @throws BadInk when the bytes are cut short, too long, of another version or out of bounds
 */
export function decodePoints(bytes: Uint8Array): InkPoint[] {
  const points: InkPoint[] = [];
  readPoints(bytes, (x, y, pressure, dt) => points.push([x, y, pressure, dt]));
  return points;
}

/** How long the marker was on the sheet, ms. @throws BadInk as `decodePoints` */
export function inkLasts(bytes: Uint8Array): number {
  let lasted = 0;
  readPoints(bytes, (_x, _y, _pressure, dt) => (lasted += dt));
  return lasted;
}

/** @throws BadInk as `decodePoints`, when some were told already */
function readPoints(bytes: Uint8Array, tell: (x: number, y: number, pressure: number, dt: number) => void): void {
  const reader = new Reader(bytes);
  if (reader.byte() !== VERSION) throw new BadInk('unknown version');
  const count = reader.varint();
  if (count < 1 || count > MAX_STROKE_POINTS) throw new BadInk('bad number of points');
  let x = 0;
  let y = 0;
  for (let index = 0; index < count; index++) {
    x += unzigzag(reader.varint());
    y += unzigzag(reader.varint());
    if (Math.abs(x) > MAX_STEPS || Math.abs(y) > MAX_STEPS) throw new BadInk('out of bounds');
    const pressure = reader.byte() / 255;
    const dt = reader.varint();
    tell(x / INK_STEPS_PER_UNIT, y / INK_STEPS_PER_UNIT, pressure, dt);
  }
  if (!reader.atEnd()) throw new BadInk('bytes left over');
}

/** A stroke's points as numbers in rows, for whoever looks at them once. */
export interface Way {
  /** x, y of each */
  readonly places: Row;
  /** pressure, dt of each */
  readonly told: Row;
}

/** Fill *way* with the points as they lie on the sheet; with none when their packing is unsound. */
export function placeOnWay(bytes: Uint8Array, frame: Frame, way: Way): void {
  const { places, told } = way;
  places.length = told.length = 0;
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  try {
    readPoints(bytes, (x, y, pressure, dt) => {
      places.push(x, y);
      told.push(pressure, dt);
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    });
  } catch {
    places.length = told.length = 0;
    return;
  }
  const [frameX, frameY, w, h, angle] = frame;
  const [across, down] = [stretch(left, right, w), stretch(top, bottom, h)];
  const middle = frameMiddle(frame);
  const { values } = places;
  for (let at = 0; at < places.length; at += 2) {
    values[at] = frameX + across(places.at(at));
    values[at + 1] = frameY + down(places.at(at + 1));
    if (angle === 0) continue;
    const place = turned([places.at(at), places.at(at + 1)], middle, angle);
    values[at] = place[0];
    values[at + 1] = place[1];
  }
}

/** The smallest frame around absolute points. */
export function frameAround(points: readonly InkPoint[]): Frame {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const [x, y] of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return [left, top, right - left, bottom - top, 0];
}

/**
 * Points as they lie on the sheet: stretched where the frame was made wider or taller than they are,
 * then turned with it about its middle. A stroke that is flat in a direction has nothing to stretch there.
 */
export function placePoints(points: readonly InkPoint[], frame: Frame): InkPoint[] {
  const [x, y, w, h, angle] = frame;
  const [left, top, width, height] = frameAround(points);
  const [across, down] = [stretch(left, left + width, w), stretch(top, top + height, h)];
  const middle = frameMiddle(frame);
  return points.map((point): InkPoint => {
    const at = turned([x + across(point[0]), y + down(point[1])], middle, angle);
    return [at[0], at[1], point[2], point[3]];
  });
}

function stretch(low: number, high: number, length: number): (value: number) => number {
  const extent = high - low;
  if (extent === 0 || Math.abs(extent - length) <= FRAME_SLACK) return (value) => value;
  return (value) => low + (value - low) * (length / extent);
}

export const shifted = (points: readonly InkPoint[], dx: number, dy: number): InkPoint[] =>
  points.map(([x, y, pressure, dt]) => [x + dx, y + dy, pressure, dt]);

const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const unzigzag = (value: number): number => (value % 2 === 1 ? -(value + 1) / 2 : value / 2);

function writeVarint(out: number[], value: number): void {
  let rest = value;
  while (rest > 0x7f) {
    out.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  out.push(rest);
}

class Reader {
  #at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    const value = this.#bytes[this.#at];
    if (value === undefined) throw new BadInk('cut short');
    this.#at += 1;
    return value;
  }

  /** At most 5 bytes: nothing here is larger than a u32. */
  varint(): number {
    let value = 0;
    let factor = 1;
    for (let taken = 0; taken < 5; taken++) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) {
        if (value > MAX_DT_MS) throw new BadInk('number too large');
        return value;
      }
      factor *= 0x80;
    }
    throw new BadInk('number too long');
  }

  atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }
}
