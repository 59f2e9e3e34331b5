/**
 * Own acts on their way into the log: handed over, told to the others until they are logged, and
 * remembered, so that a document that is folded anew has them too.
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { SealedLog } from '../log/types';
import type { BoardDocument } from './document';
import type { Unlogged } from './preview';
import type { PreviewMessage } from './live';
import type { ElementId } from './types';
import type { TimedUpdate } from './typing';
import type { World } from './world';

/** The device could not store an act just now. */
const RETRY_MS = 1000;

interface OwnAct {
  readonly author: string;
  readonly updates: readonly TimedUpdate[];
  readonly els: PreviewMessage['els'];
  readonly blobs: readonly string[];
  /** extent of the author's work after it */
  readonly extent: number;
  /** null until it is in the outbox */
  n: number | null;
}

export class Outgoing {
  readonly #log: SealedLog;
  readonly #unlogged: Unlogged;
  readonly #world: World;
  readonly #acts = new Set<OwnAct>();
  readonly #touched = signal<ReadonlySet<ElementId>>(new Set());
  #stopped = false;

  constructor(log: SealedLog, unlogged: Unlogged, world: World) {
    this.#log = log;
    this.#unlogged = unlogged;
    this.#world = world;
  }

  /** Own acts that the log does not hold yet. */
  get size(): number {
    return this.#acts.size;
  }

  /** Elements that these acts are about. */
  get touched(): ReadonlySignal<ReadonlySet<ElementId>> {
    return this.#touched;
  }

  /** @param blobs sealed ones that the act names: the log keeps them for it */
  send(document: BoardDocument, updates: readonly TimedUpdate[], els: PreviewMessage['els'], blobs: readonly string[]): void {
    const author = this.#log.author.peek();
    const act: OwnAct = { author, updates, els, blobs, extent: document.extent(author), n: null };
    this.#acts.add(act);
    this.#publish();
    this.#offer(act);
  }

  /** An entry was folded. */
  logged(author: string, n: number): void {
    for (const act of this.#acts)
      if (act.author === author && act.n === n && this.#acts.delete(act)) this.#publish();
    this.#unlogged.logged(author, n);
  }

  /** True for an act that every document here holds, though the log did not. */
  holds(author: string, n: number): boolean {
    for (const act of this.#acts) if (act.author === author && act.n === n) return true;
    return false;
  }

  /** Give a document that was folded anew what is still on its way. */
  replay(document: BoardDocument): void {
    for (const { updates } of this.#acts) for (const [, update] of updates) document.apply(update);
  }

  /** False while own acts wait for what they build upon; a new one would take their place. */
  mayAct(document: BoardDocument): boolean {
    const author = this.#log.author.peek();
    const extent = document.extent(author);
    for (const act of this.#acts) if (act.author === author && act.extent > extent) return false;
    return true;
  }

  stop(): void {
    this.#stopped = true;
  }

  #publish(): void {
    this.#touched.value = new Set([...this.#acts].flatMap(({ els }) => els.map(({ id }) => id)));
  }

  #offer(act: OwnAct): void {
    const options = act.blobs.length > 0 ? { blobs: act.blobs } : {};
    this.#log.append('board', act.updates, options).then(
      ({ author, n, kept }) => {
        act.n = n;
        if (!this.#stopped) this.#unlogged.add(author, n, act.els);
        // Logged is what was folded; here one learns only what never will be.
        kept.catch(() => {
          if (this.#acts.delete(act)) this.#publish();
          this.#unlogged.logged(author, n);
        });
      },
      () => {
        // Not in the outbox. What follows hangs on it, so it is offered until it is.
        if (!this.#stopped) this.#world.later(RETRY_MS, () => this.#offer(act));
      },
    );
  }
}
