/** What lies under a pointer or its path. Pure geometry in board units. */
import { frameBounds, fromPolylines, type Placed } from '../board/geometry';
import { decodePoints, shifted } from '../board/ink';
import { shapeStrokes } from '../board/shapes';
import type { Element, Ink, InkPoint, Note, Shape } from '../board/types';
import { HIGHLIGHTER_WIDTHS, INK_WIDTHS } from '../wire/schema.gen';
import type { Point } from './viewport';

const absolute = new WeakMap<Ink, readonly InkPoint[]>();

/** A stroke's points on the sheet; none when its packing is unsound. */
export function inkPoints(ink: Ink): readonly InkPoint[] {
  let points = absolute.get(ink);
  if (points === undefined) {
    try {
      points = shifted(decodePoints(ink.points), ink.frame[0], ink.frame[1]);
    } catch {
      points = [];
    }
    absolute.set(ink, points);
  }
  return points;
}

const strokesOf = new WeakMap<Shape, readonly (readonly Point[])[]>();

/** The ways a marker has gone for an element, on the sheet; none for what is no stroke of a marker. */
function markerWays(element: Ink | Shape): readonly (readonly Placed[])[] {
  if (element.type === 'ink') return [inkPoints(element)];
  let strokes = strokesOf.get(element);
  if (strokes === undefined) strokesOf.set(element, (strokes = shapeStrokes(element)));
  return strokes;
}

/** Ink and shapes that the way from *from* to *to* touches, with *reach* around it. */
export function strokesOnWay(elements: readonly Element[], from: Point, to: Point, reach: number): (Ink | Shape)[] {
  return elements.filter((element): element is Ink | Shape => {
    if (element.type !== 'ink' && element.type !== 'shape') return false;
    const wide = element.type === 'ink' && element.tip === 'highlighter' ? HIGHLIGHTER_WIDTHS : INK_WIDTHS;
    const near = reach + wide[element.width] / 2;
    return mayTouch(element, from, to, near) && fromPolylines(from, to, markerWays(element)) <= near;
  });
}

/** The topmost note at a point; *heights* tells how far a note has grown. */
export function noteAt(
  notes: readonly Note[],
  [x, y]: Point,
  heightOf: (note: Note) => number,
): Note | undefined {
  for (let index = notes.length - 1; index >= 0; index--) {
    const note = notes[index];
    if (note === undefined) continue;
    const [left, top, width] = note.frame;
    if (x >= left && x <= left + width && y >= top && y <= top + heightOf(note)) return note;
  }
  return undefined;
}

/** Beyond its frame a shape wavers by no more than this, and an arrow's head reaches no further. */
const AROUND_SHAPE = 80;

function mayTouch(element: Ink | Shape, from: Point, to: Point, near: number): boolean {
  const { left, top, right, bottom } = frameBounds(element.frame);
  const around = near + (element.type === 'shape' ? AROUND_SHAPE : 0);
  return (
    Math.max(from[0], to[0]) >= left - around &&
    Math.min(from[0], to[0]) <= right + around &&
    Math.max(from[1], to[1]) >= top - around &&
    Math.min(from[1], to[1]) <= bottom + around
  );
}
