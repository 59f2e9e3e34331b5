/** A freehand stroke on its way to the shape it was meant to be. Pure. */
import type { Point } from './geometry';
import type { InkPoint } from './types';

/** As many of the stroke's points move; more would cost more than they show. */
const MOVED = 160;

/**
 * @param strokes of the shape
 * @returns the stroke's points at *share* of their ways to the nearest places of the shape
 */
export function eased(raw: readonly InkPoint[], strokes: readonly (readonly Point[])[], share: number): InkPoint[] {
  const every = Math.max(1, Math.ceil(raw.length / MOVED));
  const moved = raw.filter((_, at) => at % every === 0 || at === raw.length - 1);
  const slow = 1 - (1 - share) ** 3;
  return moved.map(([x, y, pressure, dt]): InkPoint => {
    const [toX, toY] = nearest([x, y], strokes);
    return [x + (toX - x) * slow, y + (toY - y) * slow, pressure, dt];
  });
}

function nearest(point: Point, strokes: readonly (readonly Point[])[]): Point {
  let best = point;
  let least = Infinity;
  for (const stroke of strokes)
    for (let at = 0; at < stroke.length; at++) {
      const [a, b] = [stroke[Math.max(0, at - 1)], stroke[at]];
      if (a === undefined || b === undefined) continue;
      const on = onSegment(point, a, b);
      const apart = Math.hypot(on[0] - point[0], on[1] - point[1]);
      if (apart < least) [best, least] = [on, apart];
    }
  return best;
}

function onSegment([x, y]: Point, a: Point, b: Point): Point {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / length));
  return [a[0] + t * dx, a[1] + t * dy];
}
