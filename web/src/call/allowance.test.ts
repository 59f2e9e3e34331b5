import { expect, test } from 'vitest';
import { createAllowance } from './allowance';

test('a few at once, then one each while', () => {
  const may = createAllowance(2, 1_000);

  expect([may(0), may(0), may(0)]).toEqual([true, true, false]);
  expect([may(999), may(1_000), may(1_001)]).toEqual([false, true, false]);
});

test('what is not used does not pile up', () => {
  const may = createAllowance(2, 1_000);

  expect([may(60_000), may(60_000), may(60_000)]).toEqual([true, true, false]);
});
