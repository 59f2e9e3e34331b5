/** The hand that selects: taps, frames, moves and pulls; with the hand tool it pans. */
import { askExercise } from '../exercises';
import type { Card, Element } from '../../board/types';
import { fieldAt, numberAt } from '../cardLayout';
import { cardLayout } from '../measure';
import type { OnScale } from '../selection/marks';
import { frame } from './frame';
import { awayFrom, NOTHING, SLOP_PX, type Gesture, type Ground } from './gesture';
import { carry, offerOnLine } from './mark';
import { move } from './move';
import { resize } from './resize';
import { gripUnder, markUnder, thingUnder, withinSelection } from './under';
import { pan } from './view';

export { noteUnder } from './under';

const DOUBLE_TAP_MS = 350;
/** As long as phones wait themselves. */
const LONG_PRESS_MS = 450;
let lastTap = { id: '', atMs: -Infinity };

/** With the select tool in hand. */
export function select(ground: Ground, event: PointerEvent): Gesture {
  const { state } = ground;
  const grip = gripUnder(ground, event);
  const thing = thingUnder(ground, event);
  const mark = event.shiftKey ? undefined : markUnder(ground, event, thing, grip);
  if (mark !== undefined) return carry(ground, event, mark, () => markTapped(ground, mark, event));
  if (grip !== undefined) return resize(ground, event, grip);
  if (thing !== undefined && thing.locked !== true && !state.readOnly.peek()) {
    const tap = (end: PointerEvent): void => tapped(ground, thing, end);
    if (event.shiftKey) return whenMoved(event, tap, () => (state.select([...state.selected.peek(), thing.id]), move(ground, event, tap)));
    if (state.selected.peek().has(thing.id)) return move(ground, event, tap);
    return whenMoved(event, tap, () => (state.select([thing.id]), move(ground, event, tap)));
  }
  if (thing === undefined && !event.shiftKey && withinSelection(ground, event) && state.loose(state.selected.peek()).length > 0)
    return move(ground, event, () => state.select([]));
  return frame(ground, event, (end) => {
    if (thing !== undefined) tapped(ground, thing, end);
    else if (!end.shiftKey) state.select([]);
  });
}

/** CSS px; a narrower space has no select tool beside it: there the hand also selects. */
const NARROW = 480;

/** With the hand in hand: a finger selects by a long press, and moves what it has selected. */
export function hold(ground: Ground, event: PointerEvent): Gesture {
  const { state } = ground;
  if (event.pointerType !== 'touch' && state.space.peek().width >= NARROW) return pan(ground, event, () => state.select([]));
  const grip = gripUnder(ground, event);
  const thing = thingUnder(ground, event);
  const mark = markUnder(ground, event, thing, grip);
  if (mark !== undefined && state.selected.peek().has(mark.scale.id))
    return carry(ground, event, mark, () => markTapped(ground, mark, event));
  if (grip !== undefined) return resize(ground, event, grip);
  const mine = thing === undefined ? withinSelection(ground, event) : state.selected.peek().has(thing.id);
  if (mine && state.loose(state.selected.peek()).length > 0)
    return move(ground, event, (end) => (thing === undefined ? state.select([]) : tapped(ground, thing, end)));
  if (mark !== undefined) {
    const panning = pan(ground, event, () => markTapped(ground, mark, event));
    return untilPressed(panning, event, () => {
      state.select([mark.scale.id]);
      state.chooseMark(mark.scale.id, mark.mark.id);
      return carry(ground, event, mark, () => undefined);
    });
  }
  const panning = pan(ground, event, (end) => (thing === undefined ? state.select([]) : tapped(ground, thing, end)));
  return untilPressed(panning, event, () => {
    if (thing === undefined) state.offering.value = true;
    else state.select([thing.id]);
    return thing === undefined || thing.locked === true ? NOTHING : move(ground, event, () => undefined);
  });
}

/** Nothing until the pointer has moved far enough to mean it. */
function whenMoved(first: PointerEvent, tapped: (event: PointerEvent) => void, begin: () => Gesture): Gesture {
  let begun: Gesture | null = null;
  return {
    move(event) {
      if (begun === null && awayFrom(first, event) >= SLOP_PX) begun = begin();
      begun?.move(event);
    },
    end: (event) => (begun === null ? tapped(event) : begun.end(event)),
    cancel: () => begun?.cancel(),
  };
}

/** One gesture, that becomes another when the finger rests where it came down. */
function untilPressed(first: Gesture, down: PointerEvent, pressed: () => Gesture): Gesture {
  let now = first;
  const resting = setTimeout(() => {
    first.cancel();
    now = pressed();
    navigator.vibrate?.(10);
  }, LONG_PRESS_MS);
  return {
    move(event) {
      if (awayFrom(down, event) >= SLOP_PX) clearTimeout(resting);
      now.move(event);
    },
    end(event) {
      clearTimeout(resting);
      now.end(event);
    },
    cancel() {
      clearTimeout(resting);
      now.cancel();
    },
  };
}

/** A tap on a mark chooses it; a second one opens all marks. */
function markTapped({ state }: Ground, { scale, mark }: OnScale, event: PointerEvent): void {
  const again = lastTap.id === mark.id && event.timeStamp - lastTap.atMs < DOUBLE_TAP_MS;
  lastTap = { id: mark.id, atMs: event.timeStamp };
  state.select([scale.id]);
  state.chooseMark(scale.id, mark.id);
  if (again) askExercise(scale);
}

/** A tap selects and, by finger, lifts a note to reading size; a second one writes. */
function tapped(ground: Ground, thing: Element, event: PointerEvent): void {
  const { state } = ground;
  const again = lastTap.id === thing.id && event.timeStamp - lastTap.atMs < DOUBLE_TAP_MS;
  lastTap = { id: thing.id, atMs: event.timeStamp };
  if (event.shiftKey) return state.toggle(thing.id);
  const selected = state.selected.peek();
  const alone = selected.size === 1 && selected.has(thing.id);
  state.select([thing.id]);
  state.leaveMarks();
  const open = !state.readOnly.peek() && thing.locked !== true;
  if (open && thing.type === 'card') return tappedCard(ground, thing, event, { again, alone });
  if (again && open && askExercise(thing)) return;
  if (open && alone && thing.type === 'scale') offerOnLine(ground, event, thing);
  if (thing.type !== 'note' && thing.type !== 'text') return;
  if (again && thing.locked !== true) state.write(thing.id);
  else if (thing.type === 'note' && (event.pointerType === 'touch' || state.readOnly.peek())) state.lifted.value = thing.id;
}

/** What the last tap on a card was on; null for no number. */
let lastNumber: number | null = null;

/** CSS px; numbers that lie closer than that are lifted for a finger. */
const FINGER_PX = 40;

/** On a number it gives it; on a field of a card that was selected, it writes there. */
function tappedCard(
  { state, onBoard }: Ground, card: Card, event: PointerEvent, { again, alone }: { readonly again: boolean; readonly alone: boolean },
): void {
  const layout = cardLayout(card);
  const point = onBoard(event);
  const number = numberAt(layout, point);
  const twice = again && number === lastNumber;
  lastNumber = number;
  if (number !== null) {
    const near = (layout.numbers?.step ?? 0) * state.viewport.peek().scale < FINGER_PX;
    if (event.pointerType === 'touch' && near) state.write(card.id, card.labels.length);
    // Who clicks twice at everything means it once.
    else if (!twice) state.giveNumber(card.id, number);
    return;
  }
  const field = fieldAt(layout, point);
  if (field !== null && alone) state.write(card.id, field);
  else if (again) state.write(card.id);
}
