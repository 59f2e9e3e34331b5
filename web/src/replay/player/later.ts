/** A value that follows another by a frame: the sheet comes first, and what tells of it beside it after. */
import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** Of all values within a frame only the last is taken over. */
export function useLater<T>(value: ReadonlySignal<T>): ReadonlySignal<T> {
  const later = useSignal(value.peek());
  useEffect(() => {
    let frame: number | null = null;
    const take = (): void => {
      frame = null;
      later.value = value.peek();
    };
    const stop = value.subscribe(() => {
      // The next frame is the one that shows the value itself.
      frame ??= requestAnimationFrame(() => (frame = requestAnimationFrame(take)));
    });
    return () => {
      stop();
      if (frame !== null) cancelAnimationFrame(frame);
    };
  }, [value]);
  return later;
}
