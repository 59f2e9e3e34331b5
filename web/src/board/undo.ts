/**
 * One's own acts, to be taken back and done again.
 *
 * A change is taken back only where the value is still what this act made of it; what somebody else
 * changed since is left alone. Knows the document only through `Target`.
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { Key, Value } from './document';
import type { ElementId, Outcome, SheetId } from './types';

export interface Change {
  /** of an element or a sheet, as the key says */
  readonly id: ElementId | SheetId;
  readonly key: Key;
  readonly before: Value;
  readonly after: Value;
}

export interface Target {
  get(id: ElementId | SheetId, key: Key): Value;
  /** Make these changes as one act. */
  change(changes: readonly Change[]): void;
}

/** Acts remembered; far more than anybody takes back by hand. */
const MAX_ACTS = 500;

export class UndoStack {
  readonly #target: Target;
  readonly #done: (readonly Change[])[] = [];
  readonly #undone: (readonly Change[])[] = [];
  readonly #canUndo = signal(false);
  readonly #canRedo = signal(false);
  /** The text being typed; further typing lengthens this act. */
  #typing: Change | null = null;

  constructor(target: Target) {
    this.#target = target;
  }

  get canUndo(): ReadonlySignal<boolean> {
    return this.#canUndo;
  }

  get canRedo(): ReadonlySignal<boolean> {
    return this.#canRedo;
  }

  push(changes: readonly Change[]): void {
    this.#typing = null;
    this.#remember(changes);
  }

  /** Typing into one text is one act until something else is done. */
  pushTyping(change: Change): void {
    const last = this.#typing;
    if (last !== null && last.id === change.id && last.key === change.key && last.after === change.before) {
      this.#done.pop();
      this.#remember([(this.#typing = { ...change, before: last.before })]);
    } else this.#remember([(this.#typing = change)]);
  }

  /** The next typing is an act of its own. */
  endTyping(): void {
    this.#typing = null;
  }

  /** What `undo` or `redo` would change now; empty for nothing. */
  next(direction: 'undo' | 'redo'): readonly Change[] {
    return (direction === 'undo' ? this.#done : this.#undone).at(-1) ?? [];
  }

  undo(): Outcome {
    const act = this.#done.pop();
    if (act === undefined) return 'nothing';
    return this.#replay([...act].reverse().map(inverse), (kept) =>
      this.#undone.push(kept.map(inverse).reverse()),
    );
  }

  redo(): Outcome {
    const act = this.#undone.pop();
    if (act === undefined) return 'nothing';
    return this.#replay(act, (kept) => this.#done.push(kept));
  }

  #remember(changes: readonly Change[]): void {
    this.#done.push(changes);
    if (this.#done.length > MAX_ACTS) this.#done.shift();
    this.#undone.length = 0;
    this.#publish();
  }

  #replay(changes: readonly Change[], keep: (kept: readonly Change[]) => void): Outcome {
    this.#typing = null;
    const mine = changes.filter(({ id, key, before }) => sameValue(this.#target.get(id, key), before));
    if (mine.length > 0) {
      this.#target.change(mine);
      keep(mine);
    }
    this.#publish();
    return mine.length > 0 ? 'done' : 'skipped';
  }

  #publish(): void {
    this.#canUndo.value = this.#done.length > 0;
    this.#canRedo.value = this.#undone.length > 0;
  }
}

const inverse = ({ id, key, before, after }: Change): Change => ({
  id,
  key,
  before: after,
  after: before,
});

/** Equal in content; elements, frames and packed points are compared through. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  return left.length === right.size && left.every(([key, value]) => sameValue(value, right.get(key)));
}
