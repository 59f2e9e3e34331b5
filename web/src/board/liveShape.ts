/** Shapes being drawn right now: one's own going out as it changes, and those of the others. */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { LiveSender, ShapeMessage } from './live';
import { keptOnSheet } from './schema';
import type { ElementId, Frame, InkPoint, LiveShape, NewElement, ShapeDrawing, ShapeLook, SheetId } from './types';
import type { World } from './world';

/** Told again so often while it is held still: the channel does not retransmit. */
const REPEAT_MS = 400;
const SILENCE_MS = 10_000;

interface DrawnShape extends ShapeLook {
  readonly id: ElementId;
  readonly sheet: SheetId;
}

/** @param end gets what is to be committed, or null when it was given up */
export function drawShape(
  shape: DrawnShape,
  frame: Frame,
  sender: LiveSender,
  world: World,
  end: (element: NewElement | null) => void,
): ShapeDrawing {
  const { id, sheet: s, shape: k, marker: m, width: w } = shape;
  const shown = signal(keptOnSheet(frame));
  let ended = false;
  let stopRepeating = world.later(REPEAT_MS, repeat);
  const message = (): ShapeMessage => ({ t: 's', id, s, k, m, w, f: shown.peek() });
  const tell = (): void => sender.offer('shape', message);
  function repeat(): void {
    tell();
    stopRepeating = world.later(REPEAT_MS, repeat);
  }
  function stop(): boolean {
    if (ended) return false;
    ended = true;
    stopRepeating();
    sender.forget('shape');
    return true;
  }
  tell();
  return {
    id,
    shape: k,
    marker: m,
    width: w,
    frame: shown,
    set(next) {
      if (ended) return;
      shown.value = keptOnSheet(next);
      tell();
    },
    finish() {
      if (stop()) end({ type: 'shape', shape: k, marker: m, width: w, frame: shown.peek() });
    },
    cancel() {
      if (!stop()) return;
      sender.now({ t: 'x', id });
      end(null);
    },
  };
}

/** The others' shapes, kept until they are on the board or silent for ten seconds. */
export class RemoteShapes {
  readonly #world: World;
  readonly #heard = new Map<ElementId, { readonly shape: LiveShape; readonly at: number }>();
  readonly #shown = signal<readonly LiveShape[]>([]);

  constructor(world: World) {
    this.#world = world;
  }

  get shown(): ReadonlySignal<readonly LiveShape[]> {
    return this.#shown;
  }

  has(id: ElementId): boolean {
    return this.#heard.has(id);
  }

  /** @param from the stroke that has become this shape, if one was seen */
  hear(page: string, { id, s, k, m, w, f }: ShapeMessage, from: readonly InkPoint[] | undefined): void {
    const known = this.#heard.get(id)?.shape;
    if (known !== undefined && known.page !== page) return;
    const stroke = known?.from ?? from;
    const shape: LiveShape = { id, page, sheet: s, shape: k, marker: m, width: w, frame: f, ...(stroke ? { from: stroke } : {}) };
    this.#heard.set(id, { shape, at: this.#world.now() });
    this.#publish();
  }

  /** It was given up, or is on the board now. */
  drop(ids: Iterable<ElementId>, page?: string): void {
    let dropped = false;
    for (const id of ids) {
      const heard = this.#heard.get(id);
      if (heard === undefined || (page !== undefined && heard.shape.page !== page)) continue;
      dropped = this.#heard.delete(id);
    }
    if (dropped) this.#publish();
  }

  sweep(): void {
    const before = this.#world.now() - SILENCE_MS;
    this.drop([...this.#heard].filter(([, { at }]) => at < before).map(([id]) => id));
  }

  #publish(): void {
    this.#shown.value = [...this.#heard.values()].map(({ shape }) => shape);
  }
}
