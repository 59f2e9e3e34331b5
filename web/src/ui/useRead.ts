/** What has to be read before it can be shown: how far that is, what was found, and once more where it failed. */
import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { LogError } from '../log/LogError';

export interface Read<T> {
  /** null until it was read; what was found stays while it is read anew */
  readonly found: ReadonlySignal<T | null>;
  /** the word of a LogError, `internal` for anything else; null while nothing went wrong */
  readonly failed: ReadonlySignal<string | null>;
  /** 0..1 */
  readonly done: ReadonlySignal<number>;
  readonly again: () => void;
}

/**
 * @param read null while it is not wanted; its signal is aborted when nobody waits for it any more
 * @param inputs it is read anew when one of them changes
 */
export function useRead<T>(
  read: ((onProgress: (done: number) => void, signal: AbortSignal) => Promise<T>) | null,
  inputs: readonly unknown[],
): Read<T> {
  const found = useSignal<T | null>(null);
  const failed = useSignal<string | null>(null);
  const done = useSignal(0);
  const turn = useSignal(0);
  useEffect(() => {
    if (read === null) return;
    const left = new AbortController();
    const { signal } = left;
    failed.value = null;
    read((part) => {
      if (!signal.aborted) done.value = part;
    }, signal).then(
      (value) => {
        if (!signal.aborted) found.value = value;
      },
      (error: unknown) => {
        if (!signal.aborted) failed.value = error instanceof LogError ? error.word : 'internal';
      },
    );
    return () => left.abort();
  }, [...inputs, turn.value]);
  return { found, failed, done, again: () => void (turn.value += 1) };
}
