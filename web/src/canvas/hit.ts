/** What lies under a pointer or its path. Pure geometry in board units. */
import { frameBounds, fromPolylines, type Placed } from '../board/geometry';
import { decodePoints, placePoints } from '../board/ink';
import { exerciseStrokes } from '../board/exerciseStrokes';
import { shapeStrokes } from '../board/shapes';
import type { Circles, Element, Ink, InkPoint, Note, Scale, Shape } from '../board/types';
import { HIGHLIGHTER_WIDTHS, INK_WIDTHS } from '../wire/schema.gen';
import type { Point } from './viewport';

const unpacked = new WeakMap<Uint8Array, readonly InkPoint[]>();
const absolute = new WeakMap<Ink, readonly InkPoint[]>();

/** A stroke's points on the sheet; none when its packing is unsound. */
export function inkPoints(ink: Ink): readonly InkPoint[] {
  let points = absolute.get(ink);
  if (points === undefined) {
    points = placePoints(unpack(ink.points), ink.frame);
    absolute.set(ink, points);
  }
  return points;
}

/** Kept by the bytes: a stroke that is being resized has the same ones all the while. */
function unpack(bytes: Uint8Array): readonly InkPoint[] {
  let points = unpacked.get(bytes);
  if (points === undefined) {
    try {
      points = decodePoints(bytes);
    } catch {
      points = [];
    }
    unpacked.set(bytes, points);
  }
  return points;
}

const strokesOf = new WeakMap<Shape | Circles | Scale, readonly (readonly Point[])[]>();

/** The ways a marker has gone for an element, on the sheet; none for what is no stroke of a marker. */
export function markerWays(element: Ink | Shape | Circles | Scale): readonly (readonly Placed[])[] {
  if (element.type === 'ink') return [inkPoints(element)];
  let strokes = strokesOf.get(element);
  if (strokes === undefined) strokesOf.set(element, (strokes = element.type === 'shape' ? shapeStrokes(element) : exerciseStrokes(element)));
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
export const AROUND_SHAPE = 80;

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
