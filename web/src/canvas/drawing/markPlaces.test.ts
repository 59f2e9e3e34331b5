/** Words of marks, of the ends and strokes lie apart, wherever marks stand. */
import { describe, expect, it } from 'vitest';
import { fromSegment } from '../../board/geometry';
import type { Mark, Scale } from '../../board/types';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';
import { layOutScale, OVER_LINE, type MarkPlace, type ScaleWords } from './markPlaces';

const WORDS: ScaleWords = {
  kind: ({ kind, name }) => [kind === 'highest' ? 'hoogste tot nu toe' : kind === 'own' ? '' : kind, name].join(' ').trim(),
  day: () => '25 nov',
};
const measure = (text: string): number => text.length * 0.45;
const KINDS = ['now', 'highest', 'wanted', 'step', 'own'] as const;
const marks = (...values: readonly (number | null)[]): Mark[] =>
  values.map((value, at) => ({
    id: `AAAAAAAAA${at % 10}${Math.floor(at / 10)}`, kind: KINDS[at % 5] ?? 'now', value: value === null ? [] : [value], at, by: 'AAAAAAAAAAA', name: '',
  }));
const scale = (upright: boolean, of: readonly Mark[], frame = upright ? [300, 230, 120, 1000, 0] : [120, 540, 760, 120, 0]): Scale => ({
  id: 'AAAAAAAAAAA', sheet: 'AAAAAAAAAAA', by: 'AAAAAAAAAAA', order: 'a0', type: 'scale', topic: 't',
  low: 'nog niets van', high: 'zoals ik het wil', marks: of, frame: frame as unknown as Scale['frame'], ...(upright ? { upright } : {}),
});
const overlap = ({ box: a }: MarkPlace, { box: b }: MarkPlace): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const crosses = ({ stroke, leader }: MarkPlace, { box }: MarkPlace): boolean =>
  [stroke, leader].some((line) => {
    if (line === null) return false;
    const [a, b] = line;
    return Array.from({ length: 60 }, (_, at) => [a[0] + ((b[0] - a[0]) * at) / 59, a[1] + ((b[1] - a[1]) * at) / 59] as const).some(
      ([x, y]) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height,
    );
  });

describe.each([false, true])('upright: %s', (upright) => {
  it.each([
    [[3, 5, 6, 6.5, 9]],
    [[4, 4, 4, 4]],
    [[-1, 0, 0.5, 10, 11]],
    [[5, null, 5.5, 2, 7, 7.5]],
    [[1, 2, 3, 4, 5, 6, 7, 8]],
  ])('%j lie apart, within the sheet', (values) => {
    const { marks: placed } = layOutScale(scale(upright, marks(...values)), WORDS, measure);
    expect(placed).toHaveLength(values.length);
    for (const one of placed) {
      expect(one.box.x).toBeGreaterThanOrEqual(0);
      expect(one.box.x + one.box.width).toBeLessThanOrEqual(SHEET_WIDTH);
      expect(one.box.y + one.box.height).toBeLessThanOrEqual(SHEET_HEIGHT);
      for (const other of placed) if (one !== other) expect([overlap(one, other), crosses(one, other)]).toEqual([false, false]);
    }
  });
});

it('words of the ends make way for those of marks, and only then', () => {
  const at = (...values: number[]) => layOutScale(scale(false, marks(...values)), WORDS, measure);
  expect(at(5)).toMatchObject({ low: 0, high: 0 });
  expect(at(0.5)).toMatchObject({ low: OVER_LINE, high: 0 });
  expect(at(9.5)).toMatchObject({ low: 0, high: OVER_LINE });
  // There is room for one line there.
  const long = { ...scale(false, marks(9.5)), high: 'zoals ik het in mijn eigen woorden wil' };
  expect(layOutScale(long, WORDS, measure).high).toBeGreaterThan(0);
});

it('each stroke crosses the line at its own value', () => {
  const of = scale(false, marks(4, 7));
  for (const { mark, stroke } of layOutScale(of, WORDS, measure).marks) {
    expect(stroke).not.toBeNull();
    if (stroke !== null) expect(fromSegment([120 + 76 * (mark.value[0] ?? 0), 600], ...stroke)).toBeCloseTo(0);
  }
});
