/**
 * What the room knows of its sheets beside the board: which one is shown, what was kept, who draws.
 *
 * "Only I draw" is kept by the server (its flag) and by every page (a chapter in the log). A coach who
 * closes sets the flag first, and opens the other way round, so that nothing the server let through is
 * skipped by anybody.
 */
import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Board, LivePort, SheetId } from '../../board/types';
import type { Writers } from '../../board/writers';
import type { SealedLog } from '../../log/types';
import type { WritersSet } from '../../wire/schema.gen';
import type { Person } from '../room/presence';
import { createTogether, type Together } from '../room/together';
import { createKeeping, type Keeping } from './keeping';

/** A sheet that was turned away from is looked at once the new one lies there and the hand is on it. */
const KEEP_AFTER_MS = 600;

export interface EaselParts {
  readonly log: SealedLog;
  readonly board: Board;
  readonly live: LivePort;
  readonly persons: ReadonlySignal<readonly Person[]>;
  /** Set the server's flag; a coach's only. */
  readonly setWriters?: ((writers: Writers) => Promise<void>) | undefined;
}

export interface Easel extends Omit<Together, 'dispose'>, Omit<Keeping, 'dispose'> {
  /** the sheet that was put away here last, with its name then: it can be brought back right there */
  readonly taken: Signal<{ readonly id: SheetId; readonly name: string } | null>;
  takeAway(id: SheetId, name: string): void;
  readonly onlyCoach: ReadonlySignal<boolean>;
  /** it is being switched */
  readonly switching: ReadonlySignal<boolean>;
  /** For a coach. Rejects when the server could not be asked; then it is as safe as before. */
  setOnlyCoach(on: boolean): Promise<void>;
  dispose(): void;
}

export function createEasel({ log, board, live, persons, setWriters }: EaselParts): Easel {
  const together = createTogether({ log, board, live, persons });
  const keeping = createKeeping(log, board);
  const switching = signal(false);
  const taken: Easel['taken'] = signal(null);
  const onlyCoach = computed(() => board.writers.value === 'coach' || log.settings.value?.writers === 'coach');
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let looked = false;

  async function say(writers: Writers): Promise<void> {
    const chapter: WritersSet = { type: 'writers', writers };
    const { kept } = await log.append('chapter', chapter);
    await kept;
  }

  /** One page keeps: the coach's that turns, or the client's while there is no coach. */
  const keeps = (): boolean => log.role === 'coach' || persons.peek().every(({ role }) => role !== 'coach');

  function turn(sheet: SheetId): void {
    const from = together.shown.peek();
    together.turn(sheet);
    if (from === sheet || !keeps()) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      keeping.keepIfChanged(from).catch(() => undefined);
    }, KEEP_AFTER_MS);
    timers.add(timer);
  }

  const stops = [
    // What was taken back is seen where it lay.
    effect(() => {
      const at = board.undoneOn.value;
      if (at !== null && at.sheet !== together.shown.peek()) turn(at.sheet);
    }),
    // Closed on the coach's page of rooms, before anybody was in: the pages shall know it too.
    effect(() => {
      const writers = log.settings.value?.writers;
      const folded = log.caughtUp.value && board.folded.value >= log.seq.value;
      if (looked || writers === undefined || !folded) return;
      looked = true;
      if (log.role === 'coach' && writers === 'coach' && board.writers.peek() === 'all') say('coach').catch(() => undefined);
    }),
  ];

  return {
    ...together,
    ...keeping,
    turn,
    taken,
    takeAway(id, name) {
      if (board.sheets.peek().length < 2) return;
      taken.value = { id, name };
      board.changeSheet(id, { gone: true });
    },
    onlyCoach,
    switching,
    async setOnlyCoach(on) {
      if (switching.peek()) return;
      switching.value = true;
      try {
        if (on) {
          await setWriters?.('coach');
          await say('coach');
        } else {
          await say('all');
          await setWriters?.('all');
        }
      } finally {
        switching.value = false;
      }
    },
    dispose() {
      for (const timer of timers) clearTimeout(timer);
      for (const stop of stops) stop();
      together.dispose();
      keeping.dispose();
    },
  };
}
