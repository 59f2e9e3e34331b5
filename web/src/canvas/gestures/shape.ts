/** Line, arrow, rectangle and ellipse, by dragging; a mere click places one of a usual size. */
import { frameBetween, usualFrame } from '../../board/shapeFrame';
import type { Frame, ShapeDrawing, ShapeKind } from '../../board/types';
import { awayFrom, SLOP_PX, type Gesture, type Ground } from './gesture';

export function drawShape({ state, onBoard }: Ground, shape: ShapeKind, first: PointerEvent): Gesture {
  const look = { shape, marker: state.marker.peek(), width: state.width.peek() };
  const from = onBoard(first);
  let drawing: ShapeDrawing | null = null;
  const begin = (frame: Frame): ShapeDrawing => state.board.startShape(state.sheet, look, frame);
  return {
    move(event) {
      if (drawing === null && awayFrom(first, event) < SLOP_PX) return;
      const frame = frameBetween(shape, from, onBoard(event), event.shiftKey);
      if (drawing === null) state.ownShape.value = { drawing: (drawing = begin(frame)) };
      else drawing.set(frame);
    },
    end() {
      (drawing ?? begin(usualFrame(shape, from))).finish();
      state.ownShape.value = null;
    },
    cancel() {
      drawing?.cancel();
      state.ownShape.value = null;
    },
  };
}
