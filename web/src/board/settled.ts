/** Elements of each sheet in drawing order, as the document holds them; only what changed is moved. */
import { signal, type Signal } from '@preact/signals';
import { byOrder } from './order';
import type { Element, ElementId, SheetId } from './types';

const NONE: readonly Element[] = [];

export class SettledSheets {
  readonly #sheets = new Map<SheetId, Signal<readonly Element[]>>();
  readonly #known = new Map<ElementId, Element>();

  /** Whether the document has it, on whatever sheet. */
  has(id: ElementId): boolean {
    return this.#known.has(id);
  }

  of(sheet: SheetId): Signal<readonly Element[]> {
    let shown = this.#sheets.get(sheet);
    if (shown === undefined) this.#sheets.set(sheet, (shown = signal(NONE)));
    return shown;
  }

  /** Take over what *touched* ids have become. */
  update(touched: Iterable<ElementId>, elements: ReadonlyMap<ElementId, Element>): void {
    const gone = new Map<SheetId, Set<ElementId>>();
    const come = new Map<SheetId, Element[]>();
    for (const id of touched) {
      const before = this.#known.get(id);
      const after = elements.get(id);
      if (before !== undefined) entry(gone, before.sheet, () => new Set<ElementId>()).add(id);
      if (after !== undefined) {
        entry(come, after.sheet, (): Element[] => []).push(after);
        this.#known.set(id, after);
      } else this.#known.delete(id);
    }
    for (const sheet of new Set([...gone.keys(), ...come.keys()])) {
      const shown = this.of(sheet);
      const left = gone.get(sheet);
      const kept = left ? shown.value.filter(({ id }) => !left.has(id)) : shown.value;
      shown.value = merged(kept, (come.get(sheet) ?? []).sort(byOrder));
    }
  }

  clear(): void {
    this.#known.clear();
    for (const shown of this.#sheets.values()) shown.value = NONE;
  }
}

/** Two lists in drawing order as one; new elements mostly belong at the end. */
function merged(left: readonly Element[], right: readonly Element[]): readonly Element[] {
  const out: Element[] = [];
  let at = 0;
  for (const element of right) {
    for (let next = left[at]; next && byOrder(next, element) < 0; next = left[++at]) out.push(next);
    out.push(element);
  }
  for (; at < left.length; at++) {
    const next = left[at];
    if (next !== undefined) out.push(next);
  }
  return out;
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
