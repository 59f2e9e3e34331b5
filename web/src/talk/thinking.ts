/**
 * “I am thinking”: a soft sign that one sets oneself, for those who are here now.
 *
 * It passes by live and sealed, is kept nowhere, and says nothing of what is typed. Said again and again
 * while it holds, since what is live may be lost; who is no longer heard is no longer shown.
 */
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { LivePort } from '../board/types';
import type { Clock } from '../log/clock';
import type { PageId } from '../log/types';
import { isFields } from '../wire/shapes';

/** ms */
export const AGAIN_MS = 4_000;
export const HOLDS_MS = 14_000;

export interface Thinking {
  /** whether one says so oneself */
  readonly own: ReadonlySignal<boolean>;
  /** pages of those who say so */
  readonly others: ReadonlySignal<readonly PageId[]>;
  set(on: boolean): void;
  dispose(): void;
}

/** @param here pages of those who are here now */
export function createThinking(live: LivePort, here: ReadonlySignal<readonly PageId[]>, clock: Clock): Thinking {
  const own = signal(false);
  const heard = signal<ReadonlyMap<PageId, () => void>>(new Map());
  let stop: (() => void) | null = null;

  function say(): void {
    live.send({ t: 'thinking', on: own.peek() });
    stop = own.peek() ? clock.after(AGAIN_MS, say) : null;
  }
  function forget(page: PageId): void {
    heard.peek().get(page)?.();
    heard.value = new Map([...heard.peek()].filter(([one]) => one !== page));
  }
  const unhear = live.onMessage((page, body) => {
    if (!isFields(body) || body['t'] !== 'thinking') return;
    forget(page);
    if (body['on'] === true) heard.value = new Map([...heard.peek(), [page, clock.after(HOLDS_MS, () => forget(page))]]);
  });

  return {
    own,
    others: computed(() => here.value.filter((page) => heard.value.has(page))),
    set(on) {
      if (on === own.peek()) return;
      own.value = on;
      stop?.();
      say();
    },
    dispose() {
      stop?.();
      unhear();
      for (const callOff of heard.peek().values()) callOff();
    },
  };
}
