/** Where a selection can be pulled. Pure; in CSS px of the space around the sheet. */
import { frameMiddle, turned, type Point } from '../../board/geometry';
import type { Frame } from '../../board/types';
import { toSpace, type Viewport } from '../viewport';
import { boundsOf, endsOf, hasEnds, type Framed, type Handle } from './frames';

/** One that is pulled: a corner or side of one thing, of several, or an end of a line. */
export type Grip =
  | { readonly kind: 'frame'; readonly handle: Handle; readonly at: Point }
  | { readonly kind: 'end'; readonly end: 0 | 1; readonly at: Point };

/** The thin frame around a selection; CSS px, turned about its middle. */
export interface Outline {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly angle: number;
}

/** CSS px that the frame stands off from what it is around. */
export const STAND_OFF = 6;
const CORNERS: readonly Handle[] = [[-1, -1], [1, -1], [1, 1], [-1, 1]];
/** What wraps at its width is made wider, and finds its height itself. */
const SIDES: readonly Handle[] = [[-1, 0], [1, 0]];

export function outlineOf(view: Viewport, frame: Frame): Outline {
  const [x, y, w, h, angle] = frame;
  const [left, top] = toSpace(view, [x, y]);
  return {
    left: left - STAND_OFF,
    top: top - STAND_OFF,
    width: w * view.scale + 2 * STAND_OFF,
    height: h * view.scale + 2 * STAND_OFF,
    angle,
  };
}

/** The level frame around several, or the turned one around one thing; null for none, and for a line. */
export function frameAround(things: readonly Framed[]): Frame | null {
  const [first] = things;
  if (first === undefined) return null;
  if (things.length === 1) return hasEnds(first.element) ? null : first.frame;
  const box = boundsOf(things.map(({ frame }) => frame));
  return box === null ? null : [box.left, box.top, box.right - box.left, box.bottom - box.top, 0];
}

export function gripsOf(view: Viewport, things: readonly Framed[]): readonly Grip[] {
  const [first] = things;
  if (first === undefined) return [];
  if (things.length === 1 && hasEnds(first.element))
    return endsOf(first.frame).map((end, at) => ({ kind: 'end', end: at === 0 ? 0 : 1, at: toSpace(view, end) }));
  const frame = frameAround(things);
  if (frame === null) return [];
  const { left, top, width, height, angle } = outlineOf(view, frame);
  const middle = toSpace(view, frameMiddle(frame));
  const handles = things.length === 1 && first.element.type === 'text' ? SIDES : CORNERS;
  return handles.map((handle) => {
    const at: Point = [left + ((handle[0] + 1) / 2) * width, top + ((handle[1] + 1) / 2) * height];
    return { kind: 'frame', handle, at: turned(at, middle, angle) };
  });
}

/** So much of a small thing's size is its handles'; the rest is there to move it by. */
const HANDLE_SHARE = 0.3;

/** The nearest that is within reach. */
export function gripAt(grips: readonly Grip[], [x, y]: Point, most: number): Grip | undefined {
  const apart = ({ at }: Grip): number => Math.hypot(at[0] - x, at[1] - y);
  const across = Math.max(0, ...grips.map(({ at: [ax, ay] }) => Math.max(...grips.map(({ at }) => Math.hypot(at[0] - ax, at[1] - ay)))));
  const reach = Math.min(most, across * HANDLE_SHARE);
  const [nearest] = [...grips].sort((a, b) => apart(a) - apart(b));
  return nearest !== undefined && apart(nearest) <= reach ? nearest : undefined;
}

/** The mouse's arrow over a handle. */
export function cursorOf(grip: Grip, angle: number): string {
  if (grip.kind === 'end') return 'move';
  const [hx, hy] = grip.handle;
  const turn = (Math.round(((Math.atan2(hy, hx) * 180) / Math.PI + angle) / 45) * 45 + 360) % 180;
  return turn === 0 ? 'ew-resize' : turn === 45 ? 'nwse-resize' : turn === 90 ? 'ns-resize' : 'nesw-resize';
}
