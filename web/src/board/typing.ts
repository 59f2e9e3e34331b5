/**
 * What is typed into one text: in the document at once, in the log after a rest.
 *
 * The acts gathered meanwhile become one entry of several updates, each with its time.
 */
import type { ElementId, TextKey } from './types';
import type { World } from './world';

/** A pause in which one looks up. */
const REST_MS = 1000;
/** Nobody waits longer for the other's words. */
const MOST_MS = 3000;

export type TimedUpdate = readonly [dtMs: number, update: Uint8Array];

export class Typing {
  readonly #world: World;
  readonly #commit: (element: ElementId, updates: readonly TimedUpdate[], key: TextKey) => void;
  #element: ElementId | null = null;
  #key: TextKey = 'text';
  #updates: TimedUpdate[] = [];
  #since = 0;
  #stopRest: (() => void) | null = null;

  constructor(
    world: World,
    commit: (element: ElementId, updates: readonly TimedUpdate[], key: TextKey) => void,
  ) {
    this.#world = world;
    this.#commit = commit;
  }

  /** Whose text was typed and is not in the log; null when all is. */
  get element(): ElementId | null {
    return this.#element;
  }

  /** Which of its texts that is. */
  get key(): TextKey {
    return this.#key;
  }

  typed(element: ElementId, update: Uint8Array, key: TextKey = 'text'): void {
    const now = this.#world.now();
    if (this.#element !== element || this.#key !== key) {
      this.commit();
      this.#element = element;
      this.#key = key;
      this.#since = now;
    }
    this.#updates.push([Math.round(now - this.#since), update]);
    this.#stopRest?.();
    const wait = Math.max(0, Math.min(REST_MS, this.#since + MOST_MS - now));
    this.#stopRest = this.#world.later(wait, () => this.commit());
  }

  commit(): void {
    const element = this.#element;
    const [updates, key] = [this.#updates, this.#key];
    this.forget();
    if (element !== null) this.#commit(element, updates, key);
  }

  /** The author ended: what it typed last was never sent. */
  forget(): void {
    this.#stopRest?.();
    this.#stopRest = null;
    this.#element = null;
    this.#updates = [];
  }
}
