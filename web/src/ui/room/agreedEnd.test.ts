import { expect, it } from 'vitest';
import { foldEnd, leftAt, nextTime } from './agreedEnd';

const MINUTE = 60_000;
const NOON = new Date(2026, 10, 25, 12, 0).getTime();

it('the last one said counts, and nothing takes it back but null', () => {
  const said = (before: number | null, data: unknown): number | null => foldEnd(before, { kind: 'agreement', data });
  expect(said(null, { type: 'end', at: 5 })).toBe(5);
  expect(said(5, { type: 'end', at: null })).toBeNull();
  for (const other of [null, 7, { type: 'fallback', text: 'x' }, { type: 'end' }, { type: 'end', at: -1 }, { type: 'end', at: 1.5 }, { type: 'end', at: '9' }])
    expect(said(5, other)).toBe(5);
  expect(foldEnd(5, { kind: 'session', data: { type: 'end', at: 9 } })).toBe(5);
});

it('says the time until a quarter before, then how long is left, and never that it is over', () => {
  const left = (minutes: number) => leftAt(NOON, NOON - 60 * MINUTE, NOON - minutes * MINUTE);
  expect([60, 16, 15, 11, 10, 6, 5, 3, 2, 0.1, 0, -1, -30].map(left)).toEqual([
    'until', 'until', 'left_15', 'left_15', 'left_10', 'left_10', 'left_5', 'left_5', 'left_few', 'left_few', 'until', 'until', 'until',
  ]);
});

it('is of its own session: not of one that began after it, and gone once nobody talks', () => {
  expect(leftAt(null, NOON, NOON)).toBeNull();
  expect(leftAt(NOON, NOON + 1, NOON + MINUTE)).toBeNull();
  expect(leftAt(NOON, null, NOON - MINUTE)).toBe('left_few');
  expect(leftAt(NOON, null, NOON + MINUTE)).toBeNull();
});

it('a time is the next there is', () => {
  expect(nextTime('12:30', NOON)).toBe(NOON + 30 * MINUTE);
  expect(nextTime('12:00', NOON)).toBe(NOON + 24 * 60 * MINUTE);
  expect(nextTime('00:15', NOON)).toBe(NOON + 735 * MINUTE);
  for (const typed of ['', '24:00', '12:60', 'twaalf', '12']) expect(nextTime(typed, NOON)).toBeNull();
});
