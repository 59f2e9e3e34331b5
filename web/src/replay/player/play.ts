/**
 * Playing: where one is, how fast it goes, which sheet is in sight. Time is handed in.
 *
 * What is shown follows from `at` alone, so that playing, scrubbing and stepping show the same.
 */
import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { SheetId } from '../../board/types';
import type { Act } from '../reading';
import { createAxis, firstAfter, type Axis } from './axis';
import type { Film } from './film';

export const SPEEDS = [1, 2, 4, 8, 16, 32] as const;
export type Speed = (typeof SPEEDS)[number];

export interface Play {
  readonly film: Film;
  readonly axis: ReadonlySignal<Axis>;
  /** axis time */
  readonly at: ReadonlySignal<number>;
  readonly talkAt: ReadonlySignal<number>;
  readonly playing: ReadonlySignal<boolean>;
  readonly speed: Signal<Speed>;
  readonly cutting: ReadonlySignal<boolean>;
  /** chosen by the person; null: go along */
  readonly pinned: Signal<SheetId | null>;
  readonly shown: ReadonlySignal<SheetId>;
  /** of the last step, for whoever does not see it; null after anything else */
  readonly stepped: ReadonlySignal<Act | null>;
  toggle(): void;
  pause(): void;
  /** axis time */
  seek(axis: number): void;
  seekTalk(talk: number): void;
  /** to the end of the next act, or of the one before */
  step(by: 1 | -1): void;
  faster(by: 1 | -1): void;
  /** Shorten the stillness or let it last; the moment stays. */
  cut(on: boolean): void;
  /** Let time pass. @param now ms, any origin */
  tick(now: number): void;
}

export function createPlay(film: Film, talkAt = film.recording.start): Play {
  const { recording, still, acts } = film;
  const cutting = signal(true);
  const axis = computed(() => createAxis(recording.start, recording.end, still, cutting.value));
  const at = signal(axis.peek().toAxis(talkAt));
  const playing = signal(false);
  const speed = signal<Speed>(1);
  const pinned = signal<SheetId | null>(null);
  const stepped = signal<Act | null>(null);
  const talk = computed(() => Math.round(axis.value.toTalk(at.value)));
  let last: number | null = null;

  function to(next: number): void {
    at.value = Math.max(0, Math.min(axis.peek().length, next));
    last = null;
  }
  function seek(next: number): void {
    stepped.value = null;
    to(next);
  }
  function pause(): void {
    playing.value = false;
    last = null;
  }

  return {
    film,
    axis,
    at,
    talkAt: talk,
    playing,
    speed,
    cutting,
    pinned,
    shown: computed(() => pinned.value ?? film.inSight(talk.value)),
    stepped,
    toggle() {
      if (playing.peek()) return pause();
      stepped.value = null;
      if (at.peek() >= axis.peek().length) to(0);
      playing.value = true;
    },
    pause,
    seek,
    seekTalk: (moment) => seek(axis.peek().toAxis(moment)),
    step(by) {
      pause();
      const index = firstAfter(acts, (act) => act.at, talk.peek());
      // What lies within a millisecond of here is where one is.
      let next = by > 0 ? index : index - 1;
      while (by < 0 && (acts[next]?.at ?? -Infinity) >= talk.peek() - 0.5) next--;
      while (by > 0 && (acts[next]?.at ?? Infinity) <= talk.peek() + 0.5) next++;
      const act = acts[next];
      if (act === undefined) return to(by > 0 ? axis.peek().length : 0);
      to(axis.peek().toAxis(act.at));
      stepped.value = act;
    },
    faster(by) {
      const next = SPEEDS[SPEEDS.indexOf(speed.peek()) + by];
      if (next !== undefined) speed.value = next;
    },
    cut(on) {
      const moment = talk.peek();
      cutting.value = on;
      to(axis.peek().toAxis(moment));
    },
    tick(now) {
      if (!playing.peek()) return;
      const before = last ?? now;
      last = now;
      const next = at.peek() + (now - before) * speed.peek();
      at.value = Math.min(axis.peek().length, next);
      if (next >= axis.peek().length) pause();
    },
  };
}
