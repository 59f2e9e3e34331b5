/** Ink being drawn right now: one's own going out in batches, and that of the others coming in. */
import { signal, type ReadonlySignal } from '@preact/signals';
import { frameAround, encodePoints, pressureByte, quantise, shifted } from './ink';
import { flatPoints, pointAt, REPEATED_POINTS, type InkMessage, type LiveSender } from './live';
import { isCoordinate } from './schema';
import type { InkDrawing, InkLook, InkPoint, LiveInk, NewElement, SheetId } from './types';
import type { World } from './world';

/** Nearer samples than this tell nothing that a marker would show. */
const MIN_STEP_UNITS = 0.5;
/** Half a minute at 120 Hz, packed into about 20 kB; a longer stroke goes on as a new one. */
export const MAX_LIVE_POINTS = 4000;
/** Nothing heard for so long: the other's page is gone, or its stroke is. */
const SILENCE_MS = 10_000;

/** Strokes that one page draws at a time, with some that are on their way into the log. */
const MAX_STROKES = 32;

export interface Drawn extends InkLook {
  readonly id: string;
  readonly sheet: SheetId;
}

/** @param commit gets what the stroke has become, or null when it was given up */
export function drawInk(
  stroke: Drawn,
  sender: LiveSender,
  commit: (element: NewElement | null) => void,
): InkDrawing {
  const points: InkPoint[] = [];
  const shown = signal<readonly InkPoint[]>([]);
  let lastMs = 0;
  let sent = 0;
  let ended = false;

  const batch = (): InkMessage | null => {
    if (sent === points.length) return null;
    const from = Math.max(0, sent - REPEATED_POINTS);
    sent = points.length;
    const { id, sheet: s, marker: m, width: w, tip } = stroke;
    return { t: 'i', id, s, m, w, ...(tip ? { h: true } : {}), f: from, p: flatPoints(points.slice(from)) };
  };
  const { id, marker, width, tip } = stroke;
  const look: InkLook = { marker, width, ...(tip ? { tip } : {}) };

  return {
    id,
    ...look,
    points: shown,
    add(x, y, pressure, timeMs) {
      if (ended || points.length >= MAX_LIVE_POINTS || !isCoordinate(x) || !isCoordinate(y)) return;
      const point: InkPoint = [
        quantise(x),
        quantise(y),
        pressureByte(pressure) / 255,
        points.length === 0 ? 0 : Math.max(0, Math.round(timeMs - lastMs)),
      ];
      const last = points.at(-1);
      if (last && Math.hypot(point[0] - last[0], point[1] - last[1]) < MIN_STEP_UNITS) return;
      lastMs = timeMs;
      points.push(point);
      shown.value = points.slice();
      sender.offer('ink', batch);
    },
    finish() {
      if (ended) return;
      ended = true;
      sender.forget('ink');
      if (points.length === 0) return commit(null);
      const rest = batch();
      if (rest !== null) sender.now(rest);
      const frame = frameAround(points);
      commit({ type: 'ink', ...look, frame, points: encodePoints(shifted(points, -frame[0], -frame[1])) });
    },
    finishAs(element) {
      if (ended) return;
      ended = true;
      sender.forget('ink');
      commit(element);
    },
    cancel() {
      if (ended) return;
      ended = true;
      sender.forget('ink');
      if (sent > 0) sender.now({ t: 'x', id: stroke.id });
      commit(null);
    },
  };
}

interface Incoming extends Drawn {
  readonly page: string;
  readonly points: Map<number, InkPoint>;
  heard: number;
  shown: LiveInk;
}

/** The others' strokes, kept until they are on the board or silent for ten seconds. */
export class RemoteInk {
  readonly #world: World;
  readonly #strokes = new Map<string, Incoming>();
  readonly #shown = signal<readonly LiveInk[]>([]);

  constructor(world: World) {
    this.#world = world;
  }

  get shown(): ReadonlySignal<readonly LiveInk[]> {
    return this.#shown;
  }

  hear(page: string, { id, s, m, w, h, f, p }: InkMessage): void {
    const known = this.#strokes.get(id);
    if (known !== undefined && known.page !== page) return;
    if (f + p.length / 4 > MAX_LIVE_POINTS) return;
    if (known === undefined && this.#countOf(page) >= MAX_STROKES) return;
    const drawn: Drawn = { id, sheet: s, marker: m, width: w, ...(h === true ? { tip: 'highlighter' } : {}) };
    const shown: LiveInk = known?.shown ?? { ...drawn, page, points: [] };
    const stroke: Incoming = known ?? { ...drawn, page, points: new Map(), heard: 0, shown };
    this.#strokes.set(id, stroke);
    stroke.heard = this.#world.now();
    for (let index = 0; index < p.length / 4; index++) stroke.points.set(f + index, pointAt(p, index));
    const points = [...stroke.points].sort(([a], [b]) => a - b).map(([, point]) => point);
    stroke.shown = { ...stroke.shown, points };
    this.#publish();
  }

  /** What was seen of a stroke. */
  pointsOf(id: string): readonly InkPoint[] | undefined {
    return this.#strokes.get(id)?.shown.points;
  }

  #countOf(page: string): number {
    let count = 0;
    for (const stroke of this.#strokes.values()) if (stroke.page === page) count += 1;
    return count;
  }

  /** It was given up, or is on the board now. */
  drop(ids: Iterable<string>, page?: string): void {
    let dropped = false;
    for (const id of ids) {
      const stroke = this.#strokes.get(id);
      if (stroke === undefined || (page !== undefined && stroke.page !== page)) continue;
      dropped = this.#strokes.delete(id);
    }
    if (dropped) this.#publish();
  }

  /** Let go of what pages of that kind draw. */
  dropOf(whose: (page: string) => boolean): void {
    this.drop([...this.#strokes.values()].filter(({ page }) => whose(page)).map(({ id }) => id));
  }

  /** Let go of strokes of which nothing was heard for long. */
  sweep(): void {
    const before = this.#world.now() - SILENCE_MS;
    const silent = [...this.#strokes.values()].filter((stroke) => stroke.heard < before);
    this.drop(silent.map((stroke) => stroke.id));
  }

  #publish(): void {
    this.#shown.value = [...this.#strokes.values()].map(({ shown }) => shown);
  }
}
