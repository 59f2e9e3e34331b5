/** Moving what is selected, or pulling copies off it. */
import { moved } from '../selection/frames';
import { awayFrom, SLOP_PX, type Gesture, type Ground } from './gesture';

/** @param tapped called when the pointer lifted where it went down */
export function move({ state, onBoard }: Ground, first: PointerEvent, tapped: (event: PointerEvent) => void): Gesture {
  const from = onBoard(first);
  const ids = state.selected.peek();
  const things = state.loose(ids);
  const copying = first.altKey;
  let under = false;
  return {
    move(event) {
      if (!under && awayFrom(first, event) < SLOP_PX) return;
      under = true;
      const to = onBoard(event);
      const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
      if (copying) state.pullCopies(ids, dx, dy);
      else state.hold(moved(things, ...along(event, dx, dy)));
    },
    end(event) {
      if (!under) tapped(event);
      else if (copying) state.dropCopies();
      else state.letGo();
    },
    cancel: () => state.putBack(),
  };
}

/** With Shift straight across or straight down. */
function along(event: PointerEvent, dx: number, dy: number): readonly [number, number] {
  if (!event.shiftKey) return [dx, dy];
  return Math.abs(dx) >= Math.abs(dy) ? [dx, 0] : [0, dy];
}
