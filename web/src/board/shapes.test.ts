import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { frameBounds, fromPolylines, type Point } from './geometry';
import { byOrder, orderAbove } from './order';
import { recognise } from './recognise';
import { seededUnit } from './seed';
import { headLength, shapePath, shapeStrokes, type DrawnShape } from './shapes';
import type { Frame, ShapeKind } from './types';

interface Vectors {
  readonly seeds: readonly { id: string; salt: string; unit: number }[];
  readonly shapes: readonly (DrawnShape & { name: string; strokes: string[] })[];
  readonly bounds: readonly { name: string; frame: Frame; bounds: [number, number, number, number] }[];
  readonly distances: readonly { name: string; from: Point; to: Point; strokes: Point[][]; apart: number }[];
  readonly recognised: readonly { drawn: string; points: Point[]; meant: { shape: ShapeKind; frame: Frame } | null }[];
  readonly above: readonly { last: string | null; next: string }[];
  readonly shuffled: readonly { id: string; order: string }[];
  readonly sorted: readonly { id: string; order: string }[];
}
const file = new URL('../../../tests/wire/shapes.py.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors;
/** Sines differ in their last digits between languages; a hundredth of a unit is seen by nobody. */
const NEAR = 0.001;

const points = (spelled: string): number[] => spelled.split(/[ ,]/).map(Number);
const furthest = (a: readonly number[], b: readonly number[]): number =>
  a.length === b.length ? Math.max(0, ...a.map((value, at) => Math.abs(value - (b[at] ?? NaN)))) : Infinity;

describe('as in Python', () => {
  it.each(vectors.seeds)('a seed: $id $salt', ({ id, salt, unit }) => {
    expect(seededUnit(id, salt)).toBe(unit);
  });

  it.each(vectors.shapes)('the strokes of a shape: $name, $id', (shape) => {
    const strokes = shapeStrokes(shape);
    expect(strokes.length).toBe(shape.strokes.length);
    for (const [at, stroke] of strokes.entries())
      expect(furthest(stroke.flat(), points(shape.strokes[at] ?? ''))).toBeLessThan(NEAR);
  });

  it.each(vectors.recognised)('what a stroke was meant to be: $drawn', ({ points: raw, meant }) => {
    const found = recognise(raw);
    expect(found?.shape).toBe(meant?.shape);
    expect(furthest(found?.frame ?? [], meant?.frame ?? [])).toBeLessThan(NEAR);
  });

  it('what is meant and what is not are in the vectors', () => {
    const shapes = new Set(vectors.recognised.map(({ meant }) => meant?.shape));
    expect(shapes).toEqual(new Set(['line', 'arrow', 'ellipse', 'rectangle', undefined]));
  });

  it('no two shapes are the same, so that equal vectors mean something', () => {
    const [first, second] = vectors.shapes.filter(({ name }) => name === 'ellipse, usual');
    expect(furthest(points(first?.strokes[0] ?? ''), points(second?.strokes[0] ?? ''))).toBeGreaterThan(0.1);
  });

  it.each(vectors.bounds)('the box around a turned frame: $name', ({ frame, bounds }) => {
    const { left, top, right, bottom } = frameBounds(frame);
    expect(furthest([left, top, right, bottom], bounds)).toBeLessThan(1e-6);
  });

  it.each(vectors.distances)('how far a way passes: $name', ({ from, to, strokes, apart }) => {
    expect(fromPolylines(from, to, strokes)).toBeCloseTo(apart, 9);
  });

  it.each(vectors.above)('the order above $last', ({ last, next }) => {
    expect(orderAbove(last === null ? [] : [{ id: 'x', order: last }])).toBe(next);
  });

  it('the order of elements, ids settling ties', () => {
    expect([...vectors.shuffled].sort(byOrder)).toEqual(vectors.sorted);
    expect(vectors.shuffled).not.toEqual(vectors.sorted);
  });
});

describe('a shape', () => {
  const kinds: ShapeKind[] = ['line', 'arrow', 'rectangle', 'ellipse'];
  const shape = (kind: ShapeKind, frame: Frame, width: 0 | 1 | 2 = 0): DrawnShape => {
    return { id: 'AAAAAAAAAAA', shape: kind, frame, width };
  };

  it.each(kinds)('of any sound frame has few points, all of them numbers: %s', (kind) => {
    for (const size of [0, 1e-9, 0.3, 40, 1414, 100_000])
      for (const other of [0, 3, 100_000])
        for (const angle of [0, 33, -99_999]) {
          const strokes = shapeStrokes(shape(kind, [-100_000, 5, size, other, angle], 2));
          expect(strokes.length).toBeLessThanOrEqual(3);
          expect(strokes.flat().length).toBeLessThanOrEqual(3 * 721);
          expect(strokes.flat(2).every(Number.isFinite)).toBe(true);
          expect(shapePath(shape(kind, [-100_000, 5, size, other, angle], 2))).not.toMatch(/NaN|Infinity/);
        }
  });

  it.each(kinds)('stays within a hand’s waver of its frame: %s', (kind) => {
    for (let seed = 0; seed < 60; seed++) {
      const drawn = { ...shape(kind, [200, 300, 400, kind === 'line' || kind === 'arrow' ? 0 : 300, 0]), id: `id${seed}` };
      const all = shapeStrokes(drawn).flat();
      const reach = kind === 'arrow' ? headLength(400, 4) : 12;
      for (const [x, y] of all) {
        expect(x).toBeGreaterThan(200 - 12);
        expect(x).toBeLessThan(600 + 12);
        expect(y).toBeGreaterThan(300 - reach);
        expect(y).toBeLessThan((kind === 'rectangle' || kind === 'ellipse' ? 600 : 300) + reach);
      }
    }
  });

  it('a line begins and ends where it should, whatever the waver', () => {
    const [stroke = []] = shapeStrokes(shape('line', [100, 200, 300, 0, 90]));
    expect(furthest(stroke[0] ?? [], [250, 50])).toBeLessThan(1e-9);
    expect(furthest(stroke.at(-1) ?? [], [250, 350])).toBeLessThan(1e-9);
    expect(stroke.some(([x]) => Math.abs(x - 250) > 0.2)).toBe(true);
  });

  it('an ellipse is drawn past its beginning, as a hand does', () => {
    for (let seed = 0; seed < 40; seed++) {
      const [stroke = []] = shapeStrokes({ ...shape('ellipse', [0, 0, 400, 400, 0]), id: `id${seed}` });
      const turn = stroke.reduce((sum, [x, y], at) => {
        const [lastX, lastY] = stroke[at - 1] ?? [x, y];
        const step = Math.atan2(y - 200, x - 200) - Math.atan2(lastY - 200, lastX - 200);
        return sum + Math.atan2(Math.sin(step), Math.cos(step));
      }, 0);
      expect(Math.abs(turn)).toBeGreaterThan(2 * Math.PI + 0.05);
      expect(Math.abs(turn)).toBeLessThan(2 * Math.PI + 0.4);
    }
  });

  it('an arrow’s head grows with the marker, and is never longer than fits', () => {
    expect(headLength(400, 14)).toBeGreaterThan(headLength(400, 4));
    expect(headLength(20, 14)).toBe(8);
    expect(shapeStrokes(shape('arrow', [0, 0, 0, 0, 0]))).toEqual([[[0, 0]]]);
  });
});
