import { expect, it } from 'vitest';
import { FIRST_SHEET } from '../wire/schema.gen';
import { boardsAt } from './past';
import { opened, stroke } from './testing/boards';

it('folds the log once into the boards of several places; what stayed is the same in both', async () => {
  const { room, first, exchange } = opened(1);
  for (const from of [100, 400, 700]) {
    stroke(first.board, from);
    await exchange();
  }
  const entries = room.entries.map((one) => ({ ...one, own: false }));
  const seqs = entries.filter(({ kind }) => kind === 'board').map(({ seq }) => seq);
  const world = { now: () => 0, later: () => () => undefined, soon: queueMicrotask, randomBytes: () => new Uint8Array(8) };
  const [none, one, all] = await boardsAt(entries, [0, seqs[0] ?? 0, 99], world);
  expect([none, one, all].map((past) => past?.elements(FIRST_SHEET).length)).toEqual([0, 1, 3]);
  expect(all?.elements(FIRST_SHEET)[0]).toBe(one?.elements(FIRST_SHEET)[0]);
});
