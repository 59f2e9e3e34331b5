import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url } from '../crypto/base64url';
import { BadInk, decodePoints, encodePoints, frameAround, placePoints, quantise } from './ink';
import { inkOutline, inkPath } from './outline';
import type { Frame, InkPoint } from './types';

interface Vectors {
  readonly strokes: readonly { name: string; points: [number, number, number, number][]; packed: string }[];
  readonly placed: readonly { name: string; points: [number, number, number, number][]; frame: Frame; placed: [number, number][] }[];
  readonly broken: readonly { name: string; packed: string }[];
}
const file = new URL('../../../tests/wire/ink.py.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;

describe('packed points', () => {
  it.each(vectors.strokes)('are the bytes that Python packs: $name', ({ points, packed }) => {
    const here = points.map(([x, y, pressure, dt]): InkPoint => [x, y, pressure / 255, dt]);
    expect(toBase64url(encodePoints(here))).toBe(packed);
    expect(decodePoints(fromBase64url(packed))).toEqual(here.map(([x, y, p, dt]) => [quantise(x), quantise(y), p, dt]));
  });

  it.each(vectors.broken)('are refused when broken: $name', ({ packed }) => {
    expect(() => decodePoints(fromBase64url(packed))).toThrow(BadInk);
  });

  it('take about five bytes a point of handwriting', () => {
    const points = Array.from({ length: 40 }, (_, i): InkPoint => [i * 6, Math.sin(i / 4) * 40, 128 / 255, 16]);
    expect(encodePoints(points).length).toBeLessThan(40 * 5 + 8);
  });

  it('lie in the smallest frame around them', () => {
    expect(frameAround([[5, 9, 0.5, 0], [-2, 4, 0.5, 8], [1, 30, 0.5, 8]])).toEqual([-2, 4, 7, 26, 0]);
  });
});

describe('a stroke on the sheet', () => {
  it.each(vectors.placed)('lies where Python puts it: $name', ({ points, frame, placed }) => {
    const here = placePoints(points, frame);
    expect(here).toHaveLength(placed.length);
    for (const [at, [x, y]] of placed.entries()) {
      expect(here[at]?.[0]).toBeCloseTo(x, 6);
      expect(here[at]?.[1]).toBeCloseTo(y, 6);
    }
  });

  it('that was stretched lies in the smallest frame around it', () => {
    const stretched = vectors.placed.find(({ name }) => name === 'made wider');
    const here = placePoints(stretched?.points ?? [], stretched?.frame ?? [0, 0, 0, 0, 0]);
    expect(frameAround(here)).toEqual(stretched?.frame);
  });
});

describe('an outline', () => {
  const line = (pressure: (i: number) => number): InkPoint[] =>
    Array.from({ length: 30 }, (_, i): InkPoint => [i * 10, 0, pressure(i), 16]);
  const thickness = (points: InkPoint[]): number[] => {
    const outline = inkOutline(points, 1);
    const middle = (from: number): number[] =>
      outline.filter(([x]) => Math.abs(x - from) < 12).map(([, y]) => Math.abs(y));
    return [Math.max(...middle(60)), Math.max(...middle(240))];
  };

  it('of a marker without pressure is as wide everywhere as the marker', () => {
    for (const half of thickness(line(() => 128 / 255))) expect(half).toBeCloseTo(4, 1);
  });

  it('thins where a device reports that one presses less', () => {
    const [light = 0, heavy = 0] = thickness(line((i) => i / 30));
    expect(light).toBeLessThan(heavy - 1);
  });

  it('of a single point is a dot as large as the marker', () => {
    const outline = inkOutline([[50, 50, 128 / 255, 0]], 2);
    const radii = outline.map(([x, y]) => Math.hypot(x - 50, y - 50));
    expect(Math.max(...radii)).toBeLessThan(16);
    expect(Math.max(...radii)).toBeGreaterThan(6);
  });

  it('is the same path for the same points, and none for no points', () => {
    expect(inkPath(line(() => 0.5), 0)).toBe(inkPath(line(() => 0.5), 0));
    expect(inkPath([], 0)).toBe('');
  });
});
