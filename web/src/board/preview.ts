/**
 * Acts that are not logged yet: one's own, repeated on `live` until they are; those of others, laid
 * over the document and never part of it.
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import { byOrder } from './order';
import { fieldsOf } from './readExercise';
import { readElement } from './schema';
import type { LiveSender, PreviewMessage } from './live';
import type { Element, ElementId } from './types';
import type { World } from './world';

/** Each unlogged act is told again so often. */
const REPEAT_MS = 1000;
/** An author of whom nothing was heard for so long has left; the log will tell what was kept. */
const SILENCE_MS = 15_000;

/** More than people do before the log has it, even when they are long without it; beyond, nothing is taken up. */
const MAX_ACTS = 1000;
const MAX_ELEMENTS = 5000;

type Acted = PreviewMessage['els'];

/** Own acts on their way. */
export class Unlogged {
  readonly #sender: LiveSender;
  readonly #world: World;
  readonly #acts = new Map<string, PreviewMessage>();
  #stop: (() => void) | null = null;

  constructor(sender: LiveSender, world: World) {
    this.#sender = sender;
    this.#world = world;
  }

  get size(): number {
    return this.#acts.size;
  }

  add(author: string, n: number, els: Acted): void {
    const message: PreviewMessage = { t: 'p', a: author, n, els };
    this.#acts.set(`${author} ${n}`, message);
    this.#sender.offer(`preview ${author} ${n}`, () => message);
    this.#stop ??= this.#world.later(REPEAT_MS, () => this.#repeat());
  }

  logged(author: string, n: number): void {
    this.#acts.delete(`${author} ${n}`);
    this.#sender.forget(`preview ${author} ${n}`);
  }

  /** The author ended: what it had not logged is no longer on its way. */
  clear(): void {
    this.#acts.clear();
    this.#stop?.();
    this.#stop = null;
  }

  #repeat(): void {
    this.#stop = null;
    for (const [name, message] of this.#acts) this.#sender.offer(`preview ${name}`, () => message);
    if (this.#acts.size > 0) this.#stop = this.#world.later(REPEAT_MS, () => this.#repeat());
  }
}

interface Preview {
  /** null for what will be gone */
  readonly v: Element | null;
  /** the fields that were changed; null for all of it */
  readonly keys: readonly string[] | null;
}
/** Elements as they will be. */
export type Overlay = ReadonlyMap<ElementId, Preview>;

interface AuthorPreviews {
  readonly acts: Map<number, Acted>;
  heard: number;
}

/** What others did and the log does not hold yet. */
export class Previews {
  readonly #world: World;
  readonly #authors = new Map<string, AuthorPreviews>();
  /** n of the next entry expected from each author */
  readonly #next = new Map<string, number>();
  readonly #overlay = signal<Overlay>(new Map());

  constructor(world: World) {
    this.#world = world;
  }

  get overlay(): ReadonlySignal<Overlay> {
    return this.#overlay;
  }

  /** @returns ids that are now previewed */
  hear({ a, n, els }: PreviewMessage): ElementId[] {
    if (n < (this.#next.get(a) ?? 0)) return [];
    if (!this.#authors.has(a) && this.#authors.size >= MAX_ACTS) return [];
    const author = this.#authors.get(a) ?? { acts: new Map<number, Acted>(), heard: 0 };
    this.#authors.set(a, author);
    author.heard = this.#world.now();
    if (!author.acts.has(n) && this.#mayHold(els.length)) {
      author.acts.set(n, els);
      this.#publish();
    }
    return els.map(({ id }) => id);
  }

  /** An entry of *a* was folded: its previews up to *n* have come true or to nothing. */
  logged(a: string, n: number): void {
    this.#next.set(a, Math.max(n + 1, this.#next.get(a) ?? 0));
    const author = this.#authors.get(a);
    if (author === undefined) return;
    for (const previewed of [...author.acts.keys()]) if (previewed <= n) author.acts.delete(previewed);
    if (author.acts.size === 0) this.#authors.delete(a);
    this.#publish();
  }

  /** Let go of what authors of that kind did. */
  dropOf(whose: (author: string) => boolean): void {
    for (const author of [...this.#authors.keys()]) if (whose(author)) this.#authors.delete(author);
    this.#publish();
  }

  sweep(): void {
    const before = this.#world.now() - SILENCE_MS;
    let swept = false;
    for (const [a, { heard }] of this.#authors) if (heard < before) swept = this.#authors.delete(a);
    if (swept) this.#publish();
  }

  #mayHold(more: number): boolean {
    const acts = [...this.#authors.values()].flatMap((author) => [...author.acts.values()]);
    return acts.length < MAX_ACTS && acts.reduce((sum, els) => sum + els.length, more) <= MAX_ELEMENTS;
  }

  #publish(): void {
    const overlay = new Map<ElementId, Preview>();
    for (const { acts } of this.#authors.values())
      for (const [, els] of [...acts].sort(([a], [b]) => a - b))
        for (const { id, v, k } of els) overlay.set(id, upon(overlay.get(id), { v, keys: k ?? null }));
    this.#overlay.value = overlay;
  }
}

/** The whole where it was nowhere before or goes; else what was changed is laid upon what is there. */
function upon(before: Preview | undefined, { v, keys }: Preview): Preview {
  if (before === undefined || v === null || keys === null || before.v === null) return { v, keys };
  return { v: withFields(before.v, v, keys), keys: before.keys === null ? null : [...before.keys, ...keys] };
}

/** *under*, with these fields as *over* has them. */
function withFields(under: Element, over: Element, keys: readonly string[]): Element {
  const fields = { ...fieldsOf(under) };
  const others = fieldsOf(over);
  for (const key of keys) {
    if (key in others) fields[key] = others[key];
    else delete fields[key];
  }
  return readElement(under.id, fields) ?? over;
}

/**
 * Settled elements of one sheet with what is previewed for it laid over, in drawing order.
 *
 * @param mine elements that were changed here and not logged: one's own hand is not taken away
 */
export function overlaid(
  settled: readonly Element[],
  overlay: Overlay,
  mine: ReadonlySet<ElementId>,
  sheet: string,
): readonly Element[] {
  if (overlay.size === 0) return settled;
  const shown: Element[] = [];
  const there = new Map<ElementId, Element>();
  for (const element of settled) {
    if (mine.has(element.id) || !overlay.has(element.id)) shown.push(element);
    else there.set(element.id, element);
  }
  for (const [id, { v, keys }] of overlay) {
    if (v?.sheet !== sheet || mine.has(id)) continue;
    const under = there.get(id);
    shown.push(under === undefined || keys === null ? v : withFields(under, v, keys));
  }
  return shown.sort(byOrder);
}
