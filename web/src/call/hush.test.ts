import { expect, test } from 'vitest';
import { FRESH, stepHush, type Hush } from './hush';

/** Look twice a second at a microphone whose greatest sample is *peak*, from *from* to *to*, in seconds. */
function lookOn(hush: Hush, peak: number, from: number, to: number, open = true): Hush {
  let now = hush;
  for (let ms = from * 1_000; ms <= to * 1_000; ms += 500) now = stepHush(now, { open, peak }, ms);
  return now;
}

test('a microphone that never gave anything is told after six seconds, not before', () => {
  expect(lookOn(FRESH, 0, 0, 5.5).told).toBe(false);
  expect(lookOn(FRESH, 0, 0, 6).told).toBe(true);
});

test('the noise of a quiet room is not silence', () => {
  expect(lookOn(FRESH, 2e-5, 0, 600).told).toBe(false);
});

test('a closed microphone is never told, and its time does not count', () => {
  const closed = lookOn(FRESH, 0, 0, 60, false);
  expect(closed.told).toBe(false);
  expect(lookOn(closed, 0, 60, 65.5).told).toBe(false);
  expect(lookOn(lookOn(FRESH, 0, 0, 20), 0, 20, 21, false).told).toBe(false);
});

test('one that was heard before is given thirty seconds of silence', () => {
  const heard = lookOn(FRESH, 0.1, 0, 2);
  expect(lookOn(heard, 0, 2, 31.5).told).toBe(false);
  expect(lookOn(heard, 0, 2, 32).told).toBe(true);
});

test('one that turned out to work after all is doubted three times as late', () => {
  const doubted = lookOn(lookOn(FRESH, 0.1, 0, 2), 0, 2, 32);
  const back = lookOn(doubted, 0.1, 33, 33);
  expect(back.told).toBe(false);
  expect(lookOn(back, 0, 34, 123.5).told).toBe(false);
  expect(lookOn(back, 0, 34, 124).told).toBe(true);
});
