/** All that could be lent up to a place of the log, read and folded while a panel is open. */
import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Recording } from '../../replay/recording';
import type { Lending } from './lending';

export interface Whole {
  readonly recording: ReadonlySignal<Recording | null>;
  readonly failed: ReadonlySignal<boolean>;
  /** 0..1 */
  readonly done: ReadonlySignal<number>;
  again(): void;
}

export function useWhole(lending: Lending, seq: number): Whole {
  const recording = useSignal<Recording | null>(null);
  const failed = useSignal(false);
  const done = useSignal(0);
  const turn = useSignal(0);
  useEffect(() => {
    let here = true;
    failed.value = false;
    lending
      .whole(seq, (part) => {
        if (here) done.value = part;
      })
      .then(
        (whole) => {
          if (here) recording.value = whole;
        },
        () => {
          if (here) failed.value = true;
        },
      );
    return () => {
      here = false;
    };
  }, [seq, turn.value]);
  return { recording, failed, done, again: () => void (turn.value += 1) };
}
