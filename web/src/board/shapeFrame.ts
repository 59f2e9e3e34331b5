/** Where a shape lies, from where it is begun and where the pointer is. Board units; pure. */
import { frameMiddle, turned, type Point } from './geometry';
import type { Frame, ShapeKind } from './types';

/** Of a shape that is placed by a mere click. */
const USUAL: Readonly<Record<ShapeKind, readonly [width: number, height: number]>> = {
  line: [240, 0],
  arrow: [240, 0],
  rectangle: [260, 180],
  ellipse: [220, 220],
};
const EIGHTH = 45;
const DEGREES = 180 / Math.PI;

const isLinear = (shape: ShapeKind): boolean => shape === 'line' || shape === 'arrow';

/** The frame of a line between two points; turned level or upright when it nearly is. */
export function lineFrame(start: Point, end: Point, snapDegrees = 0): Frame {
  const long = Math.hypot(end[0] - start[0], end[1] - start[1]);
  const angle = Math.atan2(end[1] - start[1], end[0] - start[0]) * DEGREES;
  const quarter = Math.round(angle / 90) * 90;
  const turn = Math.abs(angle - quarter) <= snapDegrees ? quarter : angle;
  return [(start[0] + end[0] - long) / 2, (start[1] + end[1]) / 2, long, 0, turn];
}

/** Both ends of a line or an arrow; the second is the arrow's tip. */
export function lineEnds(frame: Frame): [start: Point, end: Point] {
  const [x, y, w, h, angle] = frame;
  const middle = frameMiddle(frame);
  return [turned([x, y + h / 2], middle, angle), turned([x + w, y + h / 2], middle, angle)];
}

/** @param even a line by eighths of a turn; a square or a circle */
export function frameBetween(shape: ShapeKind, from: Point, to: Point, even = false): Frame {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  if (isLinear(shape)) {
    if (!even) return lineFrame(from, to);
    const turn = (Math.round((Math.atan2(dy, dx) * DEGREES) / EIGHTH) * EIGHTH) / DEGREES;
    const along = Math.max(0, dx * Math.cos(turn) + dy * Math.sin(turn));
    return lineFrame(from, [from[0] + along * Math.cos(turn), from[1] + along * Math.sin(turn)], 0.001);
  }
  const side = Math.max(Math.abs(dx), Math.abs(dy));
  const [w, h] = even ? [side, side] : [Math.abs(dx), Math.abs(dy)];
  return [dx < 0 ? from[0] - w : from[0], dy < 0 ? from[1] - h : from[1], w, h, 0];
}

/** A shape of its usual size around a point. */
export function usualFrame(shape: ShapeKind, [x, y]: Point): Frame {
  const [w, h] = USUAL[shape];
  return [x - w / 2, y - h / 2, w, h, 0];
}

/** Nearer to level or upright than this, a line that is dragged on stays so. */
const SNAP_DEGREES = 3;
/** A shape is not dragged to nothing. */
const LEAST_SHARE = 0.1;

/**
 * The frame of a shape that one holds and drags on: the end of a line follows, what is round or
 * cornered grows about its middle.
 *
 * @param grip where the pointer was when it became a shape
 */
export function draggedFrame(shape: ShapeKind, frame: Frame, grip: Point, to: Point): Frame {
  if (isLinear(shape)) {
    const [start, end] = lineEnds(frame);
    // The pointer of an arrow lies on its head, beside the tip.
    return lineFrame(start, [end[0] + to[0] - grip[0], end[1] + to[1] - grip[1]], SNAP_DEGREES);
  }
  const [middleX, middleY] = frameMiddle(frame);
  const reach = Math.hypot(grip[0] - middleX, grip[1] - middleY);
  const share = reach === 0 ? 1 : Math.max(LEAST_SHARE, Math.hypot(to[0] - middleX, to[1] - middleY) / reach);
  const [w, h] = [frame[2] * share, frame[3] * share];
  return [middleX - w / 2, middleY - h / 2, w, h, frame[4]];
}
