/** Pulling at a handle of what is selected. */
import type { Point } from '../../board/geometry';
import { pulled, resized, scaled, type Frames, keepsAspect } from '../selection/frames';
import type { Grip } from '../selection/handles';
import { toSpace } from '../viewport';
import { awayFrom, type Gesture, type Ground } from './gesture';

/** A hand that only rests on a handle pulls nothing. */
const SLACK_PX = 2;

export function resize({ state, onBoard, inSpace }: Ground, first: PointerEvent, grip: Grip): Gesture {
  const things = state.loose(state.selected.peek());
  const [only] = things;
  const single = things.length === 1 ? only : undefined;
  // The handle stands off from the corner; what is pulled is the corner.
  const [px, py] = inSpace(first);
  const { scale } = state.viewport.peek();
  const corner = cornerOf();
  const off: Point = [(corner[0] - px) / scale, (corner[1] - py) / scale];
  let under = false;

  function cornerOf(): Point {
    if (grip.kind === 'end' || single === undefined) return [px, py];
    const [x, y, w, h, angle] = single.frame;
    if (angle !== 0) return [px, py];
    return toSpace(state.viewport.peek(), [x + ((grip.handle[0] + 1) / 2) * w, y + ((grip.handle[1] + 1) / 2) * h]);
  }

  function frames(event: PointerEvent): Frames {
    const [x, y] = onBoard(event);
    const to: Point = [x + off[0], y + off[1]];
    if (single === undefined) return grip.kind === 'frame' ? scaled(things, grip.handle, to) : new Map();
    const { element } = single;
    if (grip.kind === 'end') return new Map([[element.id, pulled(single, grip.end, to, event.shiftKey)]]);
    const aspect = event.shiftKey || keepsAspect(element);
    return new Map([[element.id, resized(single, grip.handle, to, aspect)]]);
  }

  return {
    move(event) {
      if (!under && awayFrom(first, event) < SLACK_PX) return;
      under = true;
      state.hold(frames(event));
    },
    end: () => state.letGo(),
    cancel: () => state.putBack(),
  };
}
