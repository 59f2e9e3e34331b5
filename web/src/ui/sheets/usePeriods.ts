/** What each session left on the sheets, read from the log while a page shows it. */
import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { boundaries, periodsOf, type Period } from '../../exercises/periods';
import type { Session } from '../../exercises/sessions';
import type { SealedLog } from '../../log/types';
import { createPastSheets } from './pastSheets';

export interface Periods {
  /** null until they were read */
  readonly periods: ReadonlySignal<readonly Period[] | null>;
  readonly failed: ReadonlySignal<boolean>;
  /** 0..1, of the reading */
  readonly done: ReadonlySignal<number>;
  /** Read once more what failed. */
  readonly again: () => void;
}

export function usePeriods(log: Pick<SealedLog, 'history' | 'seq'>, sessions: readonly Session[]): Periods {
  const periods = useSignal<readonly Period[] | null>(null);
  const failed = useSignal(false);
  const done = useSignal(0);
  const turn = useSignal(0);

  useEffect(() => {
    let here = true;
    failed.value = false;
    createPastSheets(log)
      .each(boundaries(sessions, log.seq.peek()), (part) => {
        if (here) done.value = part;
      })
      .then(
        (pasts) => {
          if (here) periods.value = periodsOf(sessions, pasts);
        },
        () => {
          if (here) failed.value = true;
        },
      );
    return () => {
      here = false;
    };
  }, [sessions, turn.value]);

  return { periods, failed, done, again: () => void (turn.value += 1) };
}
