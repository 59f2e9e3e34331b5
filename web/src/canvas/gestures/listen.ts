/**
 * Pointers on the sheet: which gesture begins, and when one becomes another.
 *
 * A pen always draws; a finger does what the tool says, and two fingers always pan and zoom. Works
 * on the space around the sheet, so that a stroke may begin and end beside it.
 */
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';
import type { SheetState } from '../sheetState';
import { toBoard } from '../viewport';
import { draw } from './draw';
import { erase } from './erase';
import { NOTHING, type Gesture, type Ground } from './gesture';
import { putNote } from './note';
import { noteUnder, select } from './select';
import { pan, pinch, wheel } from './view';

/** A second finger so soon means a pinch, not the end of a stroke. */
const PINCH_MS = 300;
/** Of `PointerEvent.button`; W3C Pointer Events, chorded buttons. */
const MIDDLE = 1;
const ERASER_END = 5;

export function listenToPointers(place: HTMLElement, state: SheetState): () => void {
  const { board, sheet } = state;
  const down = new Map<number, PointerEvent>();
  let gesture: Gesture | null = null;
  let gestureId = -1;
  let startedMs = 0;

  const ground: Ground = {
    place,
    state,
    inSpace(event) {
      const box = place.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    },
    onBoard: (event) => toBoard(state.viewport.peek(), ground.inSpace(event)),
  };

  function chosen(event: PointerEvent): Gesture | null {
    const tool = state.tool.peek();
    if (event.button === MIDDLE) return pan(ground, event, () => undefined);
    if (event.button !== 0 && event.button !== ERASER_END) return null;
    if (state.readOnly.peek()) return select(ground, event);
    if (event.button === ERASER_END) return erase(ground, event);
    switch (tool) {
      case 'note':
        return putNote(ground, event);
      case 'eraser':
        return erase(ground, event);
      case 'pen':
      case 'highlighter':
        return draw(ground, event);
      default:
        return event.pointerType === 'pen' ? draw(ground, event) : select(ground, event);
    }
  }

  function onDown(event: PointerEvent): void {
    if (event.target instanceof Node && isControl(event.target)) return;
    // A hand that rests on the glass while its pen draws.
    if (event.pointerType === 'touch' && penIsDown()) return;
    if (state.editing.peek() !== null) state.endWriting();
    state.lifted.value = null;
    down.set(event.pointerId, event);
    const fingers = [...down.values()].filter((e) => e.pointerType === 'touch').length;
    if (fingers === 2) {
      if (event.timeStamp - startedMs < PINCH_MS || state.own.peek() === null) gesture?.cancel();
      else gesture?.end(event);
      gesture = pinch(ground, down);
      gestureId = -1;
    } else if (gesture === null) {
      gesture = chosen(event);
      gestureId = event.pointerId;
      startedMs = event.timeStamp;
    }
    if (gesture === null) return;
    place.setPointerCapture(event.pointerId);
    // Keeps the page from selecting text, and focus where the keyboard had it.
    event.preventDefault();
    const note = state.selected.peek();
    const under = noteUnder(ground, event)?.id;
    const button = note !== null && note === under ? `[data-note="${note}"]` : '.sheet-stage';
    place.querySelector<HTMLElement>(button)?.focus({ preventScroll: true });
  }

  const penIsDown = (): boolean => [...down.values()].some((event) => event.pointerType === 'pen');

  function onMove(event: PointerEvent): void {
    if (down.has(event.pointerId)) down.set(event.pointerId, event);
    if (gesture !== null && (gestureId === event.pointerId || gestureId === -1)) gesture.move(event);
    pointAt(event);
  }

  /** While one draws, the ink itself shows where. */
  function pointAt(event: PointerEvent): void {
    if (state.own.peek() !== null || event.pointerType === 'touch') return;
    const [x, y] = ground.onBoard(event);
    if (x >= 0 && y >= 0 && x <= SHEET_WIDTH && y <= SHEET_HEIGHT) board.moveCursor(sheet, x, y);
  }

  function onEnd(event: PointerEvent): void {
    if (!down.delete(event.pointerId)) return;
    if (gestureId !== event.pointerId && gestureId !== -1) return;
    if (event.type === 'pointercancel') gesture?.cancel();
    else gesture?.end(event);
    // The others' view of this pointer must not fall back to where the stroke began.
    pointAt(event);
    // After a pinch the finger that is left does nothing more.
    gesture = down.size > 0 ? NOTHING : null;
    gestureId = gesture === null ? -1 : ([...down.keys()][0] ?? -1);
  }

  /** Or the browser would click on what the touch has just brought up under the finger. */
  function onTouchEnd(event: TouchEvent): void {
    if (event.cancelable && !(event.target instanceof Node && isControl(event.target))) event.preventDefault();
  }

  const listeners = new AbortController();
  const options = { signal: listeners.signal };
  place.addEventListener('pointerdown', onDown, options);
  place.addEventListener('pointermove', onMove, options);
  place.addEventListener('pointerup', onEnd, options);
  place.addEventListener('pointercancel', onEnd, options);
  place.addEventListener('touchend', onTouchEnd, { ...options, passive: false });
  place.addEventListener('wheel', (event) => wheel(ground, event), { ...options, passive: false });
  return () => {
    gesture?.cancel();
    listeners.abort();
  };
}

/** Fields and buttons over the sheet take their own pointers. */
function isControl(target: Node): boolean {
  const element = target instanceof Element ? target : target.parentElement;
  return element?.closest('[data-sheet-control]') !== null;
}
