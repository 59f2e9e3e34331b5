/**
 * What passes by on `live`, one map with `t` per message; read defensively, sent sparingly.
 *
 * cursor {t:'c', s, x, y} · ink {t:'i', id, s, m, w, h?, f, p} · shape {t:'s', id, s, k, m, w, f} ·
 * laser {t:'l', s, f, p} · held {t:'h', s, ids, f?} · preview {t:'p', a, n, els} · gone {t:'x', id}.
 * Ink points are flat [x, y, pressure, dt, …] with x and y in 1/8 board units and
 * pressure 0..255: whole numbers pack into few bytes.
 */
import { MAX_STROKE_POINTS, INK_STEPS_PER_UNIT, MAX_COORDINATE } from '../wire/schema.gen';
import { pressureByte } from './ink';
import { fieldsOf } from './readExercise';
import { isChoice3, isChoice4, isCoordinate, isShape, readElement, readFrame } from './schema';
import { isFields, isId } from '../wire/shapes';
import type {
  Element, ElementId, Frame, Ink, InkPoint, LivePort, Marker, ShapeKind, SheetId, Width,
} from './types';
import type { World } from './world';

/** Points that each batch repeats, since the channel does not retransmit. */
export const REPEATED_POINTS = 8;
/** Elements in one preview message; more is nobody's single act. */
const MAX_PREVIEWED = 2000;
/** Of one element in one act; an element does not have more fields than that. */
const MAX_CHANGED = 400;
/** In one message of what is selected; more than anybody sees at once, and they are moved all the same. */
export const MAX_HELD = 100;
/** In one message of a laser; a trail fades before it has more. */
const MAX_LASER_NUMBERS = 1000;

export interface CursorMessage {
  readonly t: 'c';
  readonly s: SheetId;
  readonly x: number;
  readonly y: number;
}
export interface InkMessage {
  readonly t: 'i';
  readonly id: ElementId;
  readonly s: SheetId;
  readonly m: Ink['marker'];
  readonly w: Ink['width'];
  /** a highlighter's */
  readonly h?: boolean;
  /** index of the first point here */
  readonly f: number;
  readonly p: readonly number[];
}
export interface PreviewMessage {
  readonly t: 'p';
  readonly a: string;
  readonly n: number;
  readonly els: readonly Previewed[];
}
/** An element as it will be; null for one that will be gone. */
export interface Previewed {
  readonly id: ElementId;
  readonly v: Element | null;
  /** the fields that the act changed, where it was there before: of all others its doer may know less */
  readonly k?: readonly string[];
}
/** A shape as it is now; the stroke of the same id has become it. */
export interface ShapeMessage {
  readonly t: 's';
  readonly id: ElementId;
  readonly s: SheetId;
  readonly k: ShapeKind;
  readonly m: Marker;
  readonly w: Width;
  readonly f: Frame;
}
export interface LaserMessage {
  readonly t: 'l';
  readonly s: SheetId;
  /** index of the first point here */
  readonly f: number;
  /** x, y, … in board units */
  readonly p: readonly number[];
}
/** What is selected; *f* are the frames of as many of them from the first, five numbers each. */
export interface HeldMessage {
  readonly t: 'h';
  readonly s: SheetId;
  readonly ids: readonly ElementId[];
  readonly f?: readonly number[];
}
export interface GoneMessage {
  readonly t: 'x';
  readonly id: ElementId;
}
export type LiveMessage = CursorMessage | InkMessage | ShapeMessage | LaserMessage | HeldMessage | PreviewMessage | GoneMessage;

/** @returns the message, or null when it is not the board's or unsound */
export function readLive(body: unknown): LiveMessage | null {
  if (!isFields(body)) return null;
  switch (body['t']) {
    case 'c': {
      const { s, x, y } = body;
      return isId(s) && isCoordinate(x) && isCoordinate(y) ? { t: 'c', s, x, y } : null;
    }
    case 'i':
      return readInk(body);
    case 's': {
      const { id, s, k, m, w, f } = body;
      const frame = readFrame(f);
      const sound = isId(id) && isId(s) && isShape(k) && isChoice4(m) && isChoice3(w) && frame !== null;
      return sound ? { t: 's', id, s, k, m, w, f: frame } : null;
    }
    case 'l': {
      const { s, f, p } = body;
      if (!isId(s) || !isIndex(f) || !Array.isArray(p) || p.length % 2 !== 0 || p.length > MAX_LASER_NUMBERS) return null;
      return p.every(isCoordinate) ? { t: 'l', s, f, p } : null;
    }
    case 'h':
      return readHeld(body);
    case 'p':
      return readPreview(body);
    case 'x':
      return isId(body['id']) ? { t: 'x', id: body['id'] } : null;
    default:
      return null;
  }
}

function readInk(body: Readonly<Record<string, unknown>>): InkMessage | null {
  const { id, s, m, w, h, f, p } = body;
  if (!isId(id) || !isId(s) || !isIndex(f) || !Array.isArray(p)) return null;
  if (!isChoice4(m) || !isChoice3(w)) return null;
  if (p.length % 4 !== 0 || f + p.length / 4 > MAX_STROKE_POINTS) return null;
  const values: readonly unknown[] = p;
  const most = MAX_COORDINATE * INK_STEPS_PER_UNIT;
  const sound = (value: unknown): value is number =>
    typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= most;
  return values.every(sound) ? { t: 'i', id, s, m, w, ...(h === true ? { h } : {}), f, p: values } : null;
}

function readHeld(body: Readonly<Record<string, unknown>>): HeldMessage | null {
  const { s, ids, f } = body;
  if (!isId(s) || !Array.isArray(ids) || ids.length > MAX_HELD) return null;
  const held: readonly unknown[] = ids;
  if (!held.every(isId)) return null;
  if (f === undefined) return { t: 'h', s, ids: held };
  if (!Array.isArray(f) || f.length % 5 !== 0 || f.length / 5 > held.length) return null;
  const flat: readonly unknown[] = f;
  const frames = held.slice(0, f.length / 5).map((_, at) => readFrame(flat.slice(at * 5, at * 5 + 5)));
  return frames.every((frame) => frame !== null) ? { t: 'h', s, ids: held, f: frames.flat() } : null;
}

function readPreview(body: Readonly<Record<string, unknown>>): PreviewMessage | null {
  const { a, n, els } = body;
  if (!isId(a) || !isIndex(n) || !Array.isArray(els) || els.length > MAX_PREVIEWED) return null;
  const read: Previewed[] = [];
  for (const item of els as readonly unknown[]) {
    if (!isFields(item) || !isId(item['id'])) return null;
    const value = item['v'];
    const element = isFields(value) ? readElement(item['id'], value) : null;
    if (element === null && value !== null) return null;
    const { k } = item;
    if (k !== undefined && !(Array.isArray(k) && k.length <= MAX_CHANGED && k.every((key) => typeof key === 'string'))) return null;
    read.push({ id: item['id'], v: element, ...(k === undefined ? {} : { k: k as readonly string[] }) });
  }
  return { t: 'p', a, n, els: read };
}

const isIndex = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffffffff;

export const flatPoints = (points: readonly InkPoint[]): number[] =>
  points.flatMap(([x, y, pressure, dt]) => [
    Math.round(x * INK_STEPS_PER_UNIT),
    Math.round(y * INK_STEPS_PER_UNIT),
    pressureByte(pressure),
    Math.round(dt),
  ]);

export function pointAt(flat: readonly number[], index: number): InkPoint {
  const [x = 0, y = 0, pressure = 0, dt = 0] = flat.slice(index * 4, index * 4 + 4);
  return [x / INK_STEPS_PER_UNIT, y / INK_STEPS_PER_UNIT, pressure / 255, dt];
}

/**
 * Half a frame at 60 Hz: a sample that comes a frame after the last one never waits, and a fast pen's
 * go out in twos. By the server, the log puts together what comes faster than it passes on.
 */
const PACE_MS = 8;

/** Elements go as they are read again: field by field. */
const sent = (message: LiveMessage): unknown =>
  message.t === 'p' ? { ...message, els: message.els.map((one) => (one.v === null ? one : { ...one, v: fieldsOf(one.v) })) } : message;

/**
 * Paces what is sent: the first message at once, then at most once per frame.
 *
 * Only the newest of each name waits; it is made when its turn comes, so that it is never stale.
 */
export class LiveSender {
  readonly #port: LivePort;
  readonly #world: World;
  readonly #waiting = new Map<string, () => LiveMessage | null>();
  #resting = false;

  constructor(port: LivePort, world: World) {
    this.#port = port;
    this.#world = world;
  }

  /** @param make called when the turn comes; null sends nothing */
  offer(name: string, make: () => LiveMessage | null): void {
    this.#waiting.set(name, make);
    if (!this.#resting) this.#next();
  }

  forget(name: string): void {
    this.#waiting.delete(name);
  }

  /** Past the pacing: the last of a stroke, and what must not be missed. */
  now(message: LiveMessage): void {
    this.#port.send(sent(message));
  }

  #next(): void {
    this.#resting = false;
    for (const make of this.#waiting.values()) {
      const message = make();
      if (message === null) continue;
      this.#port.send(sent(message));
      this.#resting = true;
    }
    this.#waiting.clear();
    if (this.#resting) this.#world.later(PACE_MS, () => this.#next());
  }
}
