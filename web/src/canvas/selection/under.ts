/** What lies under a pointer, and what a drawn frame takes in. Pure geometry in board units. */
import { frameBounds, frameMiddle, fromPolylines, turned, type Bounds, type Placed, type Point } from '../../board/geometry';
import type { Element, ElementId } from '../../board/types';
import { HIGHLIGHTER_WIDTHS, INK_WIDTHS } from '../../wire/schema.gen';
import { AROUND_SHAPE, markerWays } from '../hit';
import type { Framed } from './frames';

/** The way of the marker, for what is drawn in lines; null for what has a face. */
const linesOf = (element: Element): readonly (readonly Placed[])[] | null =>
  element.type === 'ink' || element.type === 'shape' || element.type === 'circles' || element.type === 'scale'
    ? markerWays(element)
    : null;

function halfWidth(element: Element): number {
  if (element.type === 'ink') return (element.tip === 'highlighter' ? HIGHLIGHTER_WIDTHS : INK_WIDTHS)[element.width] / 2;
  if (element.type === 'circles' || element.type === 'scale') return INK_WIDTHS[1] / 2;
  return element.type === 'shape' ? INK_WIDTHS[element.width] / 2 : 0;
}

/** How far a point is from what is seen of a thing; 0 on it. */
function apart({ element, frame }: Framed, at: Point): number {
  const lines = linesOf(element);
  if (lines !== null) return Math.max(0, fromPolylines(at, at, lines) - halfWidth(element));
  const [x, y, w, h, angle] = frame;
  const [px, py] = turned(at, frameMiddle(frame), -angle);
  return Math.hypot(Math.max(0, x - px, px - x - w), Math.max(0, y - py, py - y - h));
}

/**
 * The topmost thing at a point, lines with *reach* around them; else the nearest within *grace*, so
 * that a dot or a short dash can be caught.
 *
 * @param things in drawing order
 */
export function thingAt(things: readonly Framed[], at: Point, reach: number, grace: number): Element | undefined {
  let nearest: Element | undefined;
  let least = grace;
  for (let index = things.length - 1; index >= 0; index--) {
    const thing = things[index];
    if (thing === undefined || !mayBeNear(thing, at, grace)) continue;
    const distance = apart(thing, at);
    if (distance <= (linesOf(thing.element) === null ? 0 : reach)) return thing.element;
    if (distance < least) [nearest, least] = [thing.element, distance];
  }
  return nearest;
}

/** Cheap: most things on a full sheet are nowhere near. */
function mayBeNear({ element, frame: [x, y, w, h, angle] }: Framed, at: Point, grace: number): boolean {
  const turn = angle === 0 ? 0 : Math.hypot(w, h) / 2;
  const more = grace + halfWidth(element) + turn + (linesOf(element) !== null && element.type !== 'ink' ? AROUND_SHAPE : 0);
  return at[0] >= x - more && at[0] <= x + w + more && at[1] >= y - more && at[1] <= y + h + more;
}

/**
 * What lies mostly within a frame: more than half of its line or of its face.
 *
 * Touching it would take the large circle around the notes that are meant, and to enclose all of a
 * thing asks for a steadier hand than a finger has.
 */
export function mostlyWithin(things: readonly Framed[], box: Bounds): ElementId[] {
  return things.filter((thing) => shareWithin(thing, box) > 0.5).map(({ element }) => element.id);
}

function shareWithin({ element, frame }: Framed, box: Bounds): number {
  const bounds = frameBounds(frame);
  const w = Math.min(bounds.right, box.right) - Math.max(bounds.left, box.left);
  const h = Math.min(bounds.bottom, box.bottom) - Math.max(bounds.top, box.top);
  if (w < 0 || h < 0) return 0;
  const points = linesOf(element)?.flat();
  if (points === undefined) {
    const area = (bounds.right - bounds.left) * (bounds.bottom - bounds.top);
    return area === 0 ? 1 : (w * h) / area;
  }
  const inside = points.filter(([x, y]) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
  return points.length === 0 ? 0 : inside.length / points.length;
}
