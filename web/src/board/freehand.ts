/**
 * The outline around a freehand stroke, as perfect-freehand 1.2 (MIT, © 2021 Stephen Ruiz Ltd) makes it: number for
 * number, for the one way in which it is used here, with round ends, no taper, and a last point that stays.
 *
 * Theirs makes an array or two for every point and every corner. Of a full sheet that is a million,
 * and clearing them away took longer than making them; here all numbers lie in rows that are used again.
 */
import { Row } from './row';

export interface Brush {
  /** how wide a stroke is that is pressed as hard as can be, or that nothing thins */
  readonly size: number;
  /** 0..1, how much a light hand thins it */
  readonly thinning: number;
  /** 0..1, how far apart the corners of the outline are */
  readonly smoothing: number;
  /** 0..1, how much the hand's trembling is taken out */
  readonly streamline: number;
}

/** A little over half a turn, so that the ends of a round cap meet. */
const HALF = Math.PI + 0.0001;
/** Pressure of what stands between two points. */
const SOME = 0.5;
const LEAST_RADIUS = 0.01;
/** So near to its end a stroke has no corners of its own. */
const AT_END = 3;

/** Sine and cosine of *part* of an angle, in so many steps, as theirs adds them up. */
function steps(angle: number, count: number, first: boolean, last: boolean): Row {
  const row = new Row();
  const step = 1 / count;
  for (let part = first ? 0 : step; last ? part <= 1 : part < 1; part += step) row.push(Math.sin(angle * part), Math.cos(angle * part));
  return row;
}

const CORNER_LEFT = steps(HALF, 13, true, true);
const CORNER_RIGHT = steps(-HALF, 13, true, true);
const START = steps(HALF, 13, false, true);
const END = steps(HALF * 3, 29, false, false);
const DOT = steps(HALF * 2, 13, false, true);

/** Where the line goes: x, y of each place; its pressure and how far it has come; the way back to the last one. */
const places = new Row();
const told = new Row();
const ways = new Row();
const left = new Row();
const right = new Row();

/**
 * @param points x, y of each
 * @param pressures of each its pressure, 0..1, and a number that is none of ours
 * @param out is emptied, and gets x, y of each corner of the closed polygon; stays empty for no points
 */
export function freehandOutline(points: Row, pressures: Row, brush: Brush, out: Row): void {
  out.length = 0;
  if (points.length === 0) return;
  followHand(points, pressures, brush);
  if (places.length === 2) return dot(brush, out);
  const radius = sides(brush);
  for (let at = 0; at < left.length; at += 2) out.push(left.at(at), left.at(at + 1));
  const end = places.length - 2;
  const x = places.at(end);
  const y = places.at(end + 1);
  around(END, x + -ways.at(end + 1) * radius, y + ways.at(end) * radius, x, y, out);
  for (let at = right.length - 2; at >= 0; at -= 2) out.push(right.at(at), right.at(at + 1));
  around(START, right.at(0), right.at(1), places.at(0), places.at(1), out);
}

/** Fill `places`, `told` and `ways`. */
function followHand(points: Row, pressures: Row, { size, streamline }: Brush): void {
  const share = 0.15 + (1 - streamline) * 0.85;
  const count = points.length / 2;
  const x0 = points.at(0);
  const y0 = points.at(1);
  let far = 0;
  let lastX = x0;
  let lastY = y0;
  let begun = false;
  places.length = told.length = ways.length = 0;
  places.push(x0, y0);
  told.push(pressures.at(0), 0);
  ways.push(1, 1);

  const step = (pointX: number, pointY: number, pressure: number, isLast: boolean): void => {
    const x = isLast ? pointX : lastX + (pointX - lastX) * share;
    const y = isLast ? pointY : lastY + (pointY - lastY) * share;
    if (x === lastX && y === lastY) return;
    const backX = lastX - x;
    const backY = lastY - y;
    const length = Math.hypot(backX, backY);
    far += length;
    if (!isLast && !begun) {
      if (far < size) return;
      begun = true;
    }
    lastX = x;
    lastY = y;
    places.push(x, y);
    told.push(pressure, far);
    ways.push(backX / length, backY / length);
  };

  if (count === 1) step(x0 + 1, y0 + 1, pressures.at(0), true);
  else if (count === 2) {
    // Two points are parted into five, the new ones of some pressure.
    for (let quarter = 1; quarter < 5; quarter++) {
      step(x0 + (points.at(2) - x0) * (quarter / 4), y0 + (points.at(3) - y0) * (quarter / 4), SOME, quarter === 4);
    }
  } else {
    for (let at = 2; at < points.length; at += 2) step(points.at(at), points.at(at + 1), pressures.at(at), at === points.length - 2);
  }
  const alone = places.length === 2;
  ways.values[0] = alone ? 0 : ways.at(2);
  ways.values[1] = alone ? 0 : ways.at(3);
}

/** Fill `left` and `right`. @returns the radius at the end */
function sides(brush: Brush): number {
  const { size, smoothing, thinning } = brush;
  const total = told.at(told.length - 1);
  const apart = (size * smoothing) ** 2;
  const end = places.length - 2;
  let radius = radiusOf(brush, told.at(end));
  let lastWayX = ways.at(0);
  let lastWayY = ways.at(1);
  // The newest corner of each side.
  let leftX = places.at(0);
  let leftY = places.at(1);
  let rightX = leftX;
  let rightY = leftY;
  let turnedBack = false;
  left.length = right.length = 0;

  for (let at = 0; at <= end; at += 2) {
    const isLast = at === end;
    if (!isLast && total - told.at(at + 1) < AT_END) continue;
    const x = places.at(at);
    const y = places.at(at + 1);
    const wayX = ways.at(at);
    const wayY = ways.at(at + 1);
    radius = Math.max(LEAST_RADIUS, thinning === 0 ? size / 2 : radiusOf(brush, told.at(at)));
    const nextX = isLast ? wayX : ways.at(at + 2);
    const nextY = isLast ? wayY : ways.at(at + 3);
    const straight = isLast ? 1 : wayX * nextX + wayY * nextY;
    const sharp = wayX * lastWayX + wayY * lastWayY < 0 && !turnedBack;
    const sharpNext = straight < 0;
    if (sharp || sharpNext) {
      around(CORNER_LEFT, x - lastWayY * radius, y + lastWayX * radius, x, y, left);
      around(CORNER_RIGHT, x + lastWayY * radius, y - lastWayX * radius, x, y, right);
      leftX = left.at(left.length - 2);
      leftY = left.at(left.length - 1);
      rightX = right.at(right.length - 2);
      rightY = right.at(right.length - 1);
      if (sharpNext) turnedBack = true;
      continue;
    }
    turnedBack = false;
    if (isLast) {
      left.push(x - wayY * radius, y + wayX * radius);
      right.push(x + wayY * radius, y - wayX * radius);
      continue;
    }
    const acrossX = (nextY + (wayY - nextY) * straight) * radius;
    const acrossY = -(nextX + (wayX - nextX) * straight) * radius;
    if (at <= 2 || squared(leftX - (x - acrossX), leftY - (y - acrossY)) > apart) {
      leftX = x - acrossX;
      leftY = y - acrossY;
      left.push(leftX, leftY);
    }
    if (at <= 2 || squared(rightX - (x + acrossX), rightY - (y + acrossY)) > apart) {
      rightX = x + acrossX;
      rightY = y + acrossY;
      right.push(rightX, rightY);
    }
    lastWayX = wayX;
    lastWayY = wayY;
  }
  return radius;
}

/** All points lay in one place. */
function dot(brush: Brush, out: Row): void {
  const x = places.at(0);
  const y = places.at(1);
  const radius = brush.thinning === 0 ? brush.size / 2 : Math.max(LEAST_RADIUS, radiusOf(brush, told.at(0)));
  const backX = x - (x + 1);
  const backY = y - (y + 1);
  const length = Math.hypot(backY, -backX);
  around(DOT, x + (backY / length) * -radius, y + (-backX / length) * -radius, x, y, out);
}

const radiusOf = ({ size, thinning }: Brush, pressure: number): number => size * (0.5 - thinning * (0.5 - pressure));
const squared = (x: number, y: number): number => x * x + y * y;

/** A point turned about another by each of *turns*. */
function around(turns: Row, x: number, y: number, middleX: number, middleY: number, out: Row): void {
  const dx = x - middleX;
  const dy = y - middleY;
  for (let at = 0; at < turns.length; at += 2) {
    const sine = turns.at(at);
    const cosine = turns.at(at + 1);
    out.push(dx * cosine - dy * sine + middleX, dx * sine + dy * cosine + middleY);
  }
}
