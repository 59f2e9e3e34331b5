/**
 * What is selected on a sheet, and what one's hand does to it.
 *
 * While it is moved or resized only this screen (and, passing by, the others') shows it; `letGo`
 * makes it one act. What is locked, or not in the document yet, is left alone.
 */
import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import { fresh } from '../../board/parcel';
import { sameValue } from '../../board/undo';
import type { Board, Element, ElementChange, ElementId, Frame, NewElement, SheetId } from '../../board/types';
import { MAX_BLOBS } from '../../wire/protocol.gen';
import { frameOf } from '../measure';
import { moved, type Framed, type Frames } from './frames';
import { createMarks, type MarksState, type MarkTold } from './marks';
import { reordered, type Direction } from './reorder';

/** Board units by which a copy lies beside what it was made of. */
export const COPY_OFFSET = 28;
/** A pause after which moving by keys is one act. */
const REST_MS = 800;

const NONE: ReadonlySet<ElementId> = new Set();
const STILL: Frames = new Map();

export interface SelectionOptions {
  readonly board: Board;
  readonly sheet: SheetId;
  readonly readOnly: ReadonlySignal<boolean>;
  /** ms since the epoch; the clock's when absent */
  readonly now?: () => number;
}

export interface SelectionState extends MarksState {
  readonly selected: ReadonlySignal<ReadonlySet<ElementId>>;
  /** what is selected as it looks now, in drawing order */
  readonly selection: ReadonlySignal<readonly Element[]>;
  /** frames that things have while they are moved or resized here */
  readonly held: ReadonlySignal<Frames>;
  /** frames of all that moves on this screen, by one's own hand or another's */
  readonly moving: ReadonlySignal<Frames>;
  /** true while a pointer moves or resizes them, not keys */
  readonly byHand: ReadonlySignal<boolean>;
  /** copies that are being pulled off, before they are put down */
  readonly ghosts: ReadonlySignal<readonly Element[]>;
  select(ids: Iterable<ElementId>): void;
  /** Add to the selection or take away from it. */
  toggle(id: ElementId): void;
  /** All of the sheet that is not locked. */
  selectAll(): void;
  /** Of these, what may be moved, resized or removed, with the frames they have on screen. */
  loose(ids: Iterable<ElementId>): readonly Framed[];
  /** Show these frames; `letGo` makes them one act, `putBack` gives it up. */
  hold(frames: Frames): void;
  letGo(): void;
  putBack(): void;
  /** Move by keys: one act after a rest. */
  nudge(ids: Iterable<ElementId>, dx: number, dy: number): void;
  /** Show frames that become one act after a rest, or before anything else is done. */
  holdByKeys(frames: Frames): void;
  /** Show copies moved by so much; `dropCopies` puts them down. */
  pullCopies(ids: Iterable<ElementId>, dx: number, dy: number): void;
  dropCopies(): void;
  change(changes: readonly ElementChange[]): void;
  remove(ids: Iterable<ElementId>): void;
  /** Copies a little beside, selected. */
  duplicate(ids: Iterable<ElementId>): void;
  /** Put elements down as one act, selected. */
  put(elements: readonly NewElement[]): void;
  lock(ids: Iterable<ElementId>, locked: boolean): void;
  reorder(ids: Iterable<ElementId>, direction: Direction): void;
  /** the last thing that was done and does not show by itself */
  readonly told: ReadonlySignal<Told | MarkTold | null>;
  tell(what: Told['what'], count: number): void;
  stopSelecting(): void;
}

/** For those who do not see it happen. */
export interface Told {
  readonly what: 'copied' | 'pasted' | 'removed' | 'locked' | 'loose';
  readonly count: number;
}

export function createSelection({ board, sheet, readOnly, now = Date.now }: SelectionOptions): SelectionState {
  const chosen = signal(NONE);
  const held = signal(STILL);
  const byHand = signal(false);
  const told = signal<Told | MarkTold | null>(null);
  const ghosts = signal<readonly Element[]>([]);
  let stopRest: (() => void) | null = null;
  const lying = computed(() => {
    const previews = board.previews.value;
    return new Map(board.elements(sheet).value.filter(({ id }) => !previews.has(id)).map((e) => [e.id, e]));
  });
  const selected = computed(() => {
    const there = lying.value;
    const ids = chosen.value;
    return [...ids].every((id) => there.has(id)) ? ids : new Set([...ids].filter((id) => there.has(id)));
  });
  const marks = createMarks({
    board, readOnly, lying, selected, now,
    told(what) {
      told.value = what;
    },
  });
  const of = (ids: Iterable<ElementId>): Element[] => {
    const wanted = new Set(ids);
    return [...lying.peek().values()].filter(({ id }) => wanted.has(id));
  };
  const moving = computed<Frames>(() => {
    const others = board.held.value.filter((one) => one.sheet === sheet && one.frames.size > 0);
    if (others.length === 0 && marks.carried.value.size === 0) return held.value;
    return new Map([...others.flatMap(({ frames }) => [...frames]), ...held.value, ...marks.carried.value]);
  });
  const shown = (element: Element): Element => {
    const frame = moving.value.get(element.id);
    return frame === undefined ? element : { ...element, frame };
  };

  // Somebody else may remove what is held here.
  const stopWatching = effect(() => {
    const there = lying.value;
    const frames = held.value;
    if ([...frames.keys()].some((id) => !there.has(id)))
      held.value = new Map([...frames].filter(([id]) => there.has(id)));
  });

  const stopTelling = effect(() => {
    const ids = readOnly.value ? NONE : selected.value;
    const carried = marks.carried.value;
    const frames = new Map([...held.value, ...carried]);
    board.hold(sheet, [...ids, ...carried.keys()], frames.size > 0 ? frames : null);
  });

  const state: SelectionState = {
    ...marks,
    selected,
    selection: computed(() => {
      const ids = selected.value;
      return ids.size === 0 ? [] : [...lying.value.values()].filter(({ id }) => ids.has(id)).map(shown);
    }),
    held,
    moving,
    byHand,
    ghosts,

    select(ids) {
      const next = new Set(ids);
      if (sameValue([...next], [...chosen.peek()])) return;
      chosen.value = next;
    },
    toggle(id) {
      const next = new Set(selected.peek());
      if (!next.delete(id)) next.add(id);
      chosen.value = next;
    },
    selectAll() {
      state.select([...lying.peek().values()].filter(({ locked }) => locked !== true).map(({ id }) => id));
    },
    loose(ids) {
      if (readOnly.peek()) return [];
      return of(ids)
        .filter(({ locked }) => locked !== true)
        .map((element) => {
          const now = { ...element, frame: held.peek().get(element.id) ?? element.frame };
          return { element: now, frame: frameOf(now) };
        });
    },

    hold(frames) {
      stopRest?.();
      stopRest = null;
      byHand.value = true;
      held.value = frames;
    },
    letGo() {
      stopRest?.();
      stopRest = null;
      byHand.value = false;
      marks.land();
      const frames = held.peek();
      if (frames.size === 0) return;
      held.value = STILL;
      if (!readOnly.peek()) board.change([...frames].map(([id, frame]) => ({ id, frame: settled(frame) })));
    },
    putBack() {
      stopRest?.();
      stopRest = null;
      byHand.value = false;
      held.value = STILL;
      marks.drop();
      board.hold(sheet, [...selected.peek()], STILL);
      ghosts.value = [];
    },
    carry(on, value) {
      byHand.value = true;
      marks.carry(on, value);
    },
    nudge(ids, dx, dy) {
      state.holdByKeys(moved(state.loose(ids), dx, dy));
    },
    holdByKeys(frames) {
      if (frames.size === 0) return;
      stopRest?.();
      byHand.value = false;
      held.value = new Map([...held.peek(), ...frames]);
      const rest = setTimeout(() => state.letGo(), REST_MS);
      stopRest = () => clearTimeout(rest);
    },

    pullCopies(ids, dx, dy) {
      const things = state.loose(ids).filter(({ element }) => element.type !== 'unknown');
      const frames = moved(things, dx, dy);
      byHand.value = true;
      ghosts.value = things.map(({ element }) => ({ ...element, frame: frames.get(element.id) ?? element.frame }));
    },
    dropCopies() {
      const copies = ghosts.peek();
      ghosts.value = [];
      byHand.value = false;
      state.put(copies.flatMap(fresh));
    },

    change(changes) {
      state.letGo();
      if (readOnly.peek()) return;
      const loose = new Set(of(changes.map(({ id }) => id)).filter((e) => e.locked !== true).map(({ id }) => id));
      board.change(changes.filter(({ id }) => loose.has(id)));
    },
    remove(ids) {
      state.letGo();
      const loose = state.loose(ids);
      if (loose.length === 0) return;
      board.remove(loose.map(({ element }) => element.id));
      state.tell('removed', loose.length);
    },
    duplicate(ids) {
      state.letGo();
      const things = of(ids).map((element) => ({ element, frame: frameOf(element) }));
      const frames = moved(things, COPY_OFFSET, COPY_OFFSET);
      state.put(things.flatMap(({ element }) => fresh({ ...element, frame: frames.get(element.id) ?? element.frame })));
    },
    put(elements) {
      if (readOnly.peek() || elements.length === 0) return;
      const named = new Set(elements.flatMap((element) => (element.type === 'picture' ? [element.blob] : [])));
      state.select(board.add(sheet, elements, named.size > 0 ? { blobs: [...named].slice(0, MAX_BLOBS) } : {}));
    },
    lock(ids, locked) {
      state.letGo();
      if (readOnly.peek()) return;
      board.change([...ids].map((id) => ({ id, locked })));
      state.tell(locked ? 'locked' : 'loose', 1);
    },
    reorder(ids, direction) {
      state.letGo();
      const loose = new Set(state.loose(ids).map(({ element }) => element.id));
      if (loose.size === 0) return;
      const framed = [...lying.peek().values()].map((element) => ({ element, frame: frameOf(element) }));
      board.change(reordered(framed, loose, direction));
    },
    told,
    tell(what, count) {
      told.value = { what, count };
    },
    stopSelecting() {
      state.letGo();
      stopWatching();
      stopTelling();
      board.hold(sheet, [], null);
    },
  };
  return state;
}

/** As ink is kept: in eighths. */
function settled([x, y, w, h, angle]: Frame): Frame {
  const eighth = (value: number): number => Math.round(value * 8) / 8;
  return [eighth(x), eighth(y), eighth(w), eighth(h), Math.round(angle * 100) / 100];
}
