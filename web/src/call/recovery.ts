/**
 * When a connection is in trouble, and what to try next. Pure: times come in.
 *
 * First a new path for the same connection (ICE restart), which keeps the old
 * one until the new one holds; then a new connection, since a restart cannot
 * help where the far page lost its own. Neither is tried while the server is
 * away: nothing could be told, and the old path may come back by itself.
 */

/** Nothing heard for so long, though a pulse comes every second: interrupted. With the look twice a second, told within 3 s. */
export const SILENCE_MS = 2_200;
/** A first connection that does not stand after this is begun afresh. */
export const CONNECT_MS = 8_000;
/** Nobody waits for a page that is neither listed nor heard of for longer than this. */
export const ABSENT_MS = 15_000;
/** Two sides that act at once only cost time; the polite one gives way this long. */
const POLITE_DELAY_MS = 800;
/**
 * To the first attempt, from there to the second, and so on; the last repeats. The first is soon:
 * a restart keeps the old path, so one too many costs nothing.
 */
const LADDER_MS = [200, 3_000, 5_000, 7_000] as const;
/** The path of a connection that has not failed may return by itself: keep it this long. */
const KEEP_MS = 12_000;

export type Attempt = 'restart' | 'rejoin';

export interface Condition {
  readonly now: number;
  /** sound connection and something heard lately */
  readonly healthy: boolean;
  /** it stood once, so that there is something to restart */
  readonly stood: boolean;
  readonly failed: boolean;
  /** the server can carry signals to the other page */
  readonly reachable: boolean;
}

export interface Recovery {
  /** @returns what to do now, if anything */
  next(condition: Condition): Attempt | null;
  /** The network or the server just came back: do not wait for the next turn. */
  hurry(): void;
  /** One's own network was away, and nothing comes over the old path: a new one at the next look. */
  suspect(): void;
  reset(): void;
}

export function createRecovery(polite: boolean, random: () => number = Math.random): Recovery {
  let since: number | null = null;
  let dueAt = 0;
  let attempts = 0;
  let suspected = false;

  function wait(): number {
    const step = LADDER_MS[Math.min(attempts, LADDER_MS.length - 1)] ?? 7_000;
    return step * (1 + 0.2 * random()) + (polite ? POLITE_DELAY_MS : 0);
  }

  return {
    next({ now, healthy, stood, failed, reachable }) {
      if (suspected && stood && reachable) {
        suspected = false;
        attempts += 1;
        dueAt = now + wait();
        return 'restart';
      }
      if (healthy) {
        since = null;
        attempts = 0;
        return null;
      }
      if (since === null) {
        since = now;
        dueAt = now + (stood ? wait() : CONNECT_MS + (polite ? POLITE_DELAY_MS : 0));
      }
      if (failed && attempts === 0) dueAt = Math.min(dueAt, now + (polite ? POLITE_DELAY_MS : 0));
      if (!reachable || now < dueAt) return null;
      const restart = stood && (attempts === 0 || (!failed && now - since < KEEP_MS));
      attempts += 1;
      dueAt = now + wait();
      return restart ? 'restart' : 'rejoin';
    },
    hurry() {
      if (since !== null) dueAt = Math.min(dueAt, since);
    },
    suspect() {
      suspected = true;
    },
    reset() {
      suspected = false;
      since = null;
      attempts = 0;
    },
  };
}
