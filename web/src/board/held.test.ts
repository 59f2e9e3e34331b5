/** What the others have selected and are moving passes by, and is never kept. */
import { expect, it } from 'vitest';
import { FIRST_SHEET } from '../wire/schema.gen';
import { MAX_HELD, readLive } from './live';
import { on, opened, settle, stroke } from './testing/boards';
import type { Frame } from './types';

const FRAME: Frame = [50, 60, 40, 20, 0];

async function one() {
  const { world, first, second, exchange } = opened(2);
  const id = stroke(first.board);
  await exchange();
  const pass = async (ms: number): Promise<void> => {
    await settle();
    world.pass(ms);
    await settle();
  };
  const seen = () => second.board.held.value[0];
  return { id, first, second, exchange, pass, seen };
}

it('is seen by the other, moves along, and changes neither document nor log', async () => {
  const { id, first, second, pass, seen } = await one();
  const before = on(second.board);
  const logged = second.board.folded.value;
  first.board.hold(FIRST_SHEET, [id], null);
  await pass(50);
  expect(seen()?.ids).toEqual([id]);
  expect(seen()?.page).toBe(first.page.log.page);
  first.board.hold(FIRST_SHEET, [id], new Map([[id, FRAME]]));
  await pass(50);
  expect(seen()?.frames.get(id)).toEqual(FRAME);
  expect(on(second.board)).toEqual(before);
  expect(second.board.folded.value).toBe(logged);
  expect(first.board.encode()).toEqual(second.board.encode());
});

it('stays for a moment where it was let go, and not at all where it was given up', async () => {
  const { id, first, pass, seen } = await one();
  first.board.hold(FIRST_SHEET, [id], new Map([[id, FRAME]]));
  await pass(50);
  first.board.hold(FIRST_SHEET, [id], null);
  await pass(50);
  expect(seen()?.frames.get(id)).toEqual(FRAME);
  await pass(1200);
  expect(seen()?.frames.size).toBe(0);
  expect(seen()?.ids).toEqual([id]);

  first.board.hold(FIRST_SHEET, [id], new Map([[id, FRAME]]));
  await pass(50);
  first.board.hold(FIRST_SHEET, [id], new Map());
  await pass(50);
  expect(seen()?.frames.size).toBe(0);
  first.board.hold(FIRST_SHEET, [], null);
  await pass(1500);
  expect(seen()).toBeUndefined();
});

it('is said again while it lasts, and forgotten of a page that fell silent', async () => {
  const { id, first, pass, seen } = await one();
  first.board.hold(FIRST_SHEET, [id], null);
  await pass(30_000);
  expect(seen()?.ids).toEqual([id]);
  first.page.reachable = false;
  await pass(12_000);
  expect(seen()).toBeUndefined();
});

it('is read defensively', () => {
  const id = 'AAAAAAAAAAA';
  const sound = { t: 'h', s: id, ids: [id], f: [1, 2, 3, 4, 0] };
  expect(readLive(sound)).toEqual(sound);
  expect(readLive({ t: 'h', s: id, ids: [] })).toEqual({ t: 'h', s: id, ids: [] });
  const bad = [
    { ...sound, s: 7 }, { ...sound, ids: 'x' }, { ...sound, ids: [7] }, { ...sound, f: [1, 2, 3, 4] },
    { ...sound, f: [1, 2, 3, 4, 0, 1, 2, 3, 4, 0] }, { ...sound, f: [1, 2, NaN, 4, 0] }, { ...sound, f: [1, 2, -3, 4, 0] },
    { ...sound, f: [1e9, 2, 3, 4, 0] }, { ...sound, f: {} }, { ...sound, ids: Array<string>(MAX_HELD + 1).fill(id) },
  ];
  for (const body of bad) expect(readLive(body), JSON.stringify(body)).toBeNull();
});
