/** What was put down a moment ago, and draws itself: everything else lies there already. */

/** As long as a hand takes for a circle; ux: circles draw themselves. */
export const DRAWING_MS = 900;

const since = new Map<string, number>();

export function markFresh(id: string, now = performance.now()): void {
  since.set(id, now);
  for (const [other, at] of since) if (now - at > DRAWING_MS) since.delete(other);
}

export function isFresh(id: string, now = performance.now()): boolean {
  const at = since.get(id);
  return at !== undefined && now - at <= DRAWING_MS;
}
