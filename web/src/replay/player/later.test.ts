// @vitest-environment happy-dom
/** What tells of the sheet beside it comes after the sheet. */
import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AT_MOST_MS, follow, RESTED_MS } from './later';

const FRAME_MS = 16;

beforeEach(() => vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'cancelAnimationFrame', 'setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

function followed() {
  const value = signal(0);
  const taken: number[] = [];
  const stop = follow(value, (now) => taken.push(now));
  vi.advanceTimersByTime(RESTED_MS + FRAME_MS);
  taken.length = 0;
  return { value, taken, stop };
}

it('waits until nobody goes on, and then takes the last alone', () => {
  const { value, taken } = followed();
  for (const place of [1, 2, 3]) {
    value.value = place;
    vi.advanceTimersByTime(RESTED_MS - FRAME_MS);
  }
  expect(taken).toEqual([]);
  vi.advanceTimersByTime(RESTED_MS);
  expect(taken).toEqual([3]);
});

it('follows what never rests', () => {
  const { value, taken } = followed();
  for (let ms = 0; ms < 4 * AT_MOST_MS; ms += FRAME_MS) {
    value.value = ms;
    vi.advanceTimersByTime(FRAME_MS);
  }
  expect(taken.length).toBeGreaterThanOrEqual(2);
  expect(taken.length).toBeLessThanOrEqual(4);
});

it('takes nothing once it was stopped', () => {
  const { value, taken, stop } = followed();
  value.value = 1;
  vi.advanceTimersByTime(FRAME_MS);
  stop();
  vi.advanceTimersByTime(2 * AT_MOST_MS);
  expect(taken).toEqual([]);
});
