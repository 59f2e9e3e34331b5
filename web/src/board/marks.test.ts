/** Where carried marks come to stand. */
import { describe, expect, it } from 'vitest';
import { along } from './exercises';
import { carriedMark, carriedTo, frameOfMark, isOfEarlierDay, marksShown, softValueAt } from './marks';
import type { Mark, Scale } from './types';

const DAY = 86_400_000;
const NOON = new Date(2026, 10, 25, 12).getTime();
const mark = (more: Partial<Mark> = {}): Mark => ({ id: 'AAAAAAAAAAE', kind: 'now', value: [4], at: NOON, by: 'AAAAAAAAAAA', name: 'Sam', ...more });
const scale = (upright: boolean, marks: readonly Mark[] = []): Scale => ({
  id: 'AAAAAAAAAAA', sheet: 'AAAAAAAAAAA', by: 'AAAAAAAAAAA', order: 'a0', type: 'scale', topic: '', low: '', high: '', marks,
  frame: upright ? [300, 230, 120, 1000, 0] : [120, 540, 760, 120, 0], ...(upright ? { upright } : {}),
});

describe.each([false, true])('upright: %s', (upright) => {
  it('a hand comes to halves softly, and to tenths between them, as far as marks are drawn', () => {
    const at = (value: number): number => softValueAt(scale(upright), along(scale(upright), value));
    for (const [hand, value] of [[4.6, 4.5], [4.39, 4.5], [4.24, 4.2], [4.75, 4.8], [-0.9, -1], [-3, -1.2], [10.4, 10.5], [0.04, 0]] as const)
      expect(at(hand)).toBe(value);
    expect(Object.is(at(-0.05), 0)).toBe(true);
  });

  it('what passes by as a frame is the same value', () => {
    const one = scale(upright, [mark()]);
    for (const value of [-1.2, -1, 0, 4.2, 4.5, 10, 11])
      expect(marksShown(one, new Map([[mark().id, frameOfMark(one, value)]]), NOON)).toEqual([mark({ value: [value] })]);
  });
});

it('a stretch goes as one, and no number becomes one', () => {
  expect(carriedTo([3, 5], 6)).toEqual([4, 6]);
  expect(carriedTo([], 2)).toEqual([2]);
  expect(carriedTo([4.2], 4.5)).toEqual([4.5]);
});

it('a mark of an earlier day stays, and today has one of its own', () => {
  expect(isOfEarlierDay(mark(), NOON + DAY / 4)).toBe(false);
  expect(isOfEarlierDay(mark(), NOON + DAY)).toBe(true);
  // Another's clock may be ahead.
  expect(isOfEarlierDay(mark(), NOON - DAY)).toBe(false);
  expect(carriedMark(mark(), 6, NOON + 1, 'new')).toEqual(mark({ value: [6] }));
  expect(carriedMark(mark(), 6, NOON + DAY, 'new')).toEqual(mark({ id: 'new', value: [6], at: NOON + DAY }));
  const old = mark();
  const frames = new Map([[old.id, frameOfMark(scale(false), 6)]]);
  expect(marksShown(scale(false, [old]), frames, NOON + DAY).map(({ value }) => value)).toEqual([[4], [6]]);
  // Once the act is there, what is still remembered of its way is not drawn beside it.
  const come = mark({ id: 'AAAAAAAAAAI', value: [6], at: NOON + DAY });
  expect(marksShown(scale(false, [old, come]), frames, NOON + DAY)).toEqual([old, come]);
});
