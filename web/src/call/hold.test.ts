import { expect, test } from 'vitest';
import { createHold } from './hold';

test('the microphone is open while anything is held, and closed with the last', () => {
  const said: boolean[] = [];
  const hold = createHold((muted) => said.push(muted));

  hold.press('Space');
  hold.press('button');
  hold.release('Space');
  expect(said).toEqual([false]);
  expect(hold.held.value).toBe(true);
  hold.release('button');

  expect(said).toEqual([false, true]);
  expect(hold.held.value).toBe(false);
});

test('a release of what was never pressed opens and closes nothing', () => {
  const said: boolean[] = [];
  createHold((muted) => said.push(muted)).release('Space');
  expect(said).toEqual([]);
});

test('closing lets go of all at once; a key that is still down is nothing until it is pressed again', () => {
  const said: boolean[] = [];
  const hold = createHold((muted) => said.push(muted));
  hold.press('Space');
  hold.press('button');

  hold.close();
  hold.release('Space');

  expect(said).toEqual([false, true]);
  expect(hold.held.value).toBe(false);
});
