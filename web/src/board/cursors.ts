/** Where the others point; a pointer that rests is let go after a while. */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { CursorMessage } from './live';
import type { Cursor } from './types';
import type { World } from './world';

/** Long enough to talk about the spot, short enough not to lie about. */
const SILENCE_MS = 8000;

export class Cursors {
  readonly #world: World;
  readonly #heard = new Map<string, { readonly cursor: Cursor; readonly at: number }>();
  readonly #shown = signal<readonly Cursor[]>([]);

  constructor(world: World) {
    this.#world = world;
  }

  get shown(): ReadonlySignal<readonly Cursor[]> {
    return this.#shown;
  }

  hear(page: string, { s, x, y }: CursorMessage): void {
    this.#heard.set(page, { cursor: { page, sheet: s, x, y }, at: this.#world.now() });
    this.#publish();
  }

  /** Keep those heard of lately and, if *present* is given, only of pages that are there. */
  sweep(): void {
    const before = this.#world.now() - SILENCE_MS;
    let swept = false;
    for (const [page, { at }] of this.#heard) if (at < before) swept = this.#heard.delete(page);
    if (swept) this.#publish();
  }

  #publish(): void {
    this.#shown.value = [...this.#heard.values()].map(({ cursor }) => cursor);
  }
}
