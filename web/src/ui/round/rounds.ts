/**
 * The round of this room as signals: what the log tells of it, one's own pile, and what one does.
 *
 * Of the pile nothing goes to the log, the others or the server until `stick`, or until a mark that
 * was called ready is shown. Draws nothing.
 */
import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import { markApart, type Apart } from '../../board/apart';
import type { Anonymous } from '../../log/anonymous';
import type { ElementId, SheetId } from '../../board/types';
import { addNote, emptyPile, type Pile, type PileZone } from '../../exercises/round/pile';
import type { PileKeeper } from '../../exercises/round/pileKeeper';
import { personId, type PersonId } from '../../exercises/round/person';
import type { Seat } from '../../exercises/round/places';
import { foldRound, NO_ROUND, stuckCount, type Round, type RoundState, type RoundZone } from '../../exercises/round/round';
import type { RoundAct, Spotlight } from '../../wire/schema.gen';
import { readValue } from '../../exercises/value';
import { newId, type Room } from '../room/openRoom';
import { exerciseOf } from './exercise';
import { apart, stickNotes } from './stick';

export interface Starting {
  readonly sheet: SheetId;
  readonly on: ElementId | null;
  readonly zone: RoundZone;
  readonly names: boolean;
}

export interface Rounds {
  readonly state: ReadonlySignal<RoundState>;
  /** null while it is being read from this device */
  readonly pile: ReadonlySignal<Pile | null>;
  /** oneself; null before the server named this page */
  readonly own: ReadonlySignal<PersonId | null>;
  readonly count: ReadonlySignal<{ readonly stuck: number; readonly all: number }>;
  start(how: Starting): void;
  /** Go on to the next step; a coach's. */
  go(step: 'choose' | 'end'): void;
  light(note: ElementId | null): void;
  change(how: (pile: Pile) => Pile): void;
  /** Put the pile onto the sheet, what is being typed into *zone*; @returns how many notes */
  stick(zone: PileZone): number;
  /**
   * One's own mark lies ready for being shown, or no longer. Without names the server holds it till then.
   * @throws LogError when it could not be asked
   */
  ready(yes: boolean): Promise<void>;
  /** Show all that lie ready; a coach's. @throws LogError */
  reveal(): Promise<void>;
  /** Put one's own mark on the scale now. */
  showMark(): void;
  dispose(): void;
}

type RoundRoom = Pick<Room, 'log' | 'board' | 'persons' | 'name'>;

export function createRounds(room: RoundRoom, keeper: PileKeeper, anonymous: Anonymous): Rounds {
  const { log, board, persons } = room;
  const state = signal<RoundState>(NO_ROUND);
  const pile = signal<Pile | null>(null);
  const own = signal<PersonId | null>(null);
  const stops: (() => void)[] = [];
  const here = computed(() => {
    const others = persons.value.filter(({ role }) => role !== 'trainer').map(({ link }) => personId(link));
    return own.value === null ? others : [own.value, ...others];
  });
  /** A scale without names, where the only coach places none. */
  const bare = (round: Round): boolean => !round.names && exerciseOf(board, round)?.type === 'scale';
  const count = computed(() => {
    const { round } = state.value;
    if (round === null) return { stuck: 0, all: 0 };
    const coaches = bare(round) ? persons.value.filter(({ role }) => role === 'coach').map(({ link }) => personId(link)) : [];
    const out = bare(round) && log.role === 'coach' && own.value !== null ? [own.value] : coaches;
    return stuckCount(round, here.value.filter((one) => !out.includes(one)));
  });

  async function say(act: RoundAct | Spotlight): Promise<number | null> {
    try {
      const { kept } = await log.append('chapter', act);
      return await kept;
    } catch {
      return null; // told by onLost
    }
  }

  function change(how: (pile: Pile) => Pile): void {
    const before = pile.peek();
    if (before === null) return;
    pile.value = how(before);
    if (pile.value !== before) void keeper.save(pile.value);
  }

  /** From the device only once they are on their way for good: better twice than never. */
  async function gone(round: Round, put: Promise<Apart>, seat: Seat, person: PersonId | null): Promise<void> {
    try {
      const { ids, kept } = await put;
      const act: RoundAct = { type: 'round', id: round.id, do: 'stuck', ...(person === null ? {} : { person }) };
      const told = await log.append('chapter', act);
      const now = pile.peek();
      if (now !== null) await keeper.save(now);
      await kept;
      stops.push(apart(board, round, ids, seat, await told.kept));
    } catch {
      // told by onLost
    }
  }

  stops.push(
    log.onEntry((entry) => {
      state.value = foldRound(state.peek(), entry);
    }),
    log.onRestart(() => {
      state.value = NO_ROUND;
    }),
    effect(() => {
      const link = log.peers.value.find(({ page }) => page === log.page)?.link;
      if (link !== undefined) own.value = personId(link);
    }),
    // What was written and never stuck up stays one's own when the next round begins.
    effect(() => {
      const id = state.value.round?.id;
      if (id !== undefined && pile.value !== null && pile.value.round !== id)
        change((before) => ({ ...before, round: id, mark: null, ready: false }));
    }),
  );
  /** What was held for a round that is over, and was never shown, does not come with the next. */
  async function dropHeld(): Promise<void> {
    const { round } = state.peek();
    if (round !== null && bare(round) && !round.revealed) await anonymous.withdraw().catch(() => undefined);
  }

  /** Nothing in it tells whose it is: no name, and the round's own time. */
  async function holdMark({ on, startedAt }: Round): Promise<void> {
    const value = readValue(pile.peek()?.mark ?? '');
    if (on === null || value === null) return;
    const mark = { kind: 'own', value, at: startedAt, name: '' } as const;
    await anonymous.hold('board', startedAt, (author) => [[0, markApart(board, on, newId(), author, mark)]]);
  }

  function showMark(): void {
    const { round } = state.peek();
    const value = readValue(pile.peek()?.mark ?? '');
    if (round?.on == null || value === null || !board.mayDraw.peek()) return;
    board.setMark(round.on, newId(), { kind: 'own', value, at: Date.now(), name: room.name.peek() });
    change((before) => ({ ...before, mark: null, ready: false }));
  }
  stops.push(
    // Those that were called ready are shown together, at the coach's word.
    effect(() => {
      const shown = state.value.round?.revealed === true && pile.value?.ready === true;
      if (!shown || !log.caughtUp.value || board.folded.value === 0) return;
      // What the server held came with the others'.
      if (state.value.round !== null && bare(state.value.round)) queueMicrotask(() => change((before) => ({ ...before, mark: null, ready: false })));
      else queueMicrotask(showMark);
    }),
  );
  void keeper.load().then((kept) => {
    pile.value = kept ?? emptyPile(state.peek().round?.id ?? newId());
  });

  return {
    state,
    pile,
    own,
    count,
    start({ sheet, on, zone, names }) {
      void dropHeld().then(() => say({ type: 'round', id: newId(), do: 'start', sheet, on, zone, names }));
    },
    go(step) {
      const { round } = state.peek();
      if (round === null) return;
      if (step === 'end') void dropHeld();
      void say({ type: 'round', id: round.id, do: step });
    },
    light(note) {
      void say({ type: 'spotlight', note });
    },
    change,
    stick(zone) {
      const { round } = state.peek();
      if (round === null || pile.peek() === null) return 0;
      const person = own.peek();
      // What is still in the field was meant to be one.
      change((before) => ({ ...addNote(before, { id: newId(), text: before.draft, zone }), draft: '' }));
      const notes = pile.peek()?.notes ?? [];
      if (notes.length === 0) return 0;
      const seats = [...here.peek()].sort();
      const seat = { index: Math.max(0, seats.indexOf(person ?? '')), count: seats.length };
      const put = stickNotes(room, round, notes, seat);
      const before = pile.peek();
      if (before !== null) pile.value = { ...before, notes: [], draft: '' };
      void gone(round, put, seat, person);
      return notes.length;
    },
    async ready(yes) {
      const { round } = state.peek();
      const person = own.peek();
      if (round === null) return;
      if (bare(round)) await (yes ? holdMark(round) : anonymous.withdraw());
      change((before) => ({ ...before, mark: before.mark ?? '', ready: yes }));
      if (yes && person !== null) void say({ type: 'round', id: round.id, do: 'stuck', person });
    },
    async reveal() {
      const { round } = state.peek();
      if (round === null) return;
      if (bare(round)) await anonymous.release();
      void say({ type: 'round', id: round.id, do: 'reveal' });
    },
    showMark,
    dispose() {
      for (const stop of stops) stop();
    },
  };
}
