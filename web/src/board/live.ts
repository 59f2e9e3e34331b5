/**
 * What passes by on `live`, one map with `t` per message; read defensively, sent sparingly.
 *
 * cursor {t:'c', s, x, y} · ink {t:'i', id, s, m, w, h?, f, p} · preview {t:'p', a, n, els} ·
 * gone {t:'x', id}. Ink points are flat [x, y, pressure, dt, …] with x and y in 1/8 board units and
 * pressure 0..255: whole numbers pack into few bytes.
 */
import { MAX_STROKE_POINTS, INK_STEPS_PER_UNIT, MAX_COORDINATE } from '../wire/schema.gen';
import { pressureByte } from './ink';
import { isCoordinate, isFields, isId, readElement } from './schema';
import type { Element, ElementId, Ink, InkPoint, LivePort, SheetId } from './types';
import type { World } from './world';

/** Points that each batch repeats, since the channel does not retransmit. */
export const REPEATED_POINTS = 8;
/** Elements in one preview message; more is nobody's single act. */
const MAX_PREVIEWED = 2000;

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
  readonly els: readonly { readonly id: ElementId; readonly v: Element | null }[];
}
export interface GoneMessage {
  readonly t: 'x';
  readonly id: ElementId;
}
export type LiveMessage = CursorMessage | InkMessage | PreviewMessage | GoneMessage;

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
  if (m !== 0 && m !== 1 && m !== 2 && m !== 3) return null;
  if (w !== 0 && w !== 1 && w !== 2) return null;
  if (p.length % 4 !== 0 || f + p.length / 4 > MAX_STROKE_POINTS) return null;
  const values: readonly unknown[] = p;
  const most = MAX_COORDINATE * INK_STEPS_PER_UNIT;
  const sound = (value: unknown): value is number =>
    typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= most;
  return values.every(sound) ? { t: 'i', id, s, m, w, ...(h === true ? { h } : {}), f, p: values } : null;
}

function readPreview(body: Readonly<Record<string, unknown>>): PreviewMessage | null {
  const { a, n, els } = body;
  if (!isId(a) || !isIndex(n) || !Array.isArray(els) || els.length > MAX_PREVIEWED) return null;
  const read: { id: ElementId; v: Element | null }[] = [];
  for (const item of els as readonly unknown[]) {
    if (!isFields(item) || !isId(item['id'])) return null;
    const value = item['v'];
    const element = isFields(value) ? readElement(item['id'], value) : null;
    if (element === null && value !== null) return null;
    read.push({ id: item['id'], v: element });
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
    this.#port.send(message);
  }

  #next(): void {
    this.#resting = false;
    for (const make of this.#waiting.values()) {
      const message = make();
      if (message === null) continue;
      this.#port.send(message);
      this.#resting = true;
    }
    this.#waiting.clear();
    if (this.#resting) this.#world.later(PACE_MS, () => this.#next());
  }
}
