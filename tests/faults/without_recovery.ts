/** When to try what, as it must never be: never. Only `build_other_pages.mjs` takes it. */
import type { Recovery } from '../../web/src/call/recovery';

export * from '../../web/src/call/recovery';

/** A page that the server does not list is not parted from, or meeting it anew would be a rejoin. */
export const ABSENT_MS = Infinity;

export function createRecovery(): Recovery {
  return { next: () => null, hurry: () => undefined, suspect: () => undefined, reset: () => undefined };
}
