/** Notes that are stuck up lie in their zone and not over one another, whoever sticks when. */
import { describe, expect, it } from 'vitest';
import { zoneOf } from '../../board/exercises';
import type { Frame } from '../../board/types';
import { areaOf, clashes, placesFor, type Box, type Sized } from './places';

const CIRCLES = { frame: [45, 207, 910, 910, 0] as Frame };
/** As tall as a short sentence makes it: narrower notes are taller. */
const notes = (count: number, least = 122): Sized[] => Array.from({ length: count }, () => ({ least, height: (width) => Math.max(width * 0.7, 18_000 / width) }));
const frameOf = ({ x, y, width, height }: Box): Frame => [x, y, width, height, 0];
const apart = (boxes: readonly Box[]): boolean =>
  boxes.every((a, at) => boxes.slice(at + 1).every((b) => a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height));

function everybody(zone: 'inner' | 'ring', people: number, each: number): Box[] {
  const lying: Box[] = [];
  for (let index = 0; index < people; index++) lying.push(...placesFor(areaOf(zone, CIRCLES), notes(each), lying, { index, count: people }));
  return lying;
}

describe.each([
  ['inner', 4, 2],
  ['inner', 1, 6],
  ['ring', 4, 3],
  ['ring', 6, 2],
] as const)('in the %s zone, %i people with %i notes each', (zone, people, each) => {
  const lying = everybody(zone, people, each);
  it('all lie in it', () => {
    expect(lying).toHaveLength(people * each);
    for (const box of lying) expect(zoneOf(frameOf(box), CIRCLES)).toBe(zone);
  });
  it('and none over another', () => expect(apart(lying)).toBe(true));
});

it('in the ring, those of people who stick at one moment are apart: each begins at a side of their own', () => {
  const each = [0, 1, 2, 3].map((index) => placesFor(areaOf('ring', CIRCLES), notes(2), [], { index, count: 4 }));
  expect(apart(each.flat())).toBe(true);
});

it('what lies there already is not covered', () => {
  const there = placesFor(areaOf('inner', CIRCLES), notes(3), [], { index: 0, count: 1 });
  const more = placesFor(areaOf('inner', CIRCLES), notes(3), there, { index: 0, count: 1 });
  expect(apart([...there, ...more])).toBe(true);
});

it('plain paper is filled row by row, and a full zone takes more all the same', () => {
  const rows = placesFor(null, notes(8), [], { index: 0, count: 2 });
  expect(apart(rows)).toBe(true);
  expect(rows[0]?.y).toBeLessThanOrEqual(rows[7]?.y ?? 0);
  const full = everybody('inner', 6, 5);
  expect(full).toHaveLength(30);
  for (const box of full) expect(zoneOf(frameOf(box), CIRCLES)).toBe('inner');
});

it('what lies over another one is noticed', () => {
  const box = { x: 100, y: 100, width: 150, height: 120 };
  expect(clashes([box, { ...box, x: 600 }], [{ ...box, x: 180 }])).toEqual([true, false]);
});

it('words stay whole as long as there is room for it', () => {
  const wide = everybodyWide();
  expect(Math.min(...wide.map(({ width }) => width))).toBeGreaterThanOrEqual(150);
  expect(apart(wide)).toBe(true);
});
function everybodyWide(): Box[] {
  const lying: Box[] = [];
  for (let index = 0; index < 4; index++) lying.push(...placesFor(areaOf('inner', CIRCLES), notes(2, 150), lying, { index, count: 4 }));
  return lying;
}
