/**
 * What the others have selected and are moving, live and never stored.
 *
 * A page says it again every few seconds while it lasts, and is forgotten when it falls silent. While
 * things are moved, their frames go along; when they were let go, the last ones stay until the act has
 * had time to arrive, so that nothing jumps back.
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import { MAX_HELD, type HeldMessage, type LiveSender } from './live';
import type { ElementId, Frame, Held, SheetId } from './types';
import type { World } from './world';

/** A hand's movement is smooth at 25 a second. */
const PACE_MS = 40;
const REPEAT_MS = 3000;
const SILENCE_MS = 8000;
const LINGER_MS = 1000;

type Frames = ReadonlyMap<ElementId, Frame>;
const NONE: Frames = new Map();

/** One's own, told to the others. */
export class OwnHeld {
  readonly #sender: LiveSender;
  readonly #world: World;
  #sheet: SheetId = '';
  #ids: readonly ElementId[] = [];
  #frames: Frames | null = null;
  #resting = false;
  #waiting = false;
  #stopRepeating: (() => void) | null = null;

  constructor(sender: LiveSender, world: World) {
    this.#sender = sender;
    this.#world = world;
  }

  /** @param frames those being moved; empty when that was given up; null when it was let go, or nothing moves */
  hold(sheet: SheetId, ids: readonly ElementId[], frames: Frames | null): void {
    if (ids.length === 0 && this.#ids.length === 0) return;
    this.#sheet = sheet;
    this.#ids = ids.slice(0, MAX_HELD);
    this.#frames = frames;
    this.#stopRepeating?.();
    this.#stopRepeating = ids.length === 0 ? null : this.#world.later(REPEAT_MS, () => this.#repeat());
    if (this.#resting && frames !== null && frames.size > 0) this.#waiting = true;
    else this.#tell();
  }

  /** The page goes. */
  stop(): void {
    this.hold(this.#sheet, [], null);
    this.#stopRepeating?.();
  }

  #tell(): void {
    this.#waiting = false;
    this.#sender.offer('held', () => this.#message());
    this.#resting = true;
    this.#world.later(PACE_MS, () => {
      this.#resting = false;
      if (this.#waiting) this.#tell();
    });
  }

  #repeat(): void {
    this.#sender.offer('held', () => this.#message());
    this.#stopRepeating = this.#world.later(REPEAT_MS, () => this.#repeat());
  }

  #message(): HeldMessage {
    const ids = this.#ids;
    const frames = this.#frames;
    if (frames === null) return { t: 'h', s: this.#sheet, ids };
    const moved = ids.filter((id) => frames.has(id));
    const f = moved.flatMap((id) => frames.get(id) ?? []);
    return { t: 'h', s: this.#sheet, ids: [...moved, ...ids.filter((id) => !frames.has(id))], f };
  }
}

interface Heard {
  readonly held: Held;
  readonly at: number;
  /** when frames that were let go are no longer shown */
  readonly until: number;
}

/** The others'. */
export class RemoteHeld {
  readonly #world: World;
  readonly #heard = new Map<string, Heard>();
  readonly #shown = signal<readonly Held[]>([]);

  constructor(world: World) {
    this.#world = world;
  }

  get shown(): ReadonlySignal<readonly Held[]> {
    return this.#shown;
  }

  hear(page: string, { s, ids, f }: HeldMessage): void {
    const now = this.#world.now();
    const known = this.#heard.get(page);
    if (ids.length === 0 && known === undefined) return;
    const last = known !== undefined && known.until > now ? known.held.frames : NONE;
    const frames = f === undefined ? last : new Map(ids.slice(0, f.length / 5).map((id, at) => [id, frameAt(f, at)]));
    const until = f === undefined ? Math.min(known?.until ?? 0, now + LINGER_MS) : Infinity;
    if (f === undefined && last.size > 0 && known?.until === Infinity) this.#world.later(LINGER_MS, () => this.sweep());
    if (ids.length === 0 && last.size === 0) this.#heard.delete(page);
    else this.#heard.set(page, { held: { page, sheet: s, ids, frames }, at: now, until });
    this.#publish();
  }

  sweep(): void {
    const now = this.#world.now();
    for (const [page, { held, at, until }] of this.#heard) {
      if (at + SILENCE_MS <= now) this.#heard.delete(page);
      else if (until <= now && held.frames.size > 0) {
        if (held.ids.length === 0) this.#heard.delete(page);
        else this.#heard.set(page, { held: { ...held, frames: NONE }, at, until });
      } else continue;
      this.#publish();
    }
  }

  #publish(): void {
    this.#shown.value = [...this.#heard.values()].map(({ held }) => held);
  }
}

function frameAt(flat: readonly number[], index: number): Frame {
  const [x = 0, y = 0, w = 0, h = 0, angle = 0] = flat.slice(index * 5, index * 5 + 5);
  return [x, y, w, h, angle];
}
