import { expect, it } from 'vitest';
import { eased } from './ease';
import type { InkPoint } from './types';

const raw = Array.from({ length: 900 }, (_, at): InkPoint => [at, 40 * Math.sin(at / 30), 0.5, 8]);
const line = [[[0, 0], [900, 0]]] as const;

it('goes from the stroke to the shape, and no point is lost on the way', () => {
  const off = (share: number): number => Math.max(...eased(raw, line, share).map(([, y]) => Math.abs(y)));
  expect(off(0)).toBeCloseTo(40, 0);
  expect(off(0.5)).toBeLessThan(off(0.1));
  expect(off(1)).toBeCloseTo(0);
});

it('moves few points, the last among them, however long the stroke was', () => {
  const moved = eased(raw, line, 0);
  expect(moved.length).toBeLessThanOrEqual(161);
  expect(moved.at(-1)).toEqual(raw.at(-1));
});
