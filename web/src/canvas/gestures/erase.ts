/** Erases by stroke: what the way of the pointer touches is gone as it is touched. */
import { strokesOnWay } from '../hit';
import { type Gesture, type Ground } from './gesture';

/** CSS px around the eraser's path. */
const ERASER_PX = 8;

export function erase({ state, onBoard }: Ground, first: PointerEvent): Gesture {
  const { board, sheet } = state;
  const touched = new Set<string>();
  let last = onBoard(first);
  const sweep = (event: PointerEvent): void => {
    const here = onBoard(event);
    const reach = ERASER_PX / state.viewport.peek().scale;
    const there = board.elements(sheet).peek().filter((e) => !e.locked && !board.previews.peek().has(e.id));
    const found = strokesOnWay(there, last, here, reach).filter(({ id }) => !touched.has(id));
    last = here;
    for (const { id } of found) touched.add(id);
    if (found.length > 0) board.remove(found.map(({ id }) => id));
  };
  sweep(first);
  return { move: sweep, end: () => undefined, cancel: () => undefined };
}
