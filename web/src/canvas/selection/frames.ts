/**
 * Frames as they become when things are moved, made larger or pulled at an end. Pure geometry.
 *
 * Takes frames as they look: a note or text that has grown below its frame counts as tall as it is.
 */
import { frameBounds, frameMiddle, turned, type Bounds, type Point } from '../../board/geometry';
import type { Element, ElementId, Frame } from '../../board/types';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';

/** An element and the frame it has on screen. */
export interface Framed {
  readonly element: Element;
  readonly frame: Frame;
}
export type Frames = ReadonlyMap<ElementId, Frame>;
/** Which side or corner is pulled: −1 left or top, 1 right or bottom, 0 neither. */
export type Handle = readonly [-1 | 0 | 1, -1 | 0 | 1];

/** Board units; what is smaller cannot be taken hold of, or written on. */
const LEAST = { note: 90, text: 80, picture: 40, circles: 240, scale: 60, card: 160, other: 8 } as const;
const ANGLE_STEP = 15;

const round = (value: number): number => Math.round(value);
const leastOf = ({ type }: Element): number => (type in LEAST ? LEAST[type as keyof typeof LEAST] : LEAST.other);

export const keepsAspect = ({ type }: Element): boolean => type === 'picture' || type === 'circles';

/** Lines and arrows are pulled at their two ends. */
export const hasEnds = (element: Element): boolean =>
  element.type === 'shape' && (element.shape === 'line' || element.shape === 'arrow');

/** The level box around all of them; null for none. */
export function boundsOf(frames: Iterable<Frame>): Bounds | null {
  let all: Bounds | null = null;
  for (const frame of frames) {
    const one = frameBounds(frame);
    all = all === null ? one : {
      left: Math.min(all.left, one.left),
      top: Math.min(all.top, one.top),
      right: Math.max(all.right, one.right),
      bottom: Math.max(all.bottom, one.bottom),
    };
  }
  return all;
}

/** Moved together, and no further than that every middle stays on the sheet. */
export function moved(things: readonly Framed[], dx: number, dy: number): Frames {
  const middles = things.map(({ frame }) => frameMiddle(frame));
  const x = kept(round(dx), middles.map(([at]) => at), SHEET_WIDTH);
  const y = kept(round(dy), middles.map(([, at]) => at), SHEET_HEIGHT);
  return new Map(
    things.map(({ element: { id, frame } }) => [id, [frame[0] + x, frame[1] + y, frame[2], frame[3], frame[4]] as const]),
  );
}

function kept(by: number, middles: readonly number[], length: number): number {
  const least = Math.min(0, ...middles.map((at) => -at));
  const most = Math.max(0, ...middles.map((at) => length - at));
  const lower = Math.max(least, ...middles.map((at) => Math.min(0, -at)));
  const upper = Math.min(most, ...middles.map((at) => Math.max(0, length - at)));
  return Math.max(lower, Math.min(upper, by));
}

/**
 * One thing pulled at a side or corner; what lies opposite stays.
 *
 * @param aspect whether height and width keep their proportion
 */
export function resized({ element, frame }: Framed, handle: Handle, to: Point, aspect: boolean): Frame {
  const [x, y, w, h, angle] = frame;
  const middle = frameMiddle(frame);
  const [px, py] = turned(to, middle, -angle);
  const least = leastOf(element);
  const [hx, hy] = handle;
  const free = (at: number, low: number, size: number, side: -1 | 0 | 1): number =>
    side === 0 || isFlat(element, size) ? size : Math.max(least, side > 0 ? at - low : low + size - at);
  let width = free(px, x, w, hx);
  let height = free(py, y, h, hy);
  if (aspect && w > 0 && h > 0) {
    const least2 = least / Math.min(w, h);
    const factor = Math.max(least2, hx === 0 ? height / h : hy === 0 ? width / w : Math.max(width / w, height / h));
    [width, height] = [w * factor, h * factor];
  }
  [width, height] = [hx === 0 && !aspect ? w : round(width), hy === 0 && !aspect ? h : round(height)];
  if (isFlat(element, w)) width = w;
  if (isFlat(element, h)) height = h;
  const left = hx < 0 ? x + w - width : hx > 0 || !aspect ? x : x + (w - width) / 2;
  const top = hy < 0 ? y + h - height : hy > 0 || !aspect ? y : y + (h - height) / 2;
  const [cx, cy] = turned([left + width / 2, top + height / 2], middle, angle);
  return [cx - width / 2, cy - height / 2, width, height, angle];
}

/** A level or upright stroke has nothing that could be made taller or wider. */
const isFlat = ({ type }: Element, size: number): boolean => type === 'ink' && size < 1;

/** Several made larger or smaller alike, about the corner opposite to the one that is pulled. */
export function scaled(things: readonly Framed[], handle: Handle, to: Point): Frames {
  const box = boundsOf(things.map(({ frame }) => frame));
  if (box === null) return new Map();
  const [w, h] = [box.right - box.left, box.bottom - box.top];
  const anchor: Point = [handle[0] < 0 ? box.right : box.left, handle[1] < 0 ? box.bottom : box.top];
  const along = (size: number, at: number, from: number, side: number): number =>
    side === 0 || size === 0 ? 0 : ((at - from) * side) / size;
  const wanted = Math.max(along(w, to[0], anchor[0], handle[0]), along(h, to[1], anchor[1], handle[1]));
  const least = Math.max(
    0.05,
    ...things.map(({ element, frame }) =>
      element.type === 'note' || element.type === 'text' ? Math.min(1, leastOf(element) / Math.max(1, frame[2])) : 0,
    ),
  );
  return scaledBy(things, anchor, Math.max(least, wanted));
}

function scaledBy(things: readonly Framed[], anchor: Point, factor: number): Frames {
  return new Map(
    things.map(({ element, frame }) => {
      const [cx, cy] = frameMiddle(frame);
      const [w, h] = [frame[2] * factor, frame[3] * factor];
      const [x, y] = [anchor[0] + (cx - anchor[0]) * factor - w / 2, anchor[1] + (cy - anchor[1]) * factor - h / 2];
      return [element.id, [x, y, w, h, frame[4]] as const];
    }),
  );
}

/** Where a line or arrow begins and ends. */
export function endsOf(frame: Frame): readonly [Point, Point] {
  const [x, y, w, h, angle] = frame;
  const middle = frameMiddle(frame);
  return [turned([x, y + h / 2], middle, angle), turned([x + w, y + h / 2], middle, angle)];
}

/** The frame of a line or arrow between two points. */
export function between([ax, ay]: Point, [bx, by]: Point): Frame {
  const length = Math.hypot(bx - ax, by - ay);
  const angle = (Math.atan2(by - ay, bx - ax) * 180) / Math.PI;
  return [(ax + bx - length) / 2, (ay + by) / 2, length, 0, angle];
}

/** @param end 0 the beginning, 1 the end; @param level whether the angle is a multiple of 15° */
export function pulled({ frame }: Framed, end: 0 | 1, to: Point, level: boolean): Frame {
  const ends = endsOf(frame);
  const fixed = ends[end === 0 ? 1 : 0];
  const at = level ? levelled(fixed, to) : to;
  return end === 0 ? between(at, fixed) : between(fixed, at);
}

function levelled(from: Point, to: Point): Point {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const step = (ANGLE_STEP * Math.PI) / 180;
  const angle = Math.round(Math.atan2(to[1] - from[1], to[0] - from[0]) / step) * step;
  return [from[0] + length * Math.cos(angle), from[1] + length * Math.sin(angle)];
}

/**
 * Made wider and taller by so much, as keys do it; the upper left stays.
 *
 * What keeps its proportion, and several together, grow by the larger of the two.
 */
export function stretched(things: readonly Framed[], dw: number, dh: number): Frames {
  const [only] = things;
  if (only === undefined) return new Map();
  if (things.length > 1) {
    const box = boundsOf(things.map(({ frame }) => frame));
    if (box === null) return new Map();
    const by = dw === 0 ? dh : dw;
    return scaled(things, [1, 1], [box.right + by, box.bottom + (by * (box.bottom - box.top)) / Math.max(1, box.right - box.left)]);
  }
  const { element, frame } = only;
  const [x, y, w, h, angle] = frame;
  if (hasEnds(element)) {
    const [start, end] = endsOf(frame);
    const longer = Math.max(8, w + dw) / Math.max(1, w);
    return new Map([[element.id, between(start, [start[0] + (end[0] - start[0]) * longer, start[1] + (end[1] - start[1]) * longer])]]);
  }
  const aspect = keepsAspect(element);
  const corner: Point = aspect && dw === 0 ? [x + w + (dh * w) / Math.max(1, h), y + h + dh] : [x + w + dw, y + h + dh];
  const handle: Handle = aspect ? [1, 1] : [dw === 0 ? 0 : 1, dh === 0 || element.type === 'text' ? 0 : 1];
  return new Map([[element.id, resized(only, handle, turned(corner, frameMiddle(frame), angle), aspect)]]);
}
