/** What of the sheet lies under a pointer: things, and the handles of what is selected. */
import type { Card, Element, Note } from '../../board/types';
import { noteAt } from '../hit';
import { fieldAt, numberAt } from '../cardLayout';
import { fromSegment, type Point } from '../../board/geometry';
import { layOutScale, type MarkPlace } from '../drawing/markPlaces';
import { SCALE_WORDS } from '../drawing/scaleWords';
import { cardLayout, frameOf, measure, measured } from '../measure';
import type { OnScale } from '../selection/marks';
import { boundsOf, type Framed } from '../selection/frames';
import { cursorOf, gripAt, gripsOf, type Grip } from '../selection/handles';
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

let last: { readonly of: readonly Element[]; readonly at: number; readonly things: readonly Framed[] } = { of: [], at: -1, things: [] };

/** All that lies on the sheet, as it is seen; the same list while nothing changes. */
export function thingsOf({ state }: Ground): readonly Framed[] {
  const elements = state.board.elements(state.sheet).peek();
  if (last.of !== elements || last.at !== measured.peek()) {
    const previews = state.board.previews.peek();
    const lying = previews.size === 0 ? elements : elements.filter(({ id }) => !previews.has(id));
    last = { of: elements, at: measured.peek(), things: lying.map((element) => ({ element, frame: frameOf(element) })) };
  }
  return last.things;
}

export function thingUnder(ground: Ground, event: PointerEvent): Element | undefined {
  const { scale } = ground.state.viewport.peek();
  const kind = hand(event);
  return thingAt(thingsOf(ground), ground.onBoard(event), REACH_PX[kind] / scale, GRACE_PX[kind] / scale);
}

/** CSS px from a mark, or from the line, within which it is meant. */
const MARK_PX = { fine: 10, touch: 22 } as const;
/** Beside a handle only a mark right under the pointer is. */
const ON_MARK_PX = 4;

export const markReach = ({ state }: Ground, event: PointerEvent): number =>
  MARK_PX[event.pointerType === 'mouse' ? 'fine' : 'touch'] / state.viewport.peek().scale;

/**
 * The mark that is nearest to a pointer, within reach of its stroke or its words.
 *
 * @param thing what lies there otherwise: a note over a mark is meant before the mark
 * @param grip the handle that lies there
 */
export function markUnder(ground: Ground, event: PointerEvent, thing: Element | undefined, grip?: Grip): OnScale | undefined {
  if (ground.state.readOnly.peek() || (thing !== undefined && thing.type !== 'scale' && thing.type !== 'circles')) return undefined;
  const at = ground.onBoard(event);
  let nearest: OnScale | undefined;
  let least = grip === undefined ? markReach(ground, event) : ON_MARK_PX / ground.state.viewport.peek().scale;
  for (const { element: scale } of thingsOf(ground)) {
    if (scale.type !== 'scale' || scale.locked === true || scale.marks.length === 0) continue;
    for (const place of layOutScale(scale, SCALE_WORDS, measure).marks) {
      const away = apartFrom(place, at);
      if (away <= least) [nearest, least] = [{ scale, mark: place.mark }, away];
    }
  }
  return nearest;
}

function apartFrom({ stroke, leader, box }: MarkPlace, at: Point): number {
  const [x, y] = at;
  const words = Math.hypot(Math.max(0, box.x - x, x - box.x - box.width), Math.max(0, box.y - y, y - box.y - box.height));
  return Math.min(words, ...[stroke, leader].map((line) => (line === null ? Infinity : fromSegment(at, ...line))));
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

/** What the mouse's arrow says of what lies under it; empty leaves it to the tool. */
export function cursorAt(ground: Ground, event: PointerEvent): string {
  const { state } = ground;
  if (state.grasping.peek()) return 'grab';
  if (state.tool.peek() !== 'select' || state.editing.peek() !== null) return '';
  const grip = gripUnder(ground, event);
  const thing = thingUnder(ground, event);
  const mark = markUnder(ground, event, thing, grip);
  if (mark !== undefined) return mark.scale.upright === true ? 'ns-resize' : 'ew-resize';
  if (grip !== undefined) return cursorOf(grip, turnOf(state.selection.peek()));
  if (state.readOnly.peek()) return '';
  if (thing === undefined || thing.locked === true) return '';
  return (thing.type === 'card' ? cursorOnCard(ground, thing, event) : null) ?? 'move';
}

/** What a click would do there; null for no more than select. */
function cursorOnCard({ state, onBoard }: Ground, card: Card, event: PointerEvent): string | null {
  const [layout, at] = [cardLayout(card), onBoard(event)];
  if (numberAt(layout, at) !== null) return 'pointer';
  const [only, ...more] = state.selection.peek();
  return only?.id === card.id && more.length === 0 && fieldAt(layout, at) !== null ? 'text' : null;
}

const turnOf = ([first, ...more]: readonly Element[]): number => (first !== undefined && more.length === 0 ? first.frame[4] : 0);
