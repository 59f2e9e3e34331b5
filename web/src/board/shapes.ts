/**
 * Lines, arrows, rectangles and ellipses as the strokes of a marker.
 *
 * A shape is drawn as a hand draws it: a slight waver, ends that overlap, corners that do not quite
 * meet; all seeded by the element's id, so that everybody sees the same. Its strokes go through the
 * same outline as ink. A line or an arrow lies level through the middle of its frame, from left to
 * right, and is turned with it; an arrow's head is at the right.
 *
 * Any sound frame gives 1 to 3 strokes of 1 to 721 points. The same numbers as
 * `whiteboard/shapes.py`, held equal by tests/wire.
 */
import { INK_WIDTHS } from '../wire/schema.gen';
import { frameMiddle, turned, type Point } from './geometry';
import { NO_PRESSURE } from './ink';
import { inkPath } from './outline';
import { seededSwing, seededUnit } from './seed';
import type { Frame, ShapeKind, Width } from './types';

/** What of a shape tells how it is drawn. */
export interface DrawnShape {
  /** seeds the waver */
  readonly id: string;
  readonly shape: ShapeKind;
  readonly frame: Frame;
  readonly width: Width;
}
type Stroke = Point[];

/** Board units between two points; corners come out as round as a hand makes them. */
const STEP = 10;
const MOST_STEPS = 180;
/** A hand swerves by so much of a line's length, and never further than these board units. */
const BOW_SHARE = 0.008;
const MOST_BOW = 4;
const LONG_WAVE = 0.7;
const SHORT_WAVE = 0.16;
const ROUND = 2 * Math.PI;

/** @returns the strokes of a shape on the sheet, in board units */
export function shapeStrokes({ id, shape, frame, width }: DrawnShape): Stroke[] {
  const middle = frameMiddle(frame);
  return level(id, shape, frame, INK_WIDTHS[width]).map((stroke) =>
    stroke.map((point) => turned(point, middle, frame[4])),
  );
}

/** An SVG path, to be filled non-zero. */
export const shapePath = (shape: DrawnShape): string =>
  shapeStrokes(shape)
    .map((stroke) => inkPath(stroke.map(([x, y]) => [x, y, NO_PRESSURE, 0] as const), shape.width))
    .join('');

/** How long the two strokes of an arrow's head are, for a marker of so many units. */
export const headLength = (length: number, marker: number): number => Math.min(14 + 4 * marker, 0.4 * length);

function level(id: string, shape: ShapeKind, [x, y, w, h]: Frame, marker: number): Stroke[] {
  const start: Point = [x, y + h / 2];
  switch (shape) {
    case 'line':
      return [along(id, 'shaft', start, [x + w, y + h / 2])];
    case 'arrow':
      return arrow(id, start, w, marker);
    case 'rectangle':
      return [rectangle(id, x, y, w, h)];
    case 'ellipse':
      return [ellipse(id, x + w / 2, y + h / 2, w / 2, h / 2)];
  }
}

/** A hand's way from one point to another, which it meets exactly. */
function along(id: string, part: string, start: Point, end: Point): Stroke {
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const length = Math.hypot(dx, dy);
  if (length === 0) return [start];
  const bow = seededSwing(id, `${part}bow`) * Math.min(MOST_BOW, BOW_SHARE * length);
  const share = Math.min(1, length / 200);
  const long = 130 + 70 * seededUnit(id, `${part}long`);
  const short = 45 + 25 * seededUnit(id, part);
  const longAt = ROUND * seededUnit(id, `${part}long at`);
  const shortAt = ROUND * seededUnit(id, `${part}short at`);
  const swerve = (s: number): number =>
    bow * Math.sin((Math.PI * s) / length) +
    share * (LONG_WAVE * Math.sin((ROUND * s) / long + longAt) + SHORT_WAVE * Math.sin((ROUND * s) / short + shortAt));
  const first = swerve(0);
  const last = swerve(length);
  const steps = Math.max(1, Math.min(MOST_STEPS, whole(length / STEP)));
  return Array.from({ length: steps + 1 }, (_, step): Point => {
    const t = step / steps;
    const aside = swerve(t * length) - first - (last - first) * t;
    return [start[0] + dx * t - (dy / length) * aside, start[1] + dy * t + (dx / length) * aside];
  });
}

function arrow(id: string, start: Point, length: number, marker: number): Stroke[] {
  const tip: Point = [start[0] + length, start[1]];
  const head = headLength(length, marker);
  const shaft = along(id, 'shaft', start, tip);
  if (head === 0) return [shaft];
  const barb = (part: string, side: number): Stroke => {
    const lean = ((27 + 4 * seededSwing(id, `${part}lean`)) * Math.PI) / 180;
    const reach = head * (1 + 0.06 * seededSwing(id, `${part}reach`));
    return along(id, part, tip, [tip[0] - reach * Math.cos(lean), tip[1] + side * reach * Math.sin(lean)]);
  };
  return [shaft, barb('upper', -1), barb('lower', 1)];
}

/** One stroke, clockwise from beside the upper left corner to above it. */
function rectangle(id: string, x: number, y: number, w: number, h: number): Stroke {
  const small = Math.min(w, h);
  const slip = Math.min(2.5, 0.012 * small);
  const past = Math.min(9, 0.06 * small);
  const corner = (name: string, atX: number, atY: number): Point => [
    atX + slip * seededSwing(id, `${name}x`),
    atY + slip * seededSwing(id, `${name}y`),
  ];
  const before = past * (0.4 + 0.6 * seededUnit(id, 'before'));
  const beyond = past * (0.4 + 0.6 * seededUnit(id, 'beyond'));
  const first = corner('first', x - before, y);
  const stroke = [first];
  let from = first;
  const to = [
    corner('second', x + w, y),
    corner('third', x + w, y + h),
    corner('fourth', x, y + h),
    corner('last', x, y - beyond),
  ];
  for (const [side, next] of to.entries()) {
    stroke.push(...along(id, `side${side}`, from, next).slice(1));
    from = next;
  }
  return stroke;
}

/** One stroke, counter-clockwise from the top and a little further than round. */
function ellipse(id: string, cx: number, cy: number, a: number, b: number): Stroke {
  const large = Math.max(a, b, 1);
  const start = -Math.PI / 2 + 0.3 * seededSwing(id, 'start');
  const overlap = Math.max(0.07, Math.min(0.35, 40 / large)) * (0.7 + 0.3 * seededUnit(id, 'overlap'));
  // It ends a little outside or inside of where it began.
  const drift = Math.min(0.022, 4.5 / large) * (seededUnit(id, 'drift') < 0.5 ? 1 : -1);
  const wobble = Math.min(0.012, 3 / large);
  const second = ROUND * seededUnit(id, 'second');
  const third = ROUND * seededUnit(id, 'third');
  const sweep = ROUND + overlap;
  // Ramanujan's first approximation of the circumference.
  const around = Math.PI * (3 * (a + b) - Math.sqrt((3 * a + b) * (a + 3 * b)));
  const steps = Math.max(24, Math.min(360, whole((around * sweep) / ROUND / 9)));
  return Array.from({ length: steps + 1 }, (_, step): Point => {
    const t = step / steps;
    const turn = start - sweep * t;
    const swell =
      1 + drift * (t - 0.5) + wobble * (Math.cos(2 * turn + second) + 0.6 * Math.cos(3 * turn + third));
    return [cx + a * swell * Math.cos(turn), cy + b * swell * Math.sin(turn)];
  });
}

/** Round up, but not for what floating point added: both languages must count alike. */
const whole = (value: number): number => Math.ceil(value - 1e-6);
