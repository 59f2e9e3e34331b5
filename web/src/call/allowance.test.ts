import { expect, test } from 'vitest';
import { createAllowance, createEar } from './allowance';

test('a few at once, then one each while', () => {
  const may = createAllowance(2, 1_000);

  expect([may(0), may(0), may(0)]).toEqual([true, true, false]);
  expect([may(999), may(1_000), may(1_001)]).toEqual([false, true, false]);
});

test('what is not used does not pile up', () => {
  const may = createAllowance(2, 1_000);

  expect([may(60_000), may(60_000), may(60_000)]).toEqual([true, true, false]);
});

test('a pen and two hundred acts that wait for the log are heard whole, each second anew', () => {
  const hears = createEar();
  const missed = Array.from({ length: 60 }, (_, second) => {
    let count = 0;
    for (let at = 0; at < 125; at++) if (!hears(1000 * second + 8 * at, 250)) count += 1;
    for (let act = 0; act < 150; act++) if (!hears(1000 * second + 999, 900)) count += 1;
    return count;
  });

  expect(missed.every((count) => count === 0)).toBe(true);
});

test('a flood is heard no more than three hundred times a second, and no more than a megabyte', () => {
  const hears = createEar();
  const heard = (bytes: number, from: number): number => {
    let count = 0;
    for (let at = 0; at < 100_000; at++) if (hears(from + at / 10, bytes)) count += 1;
    return count;
  };

  expect(heard(100, 0)).toBeLessThanOrEqual(600 + 10 * 300);
  expect(heard(60_000, 10_000)).toBeLessThanOrEqual((4_000_000 + 10 * 1_000_000) / 60_000);
});
