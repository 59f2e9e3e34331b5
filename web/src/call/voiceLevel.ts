/** How loud somebody is, as a signal that is measured only while somebody looks. */
import { signal, type ReadonlySignal } from '@preact/signals';

/** 15 Hz is what an eye wants of a ring that follows a voice. */
export const LEVEL_MS = 66;

/** @param read 0..1, now */
export function createVoiceLevel(read: () => number): ReadonlySignal<number> {
  let timer: ReturnType<typeof setInterval> | undefined;
  const level = signal(0, {
    watched: () => {
      timer = setInterval(() => {
        level.value = read();
      }, LEVEL_MS);
    },
    unwatched: () => {
      clearInterval(timer);
    },
  });
  return level;
}
