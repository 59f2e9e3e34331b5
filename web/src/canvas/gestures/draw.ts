/**
 * Pen and highlighter.
 *
 * A pen that rests at the end of its stroke, still down, says: I meant a shape. What is recognised
 * takes the stroke's place at once; dragging on sizes it, lifting commits it as one act. Undo takes
 * the shape away, as on paper tablets: the stroke it was never lay on the sheet.
 */
import { MAX_LIVE_POINTS } from '../../board/liveInk';
import { recognise } from '../../board/recognise';
import { draggedFrame } from '../../board/shapeFrame';
import type { Frame, ShapeDrawing } from '../../board/types';
import { toBoard, type Point } from '../viewport';
import type { Gesture, Ground } from './gesture';
import { afterRest } from './rest';

/** CSS px; a hand that rests trembles by so much. */
const REST_PX = 4;
/** CSS px; lifting a pen moves it a little. */
const DRAG_PX = 8;

interface Meant {
  readonly drawing: ShapeDrawing;
  /** as it was recognised */
  readonly frame: Frame;
  readonly grip: Point;
}

export function draw({ place, state }: Ground, first: PointerEvent): Gesture {
  const { board, sheet } = state;
  const highlights = state.tool.peek() === 'highlighter';
  const look = highlights
    ? ({ marker: state.highlight.peek(), width: state.width.peek(), tip: 'highlighter' } as const)
    : { marker: state.marker.peek(), width: state.width.peek() };
  const box = place.getBoundingClientRect();
  const begin = () => (state.own.value = board.startInk(sheet, look));
  let drawing = begin();
  let meant: Meant | null = null;
  let dragged = false;
  let rest = { x: first.clientX, y: first.clientY };
  let callOff: (() => void) | null = null;

  const at = (event: PointerEvent): Point =>
    toBoard(state.viewport.peek(), [event.clientX - box.left, event.clientY - box.top]);
  const add = (event: PointerEvent): void => {
    const [x, y] = at(event);
    const pressure = event.pointerType === 'pen' ? event.pressure : 0.5;
    drawing.add(x, y, pressure, event.timeStamp);
    if (drawing.points.peek().length < MAX_LIVE_POINTS) return;
    drawing.finish();
    drawing = begin();
    drawing.add(x, y, pressure, event.timeStamp);
  };
  const wait = (event: PointerEvent): void => {
    callOff?.();
    rest = { x: event.clientX, y: event.clientY };
    callOff = afterRest(() => becomeShape(event));
  };
  const becomeShape = (event: PointerEvent): void => {
    const points = drawing.points.peek();
    const found = recognise(points);
    if (found === null) return;
    const { marker, width } = look;
    const shape = board.startShape(sheet, { shape: found.shape, marker, width }, found.frame, drawing);
    meant = { drawing: shape, frame: found.frame, grip: at(event) };
    rest = { x: event.clientX, y: event.clientY };
    state.ownShape.value = { drawing: shape, from: points };
    state.own.value = null;
  };
  const drag = (event: PointerEvent, { drawing: shape, frame, grip }: Meant): void => {
    dragged ||= Math.hypot(event.clientX - rest.x, event.clientY - rest.y) > DRAG_PX;
    if (dragged) shape.set(draggedFrame(shape.shape, frame, grip, at(event)));
  };
  const stop = (): void => {
    callOff?.();
    state.own.value = null;
    state.ownShape.value = null;
  };

  add(first);
  return {
    move(event) {
      if (meant !== null) return drag(event, meant);
      const samples = event.getCoalescedEvents?.() ?? [];
      for (const sample of samples.length > 0 ? samples : [event]) add(sample);
      const moved = Math.hypot(event.clientX - rest.x, event.clientY - rest.y) > REST_PX;
      if (!highlights && (moved || callOff === null)) wait(event);
    },
    end() {
      (meant?.drawing ?? drawing).finish();
      stop();
    },
    cancel() {
      (meant?.drawing ?? drawing).cancel();
      stop();
    },
  };
}
