/** Bringing things nearer and further: new places in the drawing order. Pure. */
import { frameBounds } from '../../board/geometry';
import { orderBetween } from '../../board/order';
import type { ElementChange, ElementId } from '../../board/types';
import type { Framed } from './frames';

export type Direction = 'forward' | 'backward' | 'front' | 'back';

/**
 * Past the next thing that lies over or under it, or to the very end; their order among themselves stays.
 *
 * @param all of the sheet, in drawing order
 * @returns nothing when they lie there already
 */
export function reordered(all: readonly Framed[], ids: ReadonlySet<ElementId>, direction: Direction): ElementChange[] {
  const chosen = all.filter(({ element }) => ids.has(element.id));
  const others = all.filter(({ element }) => !ids.has(element.id));
  if (chosen.length === 0 || others.length === 0) return [];
  const below = belowAfter(all, chosen, others, direction);
  if (below === null) return [];
  const wanted = [...others.slice(0, below), ...chosen, ...others.slice(below)];
  if (wanted.every((one, at) => one === all[at])) return [];
  let low = others[below - 1]?.element.order ?? null;
  const high = others[below]?.element.order ?? null;
  return chosen.map(({ element }) => ({ id: element.id, order: (low = orderBetween(low, high)) }));
}

/** @returns how many of the others will lie below the chosen; null when none is in the way */
function belowAfter(
  all: readonly Framed[],
  chosen: readonly Framed[],
  others: readonly Framed[],
  direction: Direction,
): number | null {
  if (direction === 'front') return others.length;
  if (direction === 'back') return 0;
  const [first, last] = [all.indexOf(chosen[0] as Framed), all.lastIndexOf(chosen.at(-1) as Framed)];
  const touching = (one: Framed): boolean => chosen.some((mine) => overlap(mine, one));
  const forward = direction === 'forward';
  const way = forward ? all.slice(last + 1) : all.slice(0, first).reverse();
  const next = way.find((one) => others.includes(one) && touching(one));
  if (next === undefined) return null;
  return others.indexOf(next) + (forward ? 1 : 0);
}

function overlap(one: Framed, other: Framed): boolean {
  const [a, b] = [frameBounds(one.frame), frameBounds(other.frame)];
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}
