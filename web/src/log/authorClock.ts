/**
 * An author's own time: steady within one author, so that replay can place acts to each other.
 *
 * When the machine's clock moves away from it (sleep, a corrected clock), times before and after
 * are not of one line any more: then a new author begins.
 */
import type { Clock } from './clock';

/** A smaller drift is left alone. Source: design, clocks. */
const JUMP_MS = 1000;

export interface AuthorClock {
  /** ms since the epoch, by this author */
  now(): number;
  jumped(): boolean;
}

export function startAuthorClock(clock: Clock): AuthorClock {
  const origin = clock.wall() - clock.steady();
  const now = (): number => Math.round(origin + clock.steady());
  return { now, jumped: () => Math.abs(clock.wall() - now()) > JUMP_MS };
}
