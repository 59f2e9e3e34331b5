/**
 * A mark of the selected scale: which one is chosen, carried along its line, or about to be set.
 *
 * While it is carried only screens show it; `land` makes it one act. A mark of an earlier day stays
 * where it is, and a second one of today comes to stand.
 */
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { carriedMark, frameOfMark, isOfEarlierDay } from '../../board/marks';
import type { Board, Element, ElementId, Frame, Mark, MarkKind, Scale } from '../../board/types';

/** A pause after which moving by keys is one act. */
const REST_MS = 800;

export interface MarksOptions {
  readonly board: Board;
  readonly readOnly: ReadonlySignal<boolean>;
  readonly lying: ReadonlySignal<ReadonlyMap<ElementId, Element>>;
  readonly selected: ReadonlySignal<ReadonlySet<ElementId>>;
  /** ms since the epoch */
  readonly now: () => number;
  readonly told: (told: MarkTold) => void;
}

/** A mark and the scale it stands on. */
export interface OnScale {
  readonly scale: Scale;
  readonly mark: Mark;
}
/** A place on a scale at which a mark may be set. */
export interface Offer {
  readonly scale: ElementId;
  readonly value: number;
}
export interface MarkTold {
  readonly what: 'mark' | 'mark_gone';
  readonly mark: Mark;
  /** when the one was set that stays beside it */
  readonly stays?: number;
}

export interface MarksState {
  /** the one that keys and buttons are about */
  readonly mark: ReadonlySignal<OnScale | null>;
  /** frames of those on their way, by one's own hand */
  readonly carried: ReadonlySignal<ReadonlyMap<ElementId, Frame>>;
  readonly offer: ReadonlySignal<Offer | null>;
  chooseMark(scale: ElementId, mark: ElementId): void;
  /** No mark, and no place for one. */
  leaveMarks(): void;
  offerMark(offer: Offer): void;
  /** Show a mark at a value of its scale. */
  carry(on: OnScale, value: number): void;
  /** Move the chosen mark by so much: one act after a rest. */
  nudgeMark(by: number): void;
  setMark(scale: ElementId, kind: MarkKind, value: number): void;
  /** Take the chosen mark away. */
  removeMark(): void;
}
interface Carrying extends MarksState {
  land(): void;
  drop(): void;
}

const STILL: ReadonlyMap<ElementId, Frame> = new Map();

export function createMarks({ board, readOnly, lying, selected, now, told }: MarksOptions): Carrying {
  const chosen = signal<{ readonly scale: ElementId; readonly mark: ElementId } | null>(null);
  const wanted = signal<Offer | null>(null);
  const carrying = signal<(OnScale & { readonly value: number }) | null>(null);
  let stopRest: (() => void) | null = null;
  const rest = (): void => {
    stopRest?.();
    stopRest = null;
  };

  const scaleOf = (id: ElementId): Scale | null => {
    const element = lying.value.get(id);
    return element?.type === 'scale' && selected.value.size === 1 && selected.value.has(id) ? element : null;
  };
  const mark = computed((): OnScale | null => {
    const one = chosen.value;
    const scale = one === null ? null : scaleOf(one.scale);
    const found = scale?.marks.find(({ id }) => id === one?.mark);
    return scale === null || found === undefined ? null : { scale, mark: found };
  });
  const carried = computed(() => {
    const one = carrying.value;
    return one === null ? STILL : new Map([[one.mark.id, frameOfMark(one.scale, one.value)]]);
  });

  const state: Carrying = {
    mark,
    carried,
    offer: computed(() => {
      const one = wanted.value;
      return one === null || scaleOf(one.scale) === null ? null : one;
    }),
    chooseMark(scale, id) {
      wanted.value = null;
      chosen.value = { scale, mark: id };
    },
    leaveMarks() {
      chosen.value = null;
      wanted.value = null;
    },
    offerMark(offer) {
      chosen.value = null;
      wanted.value = offer;
    },
    carry(on, value) {
      rest();
      carrying.value = { ...on, value };
    },
    nudgeMark(by) {
      const on = mark.peek();
      if (on === null || readOnly.peek() || on.scale.locked === true) return;
      const from = carrying.peek()?.value ?? on.mark.value.at(-1) ?? -by;
      rest();
      carrying.value = { ...on, value: Math.round((from + by) * 100) / 100 };
      const timer = setTimeout(() => state.land(), REST_MS);
      stopRest = () => clearTimeout(timer);
    },
    land() {
      rest();
      const one = carrying.peek();
      if (one === null) return;
      carrying.value = null;
      const there = lying.peek().get(one.scale.id);
      // Somebody else may have taken it away meanwhile.
      if (readOnly.peek() || there?.type !== 'scale' || there.marks.every(({ id }) => id !== one.mark.id)) return;
      // Put back where it was: a stretch is carried by its end.
      if (one.mark.value.at(-1) === one.value) return;
      const at = now();
      const { id, by, ...fields } = carriedMark(one.mark, one.value, at, '');
      const set = board.setMark(one.scale.id, id === '' ? null : id, id === '' ? fields : { ...fields, by });
      chosen.value = { scale: one.scale.id, mark: set };
      const stays = isOfEarlierDay(one.mark, at) ? { stays: one.mark.at } : {};
      told({ what: 'mark', mark: { ...fields, id: set, by }, ...stays });
    },
    drop() {
      rest();
      carrying.value = null;
    },
    setMark(scale, kind, value) {
      wanted.value = null;
      if (readOnly.peek() || lying.peek().get(scale)?.locked === true) return;
      const fields = { kind, value: [value], at: now(), name: '' };
      const id = board.setMark(scale, null, fields);
      chosen.value = { scale, mark: id };
      told({ what: 'mark', mark: { ...fields, id, by: '' } });
    },
    removeMark() {
      state.land();
      const on = mark.peek();
      if (on === null || readOnly.peek() || on.scale.locked === true) return;
      board.setMark(on.scale.id, on.mark.id, null);
      chosen.value = null;
      told({ what: 'mark_gone', mark: on.mark });
    },
  };
  return state;
}
