/** A frame drawn on the paper: what lies mostly in it is selected. */
import { mostlyWithin } from '../selection/under';
import { awayFrom, SLOP_PX, type Gesture, type Ground } from './gesture';
import { thingsOf } from './under';

/** @param tapped called when the pointer lifted where it went down */
export function frame(ground: Ground, first: PointerEvent, tapped: (event: PointerEvent) => void): Gesture {
  const { state, onBoard } = ground;
  const from = onBoard(first);
  const before = state.selected.peek();
  const things = thingsOf(ground).filter(({ element }) => element.locked !== true);
  return {
    move(event) {
      if (state.frame.peek() === null && awayFrom(first, event) < SLOP_PX) return;
      const [x, y] = onBoard(event);
      const box = {
        left: Math.min(from[0], x),
        top: Math.min(from[1], y),
        right: Math.max(from[0], x),
        bottom: Math.max(from[1], y),
      };
      state.frame.value = box;
      state.select([...(first.shiftKey ? before : []), ...mostlyWithin(things, box)]);
    },
    end(event) {
      if (state.frame.peek() === null) tapped(event);
      state.frame.value = null;
    },
    cancel() {
      state.frame.value = null;
      state.select(before);
    },
  };
}
