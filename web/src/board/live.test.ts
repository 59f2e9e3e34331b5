/** What passes by: acts that are not logged yet, and ink while it is drawn. */
import { describe, expect, it } from 'vitest';
import { FIRST_SHEET } from '../wire/schema.gen';
import { openBoard } from './Board';
import { decodePoints } from './ink';
import { on, opened, settle, stroke } from './testing/boards';

const CARD = {
  type: 'card', frame: [0, 0, 400, 400, 0], kind: 'step', title: 't', columns: 1, value: null,
  labels: ['wat', 'wanneer'], cells: ['', ''],
} as const;
const SCALE = { type: 'scale', frame: [0, 500, 400, 100, 0], topic: '', low: '', high: '', marks: [] } as const;

describe('previews', () => {
  it('show what is not logged, cannot be selected, and give way to the entry', async () => {
    const { world, first, second, exchange } = opened(2);
    const id = stroke(first.board);
    await settle();
    world.pass(20);
    expect(on(second.board).map((e) => e.id)).toEqual([id]);
    expect([...second.board.previews.value]).toEqual([id]);
    await exchange();
    expect(second.board.previews.value.size).toBe(0);
    expect(on(second.board)).toEqual(on(first.board));
  });

  it('are told to one who comes later, each second until they are logged', async () => {
    const { world, room, first } = opened(1);
    const id = stroke(first.board);
    await settle();
    world.pass(20);
    const late = room.page();
    const board = openBoard(late.log, late.live, world);
    world.pass(1000);
    expect(on(board).map((e) => e.id)).toEqual([id]);
  });

  it('show a card with its words and a scale with its marks', async () => {
    const { world, first, second } = opened(2);
    first.board.add(FIRST_SHEET, [{ ...CARD, cells: ['bellen', 'maandag'] }]);
    const [scale = ''] = first.board.add(FIRST_SHEET, [SCALE]);
    first.board.setMark(scale, 'AAAAAAAAAAE', { kind: 'now', value: [4], at: 1, name: '' });
    await settle();
    world.pass(20);
    expect(second.board.previews.value.size).toBe(2);
    expect(on(second.board)).toEqual(on(first.board));
    expect(on(second.board)[1]).toMatchObject({ marks: [{ value: [4] }] });
  });

  it('of one field leave what others put into the others, whatever their doer knows of it', async () => {
    const { world, first, second, exchange } = opened(2);
    const [id = ''] = first.board.add(FIRST_SHEET, [CARD]);
    await exchange();
    // Logged for the one, and not yet seen by the other.
    first.board.typeText(id, 'bellen', '', 'cell0');
    first.board.change([{ id, value: 7 }]);
    await settle();
    first.page.send();
    first.page.deliver();
    world.pass(0);
    second.board.typeText(id, 'maandag', '', 'cell1');
    second.board.setFrame(id, [10, 10, 500, 400, 0]);
    await settle();
    world.pass(20);
    expect(on(first.board)).toMatchObject([{ cells: ['bellen', 'maandag'], value: 7, frame: [10, 10, 500, 400, 0] }]);
    await exchange();
    expect(on(first.board)).toEqual(on(second.board));
    expect(on(first.board)).toMatchObject([{ cells: ['bellen', 'maandag'], value: 7, frame: [10, 10, 500, 400, 0] }]);
  });

  it('of what was unlocked again do not lock it', async () => {
    const { world, first, second, exchange } = opened(2);
    const id = stroke(first.board);
    first.board.change([{ id, locked: true }]);
    await exchange();
    first.board.change([{ id, locked: false }]);
    await settle();
    world.pass(20);
    expect(on(second.board)[0]?.locked).not.toBe(true);
  });

  it('of an erasure hide the element', async () => {
    const { world, first, second, exchange } = opened(2);
    const id = stroke(first.board);
    await exchange();
    second.board.remove([id]);
    await settle();
    world.pass(20);
    expect(on(first.board)).toEqual([]);
  });

  it('never come back once their entry was folded', async () => {
    const { world, first, second, exchange } = opened(2);
    const id = stroke(first.board);
    await exchange();
    second.board.remove([id]);
    await exchange();
    const els = [{ id, v: { type: 'ink', sheet: FIRST_SHEET } }];
    second.page.hear(first.page.log.page, { t: 'p', a: first.page.log.page, n: 0, els });
    world.pass(100);
    expect(on(second.board)).toEqual([]);
  });

  it('of a page that fell silent go after a quarter of a minute', async () => {
    const { world, first, second } = opened(2);
    stroke(first.board);
    await settle();
    world.pass(20);
    first.page.reachable = false;
    world.pass(18_000);
    expect(on(second.board)).toEqual([]);
  });
});

describe('ink being drawn', () => {
  it('is seen while it is drawn, and once more as the same points when it is committed', async () => {
    const { world, first, second, exchange } = opened(2);
    const drawing = first.board.startInk(FIRST_SHEET, { marker: 3, width: 0 });
    for (let i = 0; i < 30; i++) {
      drawing.add(i * 7.3, i * 3.1, 0.5, i * 8);
      world.pass(8);
    }
    const live = second.board.liveInk.value[0];
    expect(live?.id).toBe(drawing.id);
    drawing.finish();
    expect(second.board.liveInk.value[0]?.points).toEqual(drawing.points.value);
    await exchange();
    expect(second.board.liveInk.value).toEqual([]);
    const ink = on(second.board)[0];
    if (ink?.type !== 'ink') throw new Error('no ink');
    const [x, y] = ink.frame;
    expect(decodePoints(ink.points).map((p) => [p[0] + x, p[1] + y, p[2], p[3]])).toEqual(
      drawing.points.value.map((p) => [...p]),
    );
  });

  it('survives the loss of a message, since the last points are repeated', () => {
    const { world, first, second } = opened(2);
    const drawing = first.board.startInk(FIRST_SHEET, { marker: 0, width: 0 });
    for (let i = 0; i < 40; i++) {
      second.page.reachable = i % 5 !== 2;
      drawing.add(i * 10, 5, 0.5, i * 16);
      world.pass(16);
    }
    second.page.reachable = true;
    drawing.add(400, 5, 0.5, 700);
    world.pass(16);
    expect(second.board.liveInk.value[0]?.points.map(([x]) => x)).toEqual(
      Array.from({ length: 41 }, (_, i) => i * 10),
    );
  });

  it('is gone for the other when it is given up', () => {
    const { first, second } = opened(2);
    const drawing = first.board.startInk(FIRST_SHEET, { marker: 0, width: 0 });
    drawing.add(1, 1, 0.5, 0);
    drawing.cancel();
    expect(second.board.liveInk.value).toEqual([]);
    expect(first.page.outbox).toEqual([]);
  });
});

describe('a page that says more than anybody does', () => {
  const idOf = (at: number): string => `${String(at).padStart(10, '0')}A`;
  const card = { type: 'note', sheet: FIRST_SHEET, order: 'a0', by: idOf(0), frame: [0, 0, 9, 9, 0], colour: 0, text: '' };

  it('gets no more strokes held than a hand draws, and leaves others theirs', () => {
    const { second } = opened(2);
    const say = (page: string, at: number): void =>
      second.page.hear(page, { t: 'i', id: idOf(at), s: FIRST_SHEET, m: 0, w: 0, f: 0, p: [8, 8, 128, 0] });
    for (let at = 0; at < 2000; at++) say('floodfloodA', at);
    say('honesthoneA', 5000);
    const pages = second.board.liveInk.value.map(({ page }) => page);
    expect(pages.filter((page) => page === 'floodfloodA').length).toBeLessThanOrEqual(32);
    expect(pages).toContain('honesthoneA');
  });

  it('gets no more acts held than an hour without a log brings', () => {
    const { second } = opened(2);
    for (let at = 0; at < 4000; at++)
      second.page.hear('floodfloodA', { t: 'p', a: idOf(at % 40), n: at, els: [{ id: idOf(at), v: card }] });
    expect(on(second.board).length).toBeGreaterThan(100);
    expect(on(second.board).length).toBeLessThanOrEqual(1000);
  });
});
