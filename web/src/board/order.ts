/** Drawing order: fractional indices, compared by code unit; the id settles a tie. */
import { generateKeyBetween } from 'fractional-indexing';

interface Ordered {
  readonly id: string;
  readonly order: string;
}

export function byOrder(a: Ordered, b: Ordered): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/** @returns an index above all of *items* that carry a sound one */
export function orderAbove(items: readonly Ordered[]): string {
  for (let index = items.length - 1; index >= 0; index--) {
    try {
      return generateKeyBetween(items[index]?.order, null);
    } catch {
      // Somebody wrote an index that is none; the next lower one will do.
    }
  }
  return generateKeyBetween(null, null);
}

/** @returns an index between two, null being an end; above the lower one where no index lies between */
export function orderBetween(low: string | null, high: string | null): string {
  try {
    return generateKeyBetween(low, high);
  } catch {
    // Equal, or somebody wrote one that is none: behind the lower one will do; the id settles a tie.
    return orderAbove(low === null ? [] : [{ id: '', order: low }]);
  }
}
