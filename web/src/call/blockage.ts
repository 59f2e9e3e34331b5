/**
 * Whether two pages find no way to one another although the server reaches both: then a network
 * lets nothing through, and waiting helps nobody. Pure: times come in.
 *
 * Said by time alone. A browser reports a relay that is not there or refuses (icecandidateerror 701,
 * 401) on one side only, and at times for one of several addresses that work.
 */

/** A first path is found within a second or two, and the slowest relay within eight. */
export const FIRST_PATH_MS = 12_000;
/** Who had one may have lost the network altogether; the server knows that after 40 s. */
export const NEXT_PATH_MS = 45_000;

export interface Way {
  readonly now: number;
  readonly healthy: boolean;
  /** there was a path once */
  readonly met: boolean;
  /** the server can carry signals to the other page */
  readonly reachable: boolean;
}

export interface Blockage {
  readonly blocked: boolean;
  /** To be taken now and then. @returns true when what it says has changed */
  look(way: Way): boolean;
}

export function createBlockage(): Blockage {
  let since: number | null = null;
  let blocked = false;
  return {
    get blocked() {
      return blocked;
    },
    look({ now, healthy, met, reachable }) {
      const before = blocked;
      since = healthy || !reachable ? null : (since ?? now);
      blocked = since !== null && now - since >= (met ? NEXT_PATH_MS : FIRST_PATH_MS);
      return blocked !== before;
    },
  };
}
