/**
 * Together at the easel: while it is on, everybody sees the sheet that the coach turns to.
 *
 * What a turn is for the moment goes by `live`, {t: 'at', s, n, on?}: every page says which sheet it
 * looks at, and the page of the coach who turned last leads. What lasts is a `chapter` of the coach, at
 * most one a second, so that whoever comes later finds the right sheet.
 *
 * Nobody is torn away: who looks back at another sheet stays there, and who has a hand on the sheet (an
 * open note, a stroke) stays until it is lifted, and comes along then.
 */
import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { isFields, isId } from '../../wire/shapes';
import type { Board, LivePort, SheetId } from '../../board/types';
import type { Entry, PageId, SealedLog } from '../../log/types';
import { FIRST_SHEET, type SheetTurned } from '../../wire/schema.gen';
import type { Person } from './presence';

/** A turn is written down at once, and the next only after so long: leafing through is two chapters. */
export const REST_MS = 1000;
/** Live messages may be lost: where one looks is said again. */
const REPEAT_MS = 3000;

export interface TogetherState {
  readonly on: boolean;
  /** the sheet that the coach turned to last, and by which page */
  readonly led: { readonly sheet: SheetId; readonly page: PageId } | null;
}
export const NOT_TURNED: TogetherState = { on: true, led: null };

/** @returns the state after *entry*; a chapter of another shape, or not a coach's, changes nothing */
export function foldTogether(before: TogetherState, entry: Entry): TogetherState {
  const turned = readTurned(entry);
  return turned === null ? before : { on: turned.together, led: { sheet: turned.sheet, page: entry.author } };
}

function readTurned({ kind, role, data }: Entry): SheetTurned | null {
  if (kind !== 'chapter' || role !== 'coach' || !isFields(data) || data['type'] !== 'sheet') return null;
  const { sheet, together } = data;
  return isId(sheet) ? { type: 'sheet', sheet, together: together !== false } : null;
}

export interface Look {
  readonly t: 'at';
  readonly s: SheetId;
  /** rises with each change: messages go by two ways, and may overtake each other */
  readonly n: number;
  /** it is for everybody, of the coach who turned last: whether `together` is on */
  readonly on?: boolean;
}

export function readLook(body: unknown): Look | null {
  if (!isFields(body) || body['t'] !== 'at') return null;
  const { s, n, on } = body;
  if (!isId(s) || typeof n !== 'number' || !Number.isSafeInteger(n)) return null;
  return { t: 'at', s, n, ...(typeof on === 'boolean' ? { on } : {}) };
}

export interface TogetherParts {
  readonly log: Pick<SealedLog, 'role' | 'page' | 'peers' | 'caughtUp' | 'onEntry' | 'append'>;
  readonly board: Pick<Board, 'sheets' | 'goneSheets'>;
  readonly live: LivePort;
  readonly persons: ReadonlySignal<readonly Person[]>;
}

export interface Together {
  readonly on: ReadonlySignal<boolean>;
  /** the sheet that lies before this person; always one that is there */
  readonly shown: ReadonlySignal<SheetId>;
  /** where the coach is while this person is elsewhere; null when there is nobody to go back to */
  readonly elsewhere: ReadonlySignal<{ readonly sheet: SheetId; readonly stays: boolean } | null>;
  /** the sheet that a coach's other page turned to last */
  readonly led: ReadonlySignal<SheetId | null>;
  /** which sheet the others look at, by page */
  readonly looks: ReadonlySignal<ReadonlyMap<PageId, SheetId>>;
  /** a hand is on the sheet: an open note, a stroke */
  readonly busy: Signal<boolean>;
  turn(sheet: SheetId): void;
  /** Back to where the coach is. */
  comeAlong(): void;
  /** For a coach. */
  setOn(on: boolean): void;
  /** Write down what rests, before the page goes. */
  flush(): void;
  dispose(): void;
}

export function createTogether({ log, board, live, persons }: TogetherParts): Together {
  const state = signal(NOT_TURNED);
  const wanted = signal<SheetId>(FIRST_SHEET);
  const following = signal(true);
  const busy = signal(false);
  const heard = signal<ReadonlyMap<PageId, SheetId>>(new Map());
  const leaders = new Set<PageId>();
  const newest = new Map<PageId, number>();
  const shown = shownOf(board, wanted);
  let logged = NOT_TURNED;
  let landed = false;
  let resting: ReturnType<typeof setTimeout> | null = null;
  let told: Look = { t: 'at', s: FIRST_SHEET, n: 0 };

  function take(next: TogetherState): void {
    // Switched on anew it is for everybody, those who had leafed on by themselves too.
    if (next.on && !state.peek().on) following.value = true;
    state.value = next;
  }

  function announce(): void {
    const { led, on } = state.peek();
    const now = led?.page === log.page ? { s: led.sheet, on } : { s: shown.peek() };
    if (now.s !== told.s || now.on !== told.on) told = { t: 'at', ...now, n: told.n + 1 };
    live.send(told);
  }

  function write(): void {
    const { led, on } = state.peek();
    if (led === null || (logged.led?.sheet === led.sheet && logged.on === on)) return;
    const chapter: SheetTurned = { type: 'sheet', sheet: led.sheet, together: on };
    // Until it comes back from the log it counts as written: it is in the outbox.
    logged = { on, led };
    log.append('chapter', chapter).then(
      ({ kept }) => kept.catch(() => undefined), // told by onLost
      () => undefined,
    );
  }

  function lead(next: Omit<TogetherState, 'led'>, sheet: SheetId): void {
    following.value = true;
    wanted.value = sheet;
    take({ ...next, led: { sheet, page: log.page } });
    announce();
    if (resting !== null) return;
    write();
    resting = setTimeout(() => {
      resting = null;
      write();
    }, REST_MS);
  }

  const isCoach = (page: PageId): boolean =>
    log.peers.peek().some((peer) => peer.page === page && peer.role === 'coach');

  const stops = [
    log.onEntry((entry) => {
      const after = foldTogether(logged, entry);
      if (after === logged) return;
      logged = after;
      // What a page that is here says live is newer than what it wrote down.
      if (landed && !entry.own && !leaders.has(entry.author)) take(logged);
    }),
    effect(() => {
      if (!log.caughtUp.value || landed) return;
      landed = true;
      if (leaders.size > 0) return;
      take(logged);
      if (logged.led !== null) wanted.value = logged.led.sheet;
    }),
    effect(() => {
      const { on, led } = state.value;
      if (on && led !== null && following.value && !busy.value) wanted.value = led.sheet;
    }),
    live.onMessage((page, body) => {
      const look = readLook(body);
      if (look === null || page === log.page || look.n < (newest.get(page) ?? 0)) return;
      newest.set(page, look.n);
      if (heard.peek().get(page) !== look.s) heard.value = new Map(heard.peek()).set(page, look.s);
      if (look.on === undefined || !isCoach(page)) return;
      leaders.add(page);
      const { on, led } = state.peek();
      if (on !== look.on || led?.sheet !== look.s || led.page !== page)
        take({ on: look.on, led: { sheet: look.s, page } });
    }),
    // Put away: what lies in its place counts now, also should it be brought back.
    effect(() => {
      const there = shown.value;
      if (!board.goneSheets.value.some(({ id }) => id === wanted.value)) return;
      if (state.peek().led?.page === log.page) lead(state.peek(), there);
      else wanted.value = there;
    }),
    effect(() => {
      void [shown.value, persons.value.flatMap(({ pages }) => pages).join()];
      announce();
    }),
  ];
  const repeating = setInterval(() => {
    if (persons.peek().length > 0) announce();
  }, REPEAT_MS);

  return {
    on: computed(() => state.value.on),
    shown,
    busy,
    led: computed(() => (state.value.led?.page === log.page ? null : (state.value.led?.sheet ?? null))),
    looks: computed(() => {
      const here = new Set(persons.value.flatMap(({ pages }) => pages));
      return new Map([...heard.value].filter(([page]) => here.has(page)));
    }),
    elsewhere: computed(() => {
      const { on, led } = state.value;
      if (!on || led === null || led.page === log.page || led.sheet === shown.value) return null;
      const there = board.sheets.value.some(({ id }) => id === led.sheet);
      const present = persons.value.some(({ role }) => role === 'coach');
      return there && present ? { sheet: led.sheet, stays: !following.value } : null;
    }),
    turn(sheet) {
      if (log.role === 'coach') return lead(state.peek(), sheet);
      const { on, led } = state.peek();
      following.value = !on || led === null || led.sheet === sheet;
      wanted.value = sheet;
    },
    comeAlong() {
      const { led } = state.peek();
      following.value = true;
      if (led !== null) wanted.value = led.sheet;
    },
    setOn(on) {
      lead({ on }, shown.peek());
      write();
    },
    flush() {
      if (resting !== null) write();
    },
    dispose() {
      clearInterval(repeating);
      if (resting !== null) clearTimeout(resting);
      for (const stop of stops) stop();
    },
  };
}

/** The wanted sheet; until it is there the last one; where that was taken away, what lies in its place. */
function shownOf(board: Pick<Board, 'sheets'>, wanted: Signal<SheetId>): ReadonlySignal<SheetId> {
  let last: SheetId = FIRST_SHEET;
  let place = 0;
  return computed(() => {
    const sheets = board.sheets.value;
    const at = (id: SheetId): number => sheets.findIndex((sheet) => sheet.id === id);
    let index = at(wanted.value);
    if (index === -1) index = at(last);
    if (index === -1) index = Math.min(place, sheets.length - 1);
    place = index;
    last = sheets[index]?.id ?? FIRST_SHEET;
    return last;
  });
}
