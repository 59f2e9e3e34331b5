/**
 * The outline of a marker's stroke, as an SVG path to be filled non-zero.
 *
 * A marker has constant width; pressure thins it only where a device reported any. The outline is
 * always that of a finished stroke, so that ink does not jump when it is committed.
 */
import { getStroke } from 'perfect-freehand';
import { HIGHLIGHTER_WIDTHS, INK_WIDTHS } from '../wire/schema.gen';
import { pressureByte } from './ink';
import type { InkPoint } from './types';

/** The byte that stands for "no pressure reported". */
const NONE = 128;

/** Shared with whiteboard/outline.py: the port is fed the same numbers. */
export const STROKE = { smoothing: 0.5, streamline: 0.4, thinning: 0.6 } as const;

/** @returns closed polygon, x and y in the points' own coordinates; empty for no points */
export function inkOutline(points: readonly InkPoint[], width: 0 | 1 | 2, tip?: 'highlighter'): [number, number][] {
  // A dot is as large as the marker, however lightly it was set.
  const pressed = points.length > 1 && points.some((point) => pressureByte(point[2]) !== NONE);
  return getStroke(
    points.map(([x, y, pressure]) => [x, y, pressure]),
    {
      size: (tip === 'highlighter' ? HIGHLIGHTER_WIDTHS : INK_WIDTHS)[width],
      smoothing: STROKE.smoothing,
      streamline: STROKE.streamline,
      // A highlighter's chisel does not give.
      thinning: pressed && tip === undefined ? STROKE.thinning : 0,
      simulatePressure: false,
      start: { cap: true },
      end: { cap: true },
      last: true,
    },
  );
}

/** A curve after so many is told in full again: each shorthand adds a rounding error to the last one's. */
const IN_SHORT = 32;

/**
 * Smooth the polygon with quadratic curves through the middles of its sides.
 *
 * A corner is the control point, and the next one its reflection in the middle between the two:
 * exactly what SVG's `T` leaves out. Half as much to write, to parse and to keep.
 */
export function outlinePath(outline: readonly (readonly [number, number])[]): string {
  const first = outline[0];
  const second = outline[1];
  if (first === undefined || second === undefined) return '';
  let path = `M${short(first[0])} ${short(first[1])}`;
  for (let index = 0; index < outline.length; index++) {
    const here = outline[index] ?? first;
    const next = outline[(index + 1) % outline.length] ?? first;
    const place = index % IN_SHORT;
    if (place === 0) path += `Q${short(here[0])} ${short(here[1])} `;
    else path += place === 1 ? 'T' : ' ';
    path += `${short((here[0] + next[0]) / 2)} ${short((here[1] + next[1]) / 2)}`;
  }
  return `${path}Z`;
}

export const inkPath = (points: readonly InkPoint[], width: 0 | 1 | 2, tip?: 'highlighter'): string =>
  outlinePath(inkOutline(points, width, tip));

/** @param points x, y, and how much of the laser is left there, 0..1 */
export const trailPath = (points: readonly (readonly [number, number, number])[], size: number): string =>
  outlinePath(
    getStroke(
      points.map(([x, y, left]) => [x, y, left]),
      { size, smoothing: STROKE.smoothing, streamline: 0.2, thinning: 0.9, simulatePressure: false, last: true },
    ) as [number, number][],
  );

/** To 0.01; put together from whole numbers, which are written three times as fast as broken ones. */
function short(value: number): string {
  const hundredths = Math.round(value * 100);
  const broken = Math.abs(hundredths % 100);
  const whole = Math.trunc(hundredths / 100);
  if (broken === 0) return `${whole}`;
  const sign = hundredths < 0 && whole === 0 ? '-' : '';
  return `${sign}${whole}.${broken < 10 ? '0' : ''}${broken}`;
}
