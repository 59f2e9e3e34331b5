/**
 * The laser: a trail that shows where somebody points, and fades. It passes by live and is never
 * kept: nothing of it enters the document or the log.
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { LaserMessage, LiveSender } from './live';
import type { LaserTrail, SheetId, TrailPoint } from './types';
import type { World } from './world';

/** A point of the trail is seen for so long. */
export const LASER_MS = 1000;
/** Each message repeats so many points, since the channel does not retransmit. */
const REPEATED = 6;
const MOST_POINTS = 240;
/** A laser that rests on something goes on shining there. */
const REST_MS = 300;

/** Points that are still to be seen. */
export const fresh = (points: readonly TrailPoint[], nowMs: number): readonly TrailPoint[] =>
  points.filter(([, , at]) => nowMs - at < LASER_MS);

/** Trails of one page: the one that grows, and those that still fade. */
class Trails {
  readonly #page: string;
  #trails: LaserTrail[] = [];
  #begun = 0;
  #sheet: SheetId | null = null;

  constructor(page: string) {
    this.#page = page;
  }

  get all(): readonly LaserTrail[] {
    return this.#trails;
  }
  get newest(): readonly TrailPoint[] {
    return this.#sheet === null ? [] : (this.#trails.at(-1)?.points ?? []);
  }

  add(sheet: SheetId, points: readonly TrailPoint[]): void {
    if (this.#sheet !== sheet) {
      this.#sheet = sheet;
      this.#begun += 1;
      this.#trails.push({ id: `${this.#page} ${this.#begun}`, sheet, points: [] });
    }
    const last = this.#trails.pop();
    if (last !== undefined) this.#trails.push({ ...last, points: [...last.points, ...points].slice(-MOST_POINTS) });
  }

  /** What is added next begins another trail. */
  part(): void {
    this.#sheet = null;
  }

  /** @returns whether anything had faded */
  sweep(nowMs: number): boolean {
    const left = this.#trails
      .map((trail) => ({ ...trail, points: fresh(trail.points, nowMs) }))
      .filter(({ points }) => points.length > 0);
    if (left.length === 0) this.part();
    const count = (trails: readonly LaserTrail[]): number => trails.reduce((sum, { points }) => sum + points.length, 0);
    const faded = count(left) < count(this.#trails);
    if (faded) this.#trails = left;
    return faded;
  }
}

/** One's own trail, going out as it grows. */
export class OwnLaser {
  readonly #sender: LiveSender;
  readonly #world: World;
  readonly #trails: Trails;
  readonly #shown = signal<readonly LaserTrail[]>([]);
  #sheet: SheetId = '';
  /** count of points so far; never falls while the page lives, so that stale batches are known */
  #next = 0;
  #sent = 0;
  #stopResting: (() => void) | null = null;

  constructor(page: string, sender: LiveSender, world: World) {
    this.#sender = sender;
    this.#world = world;
    this.#trails = new Trails(page);
  }

  get shown(): ReadonlySignal<readonly LaserTrail[]> {
    return this.#shown;
  }

  point(sheet: SheetId, x: number, y: number): void {
    const now = this.#world.now();
    this.#sheet = sheet;
    this.#trails.sweep(now);
    this.#trails.add(sheet, [[Math.round(x), Math.round(y), now]]);
    this.#shown.value = [...this.#trails.all];
    this.#next += 1;
    this.#sender.offer('laser', () => this.#batch());
    this.#stopResting?.();
    this.#stopResting = this.#world.later(REST_MS, () => this.point(sheet, x, y));
  }

  /** The pointer was lifted: what was shown fades, what comes next is another trail. */
  lift(): void {
    this.#stopResting?.();
    this.#stopResting = null;
    this.#trails.part();
    this.#next += REPEATED + 1;
    this.#sent = this.#next;
  }

  sweep(): void {
    if (this.#trails.sweep(this.#world.now())) this.#shown.value = [...this.#trails.all];
  }

  #batch(): LaserMessage | null {
    const since = this.#next - this.#sent;
    if (since <= 0) return null;
    const points = this.#trails.newest.slice(-(since + REPEATED));
    this.#sent = this.#next;
    return { t: 'l', s: this.#sheet, f: this.#next - points.length, p: points.flatMap(([x, y]) => [x, y]) };
  }
}

/** The others' trails, as long as anything of them is to be seen. */
export class RemoteLasers {
  readonly #world: World;
  readonly #pages = new Map<string, { readonly trails: Trails; next: number }>();
  readonly #shown = signal<readonly LaserTrail[]>([]);

  constructor(world: World) {
    this.#world = world;
  }

  get shown(): ReadonlySignal<readonly LaserTrail[]> {
    return this.#shown;
  }

  hear(page: string, { s, f, p }: LaserMessage): void {
    const now = this.#world.now();
    const known = this.#pages.get(page) ?? { trails: new Trails(page), next: f };
    this.#pages.set(page, known);
    const end = f + p.length / 2;
    if (end <= known.next) return;
    // A gap in the counting parts two trails.
    if (f > known.next) known.trails.part();
    const added: TrailPoint[] = [];
    for (let at = Math.max(0, known.next - f) * 2; at + 1 < p.length; at += 2)
      added.push([p[at] ?? 0, p[at + 1] ?? 0, now]);
    known.next = end;
    known.trails.sweep(now);
    known.trails.add(s, added);
    this.#publish();
  }

  sweep(): void {
    const now = this.#world.now();
    let faded = false;
    for (const { trails } of this.#pages.values()) if (trails.sweep(now)) faded = true;
    if (faded) this.#publish();
  }

  #publish(): void {
    this.#shown.value = [...this.#pages.values()].flatMap(({ trails }) => trails.all);
  }
}
