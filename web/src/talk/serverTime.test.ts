import { expect, it } from 'vitest';
import { createServerTime } from './serverTime';

const DAY = 86_400_000;

it.each([DAY, -DAY])('tells the server’s time on a device that is %d ms off, also when it is put right meanwhile', (off) => {
  let [wall, steady] = [1_000_000 + off, 5_000];
  const time = createServerTime({ wall: () => wall, steady: () => steady });
  expect(time.now()).toBe(wall);
  time.hear(900_000, false); // long ago, from the log
  expect(time.now()).toBe(wall);
  time.hear(1_000_000, true);
  expect(time.now()).toBe(1_000_000);
  steady += 60_000;
  wall = 1_060_000; // the clock was put right
  expect(time.now()).toBe(1_060_000);
});

it('catches up after a sleep in which nothing counted', () => {
  const time = createServerTime({ wall: () => 0, steady: () => 5_000 });
  time.hear(1_000_000, true);
  time.hear(999_000, false);
  expect(time.now()).toBe(1_000_000);
  time.hear(1_000_000 + DAY, false);
  expect(time.now()).toBe(1_000_000 + DAY);
});
