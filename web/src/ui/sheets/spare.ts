/** What may wait, one piece at a time, while nobody draws. */

/** Looked at again so often while somebody draws, ms. */
const AGAIN_MS = 250;

export interface Spare {
  /** Do it when there is time; the returned function calls it off. */
  soon(run: () => void): () => void;
}

/** @param drawing whether a hand is on the sheet right now, here or elsewhere */
export function createSpare(drawing: () => boolean): Spare {
  const waiting = new Set<() => void>();
  let planned = false;

  const plan = (ms: number): void => {
    planned = true;
    if (ms > 0) setTimeout(next, ms);
    else if ('requestIdleCallback' in globalThis) requestIdleCallback(next, { timeout: 500 });
    else setTimeout(next, 16); // Safari: the next frame had its turn
  };
  const next = (): void => {
    planned = false;
    if (drawing() && waiting.size > 0) return plan(AGAIN_MS);
    const [first] = waiting;
    if (first === undefined) return;
    waiting.delete(first);
    first();
    if (waiting.size > 0) plan(0);
  };
  return {
    soon(run) {
      waiting.add(run);
      if (!planned) plan(0);
      return () => waiting.delete(run);
    },
  };
}
