/**
 * Talking only while something is held down: the space bar, m, or the button. Whatever is held
 * last keeps the microphone open; with nothing held it is closed.
 */
import { signal, type ReadonlySignal } from '@preact/signals';

export interface Hold {
  readonly held: ReadonlySignal<boolean>;
  /** @param by names what is held: a key, or the button */
  press(by: string): void;
  release(by: string): void;
  /** Nothing is held, whatever was: also for the moment when holding is chosen, or the page is left. */
  close(): void;
}

export function createHold(setMuted: (muted: boolean) => void): Hold {
  const held = signal(false);
  const by = new Set<string>();

  function follow(): void {
    if (held.value === (by.size > 0)) return;
    held.value = by.size > 0;
    setMuted(!held.value);
  }
  return {
    held,
    press(one) {
      by.add(one);
      follow();
    },
    release(one) {
      by.delete(one);
      follow();
    },
    close() {
      by.clear();
      held.value = false;
      setMuted(true);
    },
  };
}
