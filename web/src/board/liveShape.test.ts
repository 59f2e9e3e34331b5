/** What passes by while a shape is drawn or a laser shines. */
import { describe, expect, it } from 'vitest';
import { FIRST_SHEET } from '../wire/schema.gen';
import { LASER_MS } from './laser';
import { on, opened } from './testing/boards';
import type { Board, InkDrawing } from './types';

const CIRCLE = { shape: 'ellipse', marker: 1, width: 1 } as const;
const FRAME = [200, 300, 180, 180, 0] as const;

function drawn(board: Board): InkDrawing {
  const drawing = board.startInk(FIRST_SHEET, { marker: 1, width: 1 });
  for (let at = 0; at < 20; at++) drawing.add(200 + at * 4, 300, 0.5, at * 8);
  return drawing;
}

describe('a shape being drawn', () => {
  it('is seen as it grows, and lies on both boards as one act', async () => {
    const { world, first, second, exchange } = opened(2);
    const shape = first.board.startShape(FIRST_SHEET, CIRCLE, FRAME);
    world.pass(20);
    shape.set([200, 300, 240, 240, 0]);
    world.pass(20);
    expect(second.board.liveShapes.value.map(({ frame }) => frame)).toEqual([[200, 300, 240, 240, 0]]);
    shape.finish();
    await exchange();
    expect(second.board.liveShapes.value).toEqual([]);
    expect(on(second.board)).toEqual(on(first.board));
    expect(on(second.board)[0]).toMatchObject({ ...CIRCLE, type: 'shape', id: shape.id, frame: [200, 300, 240, 240, 0] });
    first.board.undo();
    await exchange();
    expect(on(second.board)).toEqual([]);
  });

  it('takes the place of the stroke it was, for the others too, and is one act', async () => {
    const { world, first, second, exchange } = opened(2);
    const stroke = drawn(first.board);
    world.pass(20);
    expect(second.board.liveInk.value).toHaveLength(1);
    const shape = first.board.startShape(FIRST_SHEET, CIRCLE, FRAME, stroke);
    world.pass(20);
    expect(second.board.liveInk.value).toEqual([]);
    expect(second.board.liveShapes.value[0]?.from).toHaveLength(20);
    shape.finish();
    await exchange();
    expect(on(second.board).map(({ type, id }) => [type, id])).toEqual([['shape', stroke.id]]);
    expect(first.board.undo()).toBe('done');
    expect(on(first.board)).toEqual([]);
    expect(first.board.canUndo.value).toBe(false);
  });

  it('is told again while it is held still, for whoever missed it', () => {
    const { world, first, second } = opened(2);
    second.page.reachable = false;
    first.board.startShape(FIRST_SHEET, CIRCLE, FRAME);
    world.pass(20);
    second.page.reachable = true;
    expect(second.board.liveShapes.value).toEqual([]);
    world.pass(500);
    expect(second.board.liveShapes.value).toHaveLength(1);
  });

  it('is gone for all when it is given up, and the stroke it was with it', async () => {
    const { world, first, second, exchange } = opened(2);
    const shape = first.board.startShape(FIRST_SHEET, CIRCLE, FRAME, drawn(first.board));
    world.pass(20);
    shape.cancel();
    await exchange();
    expect([second.board.liveShapes.value, second.board.liveInk.value, on(second.board)]).toEqual([[], [], []]);
    expect(first.page.outbox).toEqual([]);
  });

  it('is kept with its middle on the sheet, while drawn as when it lies', () => {
    const { first } = opened(1);
    const shape = first.board.startShape(FIRST_SHEET, CIRCLE, [-500, 300, 180, 180, 0]);
    expect(shape.frame.value).toEqual([-90, 300, 180, 180, 0]);
    shape.finish();
    expect(on(first.board)[0]?.frame).toEqual([-90, 300, 180, 180, 0]);
  });

  it('that is unsound is not shown', () => {
    const { first, second } = opened(2);
    const page = first.page.log.page;
    const sound = { t: 's', id: 'BBBBBBBBBBB', s: FIRST_SHEET, k: 'ellipse', m: 0, w: 0, f: [1, 2, 3, 4, 5] };
    for (const broken of [{ k: 'blob' }, { m: 4 }, { w: -1 }, { f: [1, 2, NaN, 4, 5] }, { f: [1, 2, -3, 4, 5] }, { id: 7 }])
      second.page.hear(page, { ...sound, ...broken });
    expect(second.board.liveShapes.value).toEqual([]);
    second.page.hear(page, sound);
    expect(second.board.liveShapes.value).toHaveLength(1);
  });
});

describe('a laser', () => {
  it('is seen by the others, fades, and leaves nothing behind', async () => {
    const { world, first, second, exchange } = opened(2);
    for (let at = 0; at < 30; at++) {
      first.board.pointLaser(FIRST_SHEET, 100 + at * 5, 200);
      world.pass(8);
    }
    const trail = second.board.lasers.value[0]?.points ?? [];
    expect(trail.map(([x]) => x)).toEqual(Array.from({ length: 30 }, (_, at) => 100 + at * 5));
    first.board.liftLaser();
    world.pass(LASER_MS + 2500);
    expect(second.board.lasers.value).toEqual([]);
    expect(first.board.lasers.value).toEqual([]);
    await exchange();
    expect(first.page.outbox).toEqual([]);
    expect([on(first.board), on(second.board), first.board.canUndo.value]).toEqual([[], [], false]);
  });

  it('that rests on something goes on shining there', () => {
    const { world, first, second } = opened(2);
    first.board.pointLaser(FIRST_SHEET, 500, 600);
    world.pass(9000);
    const newest = second.board.lasers.value[0]?.points.at(-1);
    expect(newest?.slice(0, 2)).toEqual([500, 600]);
    expect(world.now() - (newest?.[2] ?? 0)).toBeLessThan(LASER_MS);
  });

  it('misses no point when a message is lost, and joins no two trails', () => {
    const { world, first, second } = opened(2);
    for (let at = 0; at < 12; at++) {
      second.page.reachable = at % 3 !== 1;
      first.board.pointLaser(FIRST_SHEET, at, 0);
      world.pass(16);
    }
    expect(second.board.lasers.value[0]?.points.map(([x]) => x)).toEqual(Array.from({ length: 12 }, (_, at) => at));
    first.board.liftLaser();
    first.board.pointLaser(FIRST_SHEET, 900, 900);
    world.pass(16);
    expect(second.board.lasers.value.map(({ points }) => points.at(-1)?.[0])).toEqual([11, 900]);
  });

  it('that is unsound is not shown', () => {
    const { first, second } = opened(2);
    for (const p of [[1], [NaN, 1], 'x', Array.from({ length: 1002 }, () => 1)])
      second.page.hear(first.page.log.page, { t: 'l', s: FIRST_SHEET, f: 0, p });
    expect(second.board.lasers.value).toEqual([]);
  });
});
