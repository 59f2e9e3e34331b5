/**
 * What the time is by the server's clock, on a device whose own clock may be wrong, or be put right
 * meanwhile. Pure but for the clock it is given.
 *
 * An own entry that comes back says it; between two of them the steady clock counts on. A machine that
 * slept may have stopped counting: then anything newer from the log puts it right.
 */
import { signal } from '@preact/signals';
import type { Clock } from '../log/clock';

export interface ServerTime {
  /** ms since the epoch; what this device believes until something was heard. Read in a component, it makes that follow. */
  now(): number;
  /** @param live it came just now; else it only says that it is not earlier */
  hear(at: number, live: boolean): void;
}

export function createServerTime(clock: Pick<Clock, 'wall' | 'steady'>): ServerTime {
  /** server time − steady clock, ms */
  const offset = signal<number | null>(null);
  return {
    now: () => (offset.value === null ? clock.wall() : Math.round(clock.steady() + offset.value)),
    hear(at, live) {
      const [heard, known] = [at - clock.steady(), offset.peek()];
      if (live || (known !== null && heard > known)) offset.value = heard;
    },
  };
}
