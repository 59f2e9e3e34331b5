/** Moving what is seen of the sheet: one pointer pans, two pinch. */
import { isZoomed, panned, zoomed, type Point } from '../viewport';
import { SLOP_PX, type Gesture, type Ground } from './gesture';

/** @param tapped called when the pointer lifted where it went down */
export function pan({ state, inSpace }: Ground, first: PointerEvent, tapped: (event: PointerEvent) => void): Gesture {
  let last = inSpace(first);
  let moved = false;
  return {
    move(event) {
      const here = inSpace(event);
      if (!moved && Math.hypot(here[0] - last[0], here[1] - last[1]) < SLOP_PX) return;
      moved = true;
      const view = panned(state.viewport.peek(), state.space.peek(), here[0] - last[0], here[1] - last[1]);
      if (state.zoom.peek() !== null) state.zoom.value = view;
      last = here;
    },
    end(event) {
      if (!moved) tapped(event);
    },
    cancel: () => undefined,
  };
}

/** @param down all pointers that are down, as they are now */
export function pinch({ state, inSpace }: Ground, down: ReadonlyMap<number, PointerEvent>): Gesture {
  const pair = (): readonly [Point, Point] | null => {
    const [a, b] = [...down.values()];
    return a !== undefined && b !== undefined ? [inSpace(a), inSpace(b)] : null;
  };
  const middle = ([a, b]: readonly [Point, Point]): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const apart = ([a, b]: readonly [Point, Point]): number => Math.max(1, Math.hypot(a[0] - b[0], a[1] - b[1]));
  const start = pair();
  let lastMiddle: Point = start === null ? [0, 0] : middle(start);
  let lastApart = start === null ? 1 : apart(start);
  return {
    move() {
      const now = pair();
      if (now === null) return;
      const here = middle(now);
      const space = state.space.peek();
      const nearer = zoomed(state.viewport.peek(), space, apart(now) / lastApart, here);
      const view = panned(nearer, space, here[0] - lastMiddle[0], here[1] - lastMiddle[1]);
      state.zoom.value = isZoomed(view, space) ? view : null;
      lastMiddle = here;
      lastApart = apart(now);
    },
    end: () => undefined,
    cancel: () => undefined,
  };
}

export function wheel({ state, inSpace }: Ground, event: WheelEvent): void {
  const space = state.space.peek();
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    const factor = Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.01));
    const view = zoomed(state.viewport.peek(), space, factor, inSpace(event));
    state.zoom.value = isZoomed(view, space) ? view : null;
  } else if (state.zoom.peek() !== null) {
    event.preventDefault();
    state.zoom.value = panned(state.viewport.peek(), space, -event.deltaX, -event.deltaY);
  }
}
