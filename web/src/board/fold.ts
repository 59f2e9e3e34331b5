/**
 * Folds board entries into the document in log order, a few milliseconds at a time.
 *
 * An update that is unsound, or holds structs of another than its author, or is a guest's while only
 * the coach draws, is skipped and counted; nothing stops the fold.
 */
import type { Entry } from '../log/types';
import { clientOf, type BoardDocument } from './document';
import { isFields } from '../wire/shapes';
import type { TimedUpdate } from './typing';
import { refusal } from './update';
import type { World } from './world';
import { counts, foldWriters, type Writers } from './writers';

/** More is nobody's single act; the same bound as in Python. */
const MAX_ACT_BYTES = 8 * 1024 * 1024;

/** Leaves the greater part of a 60 Hz frame to drawing. */
const SLICE_MS = 5;
/** While what was before is still coming in: a sheet that grows is drawn anew so often at most. */
const GROWING_MS = 200;

export interface FoldEvents {
  /** Each entry, of whatever kind, once folded. */
  folded(entry: Entry): void;
  skipped(): void;
  /** An own act that this document holds does not count: it is to be folded anew, without. */
  unwanted(): void;
  /** What was folded may be shown: after each slice; seldom while the past is still coming in. */
  rested(): void;
  /** Whether all that was there when the page came is here. */
  caughtUp(): boolean;
}

export class Fold {
  readonly #document: BoardDocument;
  readonly #world: World;
  readonly #events: FoldEvents;
  readonly #queue: (() => void)[] = [];
  #running = false;
  #stopped = false;
  #writers: Writers = 'all';
  #restedAt = -Infinity;
  /** calls off the rest that is due when nothing more comes */
  #callOff: (() => void) | null = null;

  constructor(document: BoardDocument, world: World, events: FoldEvents) {
    this.#document = document;
    this.#world = world;
    this.#events = events;
  }

  /** Who draws after what was folded so far. */
  get writers(): Writers {
    return this.#writers;
  }

  /** @param held true for an own act that the document holds already */
  add(entry: Entry, held: boolean): void {
    this.#push(() => {
      this.#writers = foldWriters(this.#writers, entry);
      const denied = entry.kind === 'board' && !counts(this.#writers, entry.role);
      if (denied) this.#events.skipped();
      else if (!held && entry.data !== undefined) {
        if (entry.kind === 'board') this.#applyActs(entry);
        else if (entry.kind === 'base') this.#applyBase(entry);
      }
      this.#events.folded(entry);
      if (denied && held) this.#events.unwanted();
    });
  }

  /** The board of a keyframe, before any entry. */
  start(board: Uint8Array): void {
    this.#push(() => this.#apply(board));
  }

  /** Fold what has come so far at once: for a board that was on screen already. */
  drain(): void {
    while (!this.#stopped && this.#queue.length > 0) this.#queue.shift()?.();
    this.rest();
  }

  /** Let what was folded be shown now. */
  rest(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#restedAt = this.#world.now();
    this.#events.rested();
  }

  stop(): void {
    this.#stopped = true;
    this.#callOff?.();
    this.#queue.length = 0;
  }

  #push(step: () => void): void {
    if (this.#stopped) return;
    this.#queue.push(step);
    if (this.#running) return;
    this.#running = true;
    this.#world.soon(() => this.#slice());
  }

  #slice(): void {
    const until = this.#world.now() + SLICE_MS;
    let taken = 0;
    while (!this.#stopped && taken < this.#queue.length) {
      this.#queue[taken]?.();
      taken += 1;
      if (this.#world.now() >= until) break;
    }
    this.#queue.splice(0, taken);
    this.#running = !this.#stopped && this.#queue.length > 0;
    if (this.#stopped) return;
    if (this.#events.caughtUp() || until - this.#restedAt > GROWING_MS) this.rest();
    // Where the line breaks before all is here, what did come is shown too.
    else this.#callOff ??= this.#world.later(GROWING_MS, () => this.rest());
    if (this.#running) this.#world.soon(() => this.#slice());
  }

  #applyActs(entry: Entry): void {
    const acts = soundActs(entry, this.#document);
    if (acts === null) return this.#events.skipped();
    for (const [, update] of acts) this.#apply(update);
  }

  #applyBase(entry: Entry): void {
    const data = isFields(entry.data) ? entry.data : {};
    // It only names pictures that stay.
    if (data['parts'] === 0) return;
    const board = data['board'];
    if (board instanceof Uint8Array && entry.role === 'coach') this.#apply(board);
    else this.#events.skipped();
  }

  #apply(update: Uint8Array): void {
    try {
      this.#document.apply(update);
    } catch {
      this.#events.skipped();
    }
  }
}

/**
 * The updates of one `board` entry with their times, ms; a time that is none counts as 0.
 *
 * @returns null where one is unsound or somebody else's: an entry is one human act, all or none
 */
export function soundActs(entry: Pick<Entry, 'author' | 'data'>, document: BoardDocument): readonly TimedUpdate[] | null {
  if (!Array.isArray(entry.data)) return null;
  const client = clientOf(entry.author);
  const acts: TimedUpdate[] = [];
  for (const act of entry.data as readonly unknown[]) {
    const [dt, update]: readonly unknown[] = Array.isArray(act) ? act : [];
    if (!(update instanceof Uint8Array) || update.length > MAX_ACT_BYTES) return null;
    acts.push([typeof dt === 'number' && Number.isSafeInteger(dt) && dt >= 0 ? dt : 0, update]);
  }
  return acts.every(([, update]) => refusal(update, client) === null && document.mayApply(update)) ? acts : null;
}
