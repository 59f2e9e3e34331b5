/** The marker's ways of circles and scales, for drawing them and for knowing what lies under a pointer. */
import { INNER_CIRCLE } from '../wire/schema.gen';
import { along } from './exercises';
import { frameMiddle, type Point } from './geometry';
import { shapeStrokes, type DrawnShape } from './shapes';
import type { Circles, Frame, Scale } from './types';

/** Half as long as a scale's ticks are, board units. */
export const TICK = 15;
export const END_TICK = 24;

/** The circles that were drawn so far, the inner one first. */
export function circleShapes({ id, frame, drawn }: Circles): DrawnShape[] {
  const [cx, cy] = frameMiddle(frame);
  const radius = frame[2] / 2;
  const around = (part: string, r: number): DrawnShape => ({
    id: id + part, shape: 'ellipse', width: 1, frame: [cx - r, cy - r, 2 * r, 2 * r, 0],
  });
  const inner = around('i', radius * INNER_CIRCLE);
  return drawn === 2 ? [inner, around('r', radius)] : [inner];
}

/** The line, then its eleven ticks. */
export function scaleShapes(scale: Scale): DrawnShape[] {
  const { id, upright } = scale;
  const tick = (step: number): DrawnShape => {
    const [x, y] = along(scale, step);
    const half = step === 0 || step === 10 ? END_TICK : TICK;
    const [dx, dy] = upright === true ? [half, 0] : [0, half];
    return { id: `${id}t${step}`, shape: 'line', width: 0, frame: lineFrame([x - dx, y - dy], [x + dx, y + dy]) };
  };
  const line: DrawnShape = { id: `${id}line`, shape: 'line', width: 1, frame: lineFrame(along(scale, 0), along(scale, 10)) };
  return [line, ...Array.from({ length: 11 }, (_, step) => tick(step))];
}

/** A line between two points as the frame of one: height 0, turned about its middle. */
export function lineFrame(a: Point, b: Point): Frame {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const [mx, my] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  return [mx - length / 2, my, length, 0, (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI];
}

export const exerciseStrokes = (exercise: Circles | Scale): Point[][] =>
  (exercise.type === 'circles' ? circleShapes(exercise) : scaleShapes(exercise)).flatMap(shapeStrokes);
