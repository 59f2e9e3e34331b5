/**
 * Pointers on the sheet: which gesture begins, and when one becomes another.
 *
 * A pen draws also where the hand would only move the sheet; a finger does what the tool says, until
 * a pen was used on this page: from then on fingers pan, so that a hand may rest on the glass. Two
 * fingers always pan and zoom. Works on the space around the sheet, so that a stroke may begin and
 * end beside it.
 */
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';
import { dropCaret } from '../caret';
import type { SheetState } from '../sheetState';
import { isMarkingTool, isShapeTool } from '../tools';
import { toBoard } from '../viewport';
import { draw } from './draw';
import { erase } from './erase';
import { NOTHING, type Gesture, type Ground } from './gesture';
import { shine } from './laser';
import { putNote, putText } from './note';
import { hold, select } from './select';
import { drawShape } from './shape';
import { cursorAt } from './under';
import { pan, pinch, wheel } from './view';

/** A second finger so soon means a pinch, not the end of a stroke. */
const PINCH_MS = 300;
/** Of `PointerEvent.button`; W3C Pointer Events, chorded buttons. */
const MIDDLE = 1;
const ERASER_END = 5;

/** Whoever has a pen leaves no marks with the hand that holds it. */
let penWasUsed = false;

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
    const byPen = event.pointerType === 'pen';
    const moves = (): Gesture => pan(ground, event, () => undefined);
    if (event.button === MIDDLE || (state.grasping.peek() && event.button === 0)) return moves();
    if (event.button !== 0 && event.button !== ERASER_END) return null;
    if (penWasUsed && event.pointerType === 'touch' && isMarkingTool(tool)) return moves();
    if (tool !== 'select' && tool !== 'hand') state.select([]);
    if (tool === 'laser') return shine(ground, event);
    if (state.readOnly.peek()) return tool === 'hand' ? hold(ground, event) : select(ground, event);
    if (event.button === ERASER_END) return erase(ground, event);
    if (isShapeTool(tool)) return drawShape(ground, tool, event);
    switch (tool) {
      case 'note':
        return putNote(ground, event);
      case 'text':
        return putText(ground, event);
      case 'eraser':
        return erase(ground, event);
      case 'pen':
      case 'highlighter':
        return draw(ground, event);
      case 'hand':
        return byPen ? draw(ground, event) : hold(ground, event);
      default:
        return select(ground, event);
    }
  }

  function onDown(event: PointerEvent): void {
    if (event.target instanceof Node && isControl(event.target)) return;
    // A hand that rests on the glass while its pen draws.
    if (event.pointerType === 'touch' && penIsDown()) return;
    if (event.pointerType === 'pen') putHandAside();
    if (state.editing.peek() !== null) state.endWriting();
    state.lifted.value = null;
    state.offering.value = false;
    down.set(event.pointerId, event);
    const fingers = [...down.values()].filter((e) => e.pointerType === 'touch').length;
    if (fingers === 2) {
      if (event.timeStamp - startedMs < PINCH_MS || !isDrawing()) gesture?.cancel();
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
    place.querySelector<HTMLElement>('.sheet-stage')?.focus({ preventScroll: true, focusVisible: false });
    dropCaret();
  }

  /** The hand came down before its pen: what it began was not meant. */
  function putHandAside(): void {
    penWasUsed = true;
    const fingers = [...down.values()].filter(({ pointerType }) => pointerType === 'touch');
    if (fingers.length === 0) return;
    gesture?.cancel();
    gesture = null;
    for (const { pointerId } of fingers) down.delete(pointerId);
  }

  const isDrawing = (): boolean => state.own.peek() !== null || state.ownShape.peek() !== null;
  const penIsDown = (): boolean => [...down.values()].some((event) => event.pointerType === 'pen');

  function onMove(event: PointerEvent): void {
    if (down.has(event.pointerId)) down.set(event.pointerId, event);
    if (gesture !== null && (gestureId === event.pointerId || gestureId === -1)) gesture.move(event);
    pointAt(event);
    if (gesture === null && event.pointerType !== 'touch') place.style.cursor = cursorAt(ground, event);
  }

  /** What was begun is given up, also while the pointer is still down. */
  function onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || gesture === null || gesture === NOTHING) return;
    gesture.cancel();
    gesture = NOTHING;
    event.preventDefault();
    event.stopPropagation();
  }

  /** While one draws, the ink itself shows where. */
  function pointAt(event: PointerEvent): void {
    if (isDrawing() || event.pointerType === 'touch') return;
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

  /** Neither a menu under a pen that rests, nor handwriting taken for words, nor scrolling. */
  function keepOff(event: Event): void {
    if (gesture !== null && event.cancelable) event.preventDefault();
  }

  const listeners = new AbortController();
  const options = { signal: listeners.signal };
  addEventListener('keydown', onKey, { ...options, capture: true });
  place.addEventListener('pointerdown', onDown, options);
  place.addEventListener('pointermove', onMove, options);
  place.addEventListener('pointerup', onEnd, options);
  place.addEventListener('pointercancel', onEnd, options);
  place.addEventListener('contextmenu', keepOff, options);
  place.addEventListener('touchmove', keepOff, { ...options, passive: false });
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
