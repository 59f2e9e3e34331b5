/** A value that follows another once that has come to rest: the sheet comes first, and what tells of it beside it after. */
import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** Counted from the frame that shows the value itself. */
export const RESTED_MS = 100;
/** What never rests, as in playing, is followed about so often. */
export const AT_MOST_MS = 400;

export function useLater<T>(value: ReadonlySignal<T>): ReadonlySignal<T> {
  const later = useSignal(value.peek());
  useEffect(() => follow(value, (now) => (later.value = now)), [value]);
  return later;
}

/** Tell *take* what *value* is, each time that it has come to rest. @returns what stops it */
export function follow<T>(value: ReadonlySignal<T>, take: (now: T) => void): () => void {
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** of the first change that was not taken yet; null when there is none */
  let since: number | null = null;
  const taken = (): void => {
    since = null;
    take(value.peek());
  };
  const stop = value.subscribe(() => {
    since ??= performance.now();
    if (performance.now() - since > AT_MOST_MS) return;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    frame = requestAnimationFrame(() => (timer = setTimeout(taken, RESTED_MS)));
  });
  return () => {
    stop();
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
