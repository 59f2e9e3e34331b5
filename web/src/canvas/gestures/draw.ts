/** Pen and highlighter. */
import { MAX_LIVE_POINTS } from '../../board/liveInk';
import { toBoard } from '../viewport';
import type { Gesture, Ground } from './gesture';

export function draw({ place, state }: Ground, first: PointerEvent): Gesture {
  const { board, sheet } = state;
  const tip = state.tool.peek() === 'highlighter' ? ({ tip: 'highlighter' } as const) : {};
  const look = { marker: state.marker.peek(), width: state.width.peek(), ...tip };
  const box = place.getBoundingClientRect();
  const begin = () => (state.own.value = board.startInk(sheet, look));
  let drawing = begin();
  const add = (event: PointerEvent): void => {
    const [x, y] = toBoard(state.viewport.peek(), [event.clientX - box.left, event.clientY - box.top]);
    const pressure = event.pointerType === 'pen' ? event.pressure : 0.5;
    drawing.add(x, y, pressure, event.timeStamp);
    if (drawing.points.peek().length < MAX_LIVE_POINTS) return;
    drawing.finish();
    drawing = begin();
    drawing.add(x, y, pressure, event.timeStamp);
  };
  add(first);
  return {
    move(event) {
      const samples = event.getCoalescedEvents?.() ?? [];
      for (const sample of samples.length > 0 ? samples : [event]) add(sample);
    },
    end() {
      drawing.finish();
      state.own.value = null;
    },
    cancel() {
      drawing.cancel();
      state.own.value = null;
    },
  };
}
