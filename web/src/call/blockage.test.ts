import { expect, test } from 'vitest';
import { FIRST_PATH_MS, NEXT_PATH_MS, createBlockage, type Way } from './blockage';

const TRYING = { healthy: false, met: false, reachable: true };

function looking(): (way: Way) => boolean {
  const blockage = createBlockage();
  return (way) => {
    const before = blockage.blocked;
    expect(blockage.look(way)).toBe(blockage.blocked !== before);
    return blockage.blocked;
  };
}

test('no first path for twelve seconds is a blocked way, and a path ends it', () => {
  const blocked = looking();

  expect(blocked({ now: 0, ...TRYING })).toBe(false);
  expect(blocked({ now: FIRST_PATH_MS - 1, ...TRYING })).toBe(false);
  expect(blocked({ now: FIRST_PATH_MS, ...TRYING })).toBe(true);
  expect(blocked({ now: FIRST_PATH_MS + 1, ...TRYING, healthy: true, met: true })).toBe(false);
});

test('who had a path is given the time in which the server notices who is gone', () => {
  const blocked = looking();
  const lost = { ...TRYING, met: true };

  blocked({ now: 0, ...lost });
  expect(blocked({ now: NEXT_PATH_MS - 1, ...lost })).toBe(false);
  expect(blocked({ now: NEXT_PATH_MS, ...lost })).toBe(true);
});

test('while the server does not reach the other, nobody knows', () => {
  const blocked = looking();
  for (let now = 0; now < 60_000; now += 500) {
    expect(blocked({ now, ...TRYING, reachable: false })).toBe(false);
  }
  expect(blocked({ now: 60_000, ...TRYING })).toBe(false);
});
