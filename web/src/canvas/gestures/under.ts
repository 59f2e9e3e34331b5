/** What of the sheet lies under a pointer: things, and the handles of what is selected. */
import type { Element, Note } from '../../board/types';
import { noteAt } from '../hit';
import { frameOf } from '../measure';
import { boundsOf, type Framed } from '../selection/frames';
import { gripAt, gripsOf, type Grip } from '../selection/handles';
import { thingAt } from '../selection/under';
import type { Ground } from './gesture';

/** CSS px around a line that count as on it, and how far from a small thing it is still caught. */
const REACH_PX = { fine: 5, touch: 10 } as const;
const GRACE_PX = { fine: 9, touch: 22 } as const;
/** CSS px around a handle. */
const HANDLE_PX = { fine: 11, touch: 22 } as const;

const hand = (event: PointerEvent): 'fine' | 'touch' => (event.pointerType === 'touch' ? 'touch' : 'fine');

export const noteUnder = ({ state, onBoard }: Ground, event: PointerEvent): Note | undefined =>
  noteAt(state.notes.peek(), onBoard(event), state.heightOf);

/** All that lies on the sheet, as it is seen. */
export function thingsOf({ state }: Ground): Framed[] {
  const previews = state.board.previews.peek();
  return state.board
    .elements(state.sheet)
    .peek()
    .filter(({ id }) => !previews.has(id))
    .map((element) => ({ element, frame: frameOf(element) }));
}

export function thingUnder(ground: Ground, event: PointerEvent): Element | undefined {
  const { scale } = ground.state.viewport.peek();
  const kind = hand(event);
  return thingAt(thingsOf(ground), ground.onBoard(event), REACH_PX[kind] / scale, GRACE_PX[kind] / scale);
}

/** Within the frame around what is selected, where that is more than one filled thing. */
export function withinSelection({ state, onBoard }: Ground, event: PointerEvent): boolean {
  const box = boundsOf(state.selection.peek().map(frameOf));
  if (box === null) return false;
  const [x, y] = onBoard(event);
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

export function gripUnder({ state, inSpace }: Ground, event: PointerEvent): Grip | undefined {
  const selected = state.selected.peek();
  if (selected.size === 0) return undefined;
  const things = state.loose(selected);
  if (things.length < selected.size) return undefined;
  return gripAt(gripsOf(state.viewport.peek(), things), inSpace(event), HANDLE_PX[hand(event)]);
}
