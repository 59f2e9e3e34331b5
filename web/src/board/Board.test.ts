/** The flipchart of several pages over one log in memory. */
import { describe, expect, it } from 'vitest';
import { FIRST_SHEET } from '../wire/schema.gen';
import { openBoard } from './Board';
import { clientOf } from './document';
import { decodePoints } from './ink';
import { HandMovedWorld, MemoryRoom, seededRandom, type MemoryPage } from './memoryRoom';
import { refusal } from './update';
import type { Board, Element, Note } from './types';

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve();
};

function opened(count: number, seed = 1) {
  const world = new HandMovedWorld(seed);
  const room = new MemoryRoom(world);
  const seats = Array.from({ length: count }, () => {
    const page = room.page();
    return { page, board: openBoard(page.log, page.live, world) };
  });
  const [first, second] = seats;
  if (first === undefined) throw new Error('nobody there');
  /** All that was done goes into the log and to everybody. */
  const exchange = async (): Promise<void> => {
    await settle();
    for (const { page } of seats) page.send();
    for (const { page } of seats) page.deliver();
    world.pass(0);
    await settle();
  };
  return { world, room, seats, first, second: second ?? first, exchange };
}

const on = (board: Board): readonly Element[] => board.elements(FIRST_SHEET).value;
const notes = (board: Board): Note[] => on(board).filter((e): e is Note => e.type === 'note');

function stroke(board: Board, from = 10): string {
  const drawing = board.startInk(FIRST_SHEET, 1, 2);
  drawing.add(from, 10, 0.5, 0);
  drawing.add(from + 20, 30, 0.5, 16);
  drawing.add(from + 40, 20, 0.5, 32);
  drawing.finish();
  return drawing.id;
}

describe('acts', () => {
  it('reach the other through the log and are the same there', async () => {
    const { first, second, exchange } = opened(2);
    stroke(first.board);
    first.board.addNote(FIRST_SHEET, 500, 500, 2);
    await exchange();
    expect(on(second.board)).toEqual(on(first.board));
    expect(on(second.board).map(({ type }) => type)).toEqual(['ink', 'note']);
  });

  it('of one stroke are one entry of less than 460 bytes for 40 points', async () => {
    const { first } = opened(1);
    const drawing = first.board.startInk(FIRST_SHEET, 0, 1);
    for (let i = 0; i < 40; i++) drawing.add(100 + i * 9, 200 + Math.sin(i / 4) * 60, 0.5, i * 16);
    drawing.finish();
    expect(first.page.outbox).toHaveLength(1);
    const data = first.page.outbox[0]?.entry.data as [[number, Uint8Array]];
    expect(data[0][1].length).toBeLessThan(460);
  });

  it('that come back are not applied twice', async () => {
    const { first, exchange } = opened(1);
    stroke(first.board);
    const before = first.board.encode();
    await exchange();
    expect(on(first.board)).toHaveLength(1);
    expect(first.board.encode()).toEqual(before);
  });

  it('of one page carry only structs of its author', async () => {
    const { first, second, exchange } = opened(2);
    const id = first.board.addNote(FIRST_SHEET, 1, 1, 0);
    await exchange();
    second.board.setFrame(id, [5, 5, 220, 220, 0]);
    second.board.remove([id]);
    const updates = second.page.outbox.flatMap(({ entry }) => entry.data as [number, Uint8Array][]);
    expect(updates).toHaveLength(2);
    const client = clientOf(second.page.log.page);
    expect(updates.map(([, update]) => refusal(update, client))).toEqual([null, null]);
    expect(refusal(updates[0]?.[1] ?? new Uint8Array(), client + 1)).toBe('foreign');
  });

  it('keep a note within reach of the sheet', () => {
    const { first } = opened(1);
    const id = first.board.addNote(FIRST_SHEET, 50_000, -50_000, 0);
    first.board.setFrame(id, [9e9, -9e9, 200, 200, 0]);
    expect(notes(first.board)[0]?.frame).toEqual([900, -100, 200, 200, 0]);
  });
});

describe('what the log brings', () => {
  it.each([
    ['no list', 7],
    ['no update', [[0, 'words']]],
    ['a broken update', [[0, Uint8Array.of(1, 2, 3)]]],
  ])('is skipped and counted when it is %s, and the fold goes on', async (_, data) => {
    const { room, first, second, exchange } = opened(2);
    const rest = { role: 'guest', refs: [], blobs: [], clock: 0, kind: 'board' } as const;
    room.append({ ...rest, author: 'BBBBBBBBBBA', n: 0, data });
    stroke(first.board);
    await exchange();
    expect(second.board.skipped.value).toBe(1);
    expect(on(second.board)).toHaveLength(1);
  });

  it('is refused as a whole when it writes as somebody else', async () => {
    const { room, first, second, exchange } = opened(2);
    stroke(first.board);
    await settle();
    const stolen = first.page.outbox.splice(0)[0]?.entry;
    if (stolen === undefined) throw new Error('nothing to steal');
    room.append({ ...stolen, author: 'BBBBBBBBBBA', n: 0 });
    await exchange();
    expect(on(second.board)).toEqual([]);
    expect(second.board.skipped.value).toBe(1);
  });
});

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
    const drawing = first.board.startInk(FIRST_SHEET, 3, 0);
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
    const drawing = first.board.startInk(FIRST_SHEET, 0, 0);
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
    const drawing = first.board.startInk(FIRST_SHEET, 0, 0);
    drawing.add(1, 1, 0.5, 0);
    drawing.cancel();
    expect(second.board.liveInk.value).toEqual([]);
    expect(first.page.outbox).toEqual([]);
  });
});

describe('typing', () => {
  it('is committed after a second of rest, as one entry with its times', async () => {
    const { world, first, second, exchange } = opened(2);
    const id = first.board.addNote(FIRST_SHEET, 100, 100, 0);
    await exchange();
    for (const text of ['r', 're', 'res', 'rest']) {
      first.board.typeText(id, text);
      world.pass(100);
    }
    expect(first.page.outbox).toHaveLength(0);
    world.pass(1000);
    expect(first.page.outbox).toHaveLength(1);
    expect((first.page.outbox[0]?.entry.data as [number][]).map(([dt]) => dt)).toEqual([0, 100, 200, 300]);
    await exchange();
    expect(notes(second.board)[0]?.text).toBe('rest');
  });

  it('without rest is committed after three seconds', () => {
    const { world, first } = opened(1);
    const id = first.board.addNote(FIRST_SHEET, 100, 100, 0);
    first.page.outbox.length = 0;
    for (let i = 1; i <= 31; i++) {
      first.board.typeText(id, 'x'.repeat(i));
      world.pass(100);
    }
    expect(first.page.outbox).toHaveLength(1);
  });

  it('of two at once keeps the words of both', async () => {
    const { first, second, exchange } = opened(2);
    const id = first.board.addNote(FIRST_SHEET, 100, 100, 0);
    first.board.typeText(id, 'one two');
    first.board.flush();
    await exchange();
    first.board.typeText(id, 'zero one two');
    second.board.typeText(id, 'one two three');
    first.board.flush();
    second.board.flush();
    await exchange();
    await exchange();
    expect(notes(first.board)[0]?.text).toBe('zero one two three');
    expect(notes(second.board)[0]?.text).toBe('zero one two three');
  });

  it('goes into the log before the act that follows it', async () => {
    const { first } = opened(1);
    const id = first.board.addNote(FIRST_SHEET, 100, 100, 0);
    first.board.typeText(id, 'words');
    first.board.setColour(id, 3);
    expect(first.page.outbox).toHaveLength(3);
  });
});

describe('undo', () => {
  it('takes back and does again what is still as one left it', async () => {
    const { first, second, exchange } = opened(2);
    const id = first.board.addNote(FIRST_SHEET, 300, 300, 0);
    first.board.typeText(id, 'a');
    first.board.typeText(id, 'ab');
    first.board.setFrame(id, [0, 0, 220, 220, 0]);
    const whole = on(first.board);
    expect([first.board.undo(), first.board.undo(), first.board.undo()]).toEqual(['done', 'done', 'done']);
    expect(on(first.board)).toEqual([]);
    expect(first.board.undo()).toBe('nothing');
    expect([first.board.redo(), first.board.redo(), first.board.redo()]).toEqual(['done', 'done', 'done']);
    expect(on(first.board)).toEqual(whole);
    await exchange();
    expect(on(second.board)).toEqual(whole);
  });

  it('leaves alone what the other has changed since', async () => {
    const { first, second, exchange } = opened(2);
    const id = first.board.addNote(FIRST_SHEET, 300, 300, 0);
    first.board.setFrame(id, [10, 10, 220, 220, 0]);
    await exchange();
    second.board.setFrame(id, [50, 50, 220, 220, 0]);
    await exchange();
    expect(first.board.undo()).toBe('skipped');
    expect(first.board.undo()).toBe('skipped');
    expect(notes(first.board)[0]?.frame).toEqual([50, 50, 220, 220, 0]);
  });

  it('brings back a stroke of the other that one erased, as the other’s', async () => {
    const { first, second, exchange } = opened(2);
    const id = stroke(first.board);
    await exchange();
    const before = on(first.board);
    second.board.remove([id]);
    second.board.undo();
    await exchange();
    expect(on(first.board)).toEqual(before);
    expect(on(second.board)).toEqual(before);
  });
});

describe('an author that ended', () => {
  it('takes what was not kept off its own sheet, and drawing goes on', async () => {
    const { first, second, exchange } = opened(2);
    const kept = stroke(first.board);
    await exchange();
    stroke(first.board, 300);
    await settle();
    first.page.refuse('too_large');
    await settle();
    expect(on(first.board).map((e) => e.id)).toEqual([kept]);
    const after = stroke(first.board, 600);
    await exchange();
    expect(on(first.board).map((e) => e.id)).toEqual([kept, after]);
    expect(on(second.board)).toEqual(on(first.board));
    expect(second.board.skipped.value).toBe(0);
  });

  it('leaves what is being typed to the next', async () => {
    const { world, first, second, exchange } = opened(2);
    const id = first.board.addNote(FIRST_SHEET, 100, 100, 0);
    await exchange();
    first.board.typeText(id, 'half a word');
    first.page.newAuthor();
    world.pass(2000);
    await exchange();
    expect(notes(second.board)[0]?.text).toBe('half a word');
    expect(second.board.skipped.value).toBe(0);
  });
});

it('gives a keyframe only of what is logged, and with its place', async () => {
  const { first, exchange } = opened(1);
  stroke(first.board);
  expect(first.board.keyframe()).toBeNull();
  await exchange();
  expect(first.board.keyframe()?.k).toBe(1);
});

describe.each([11, 23, 37, 58, 71, 94, 105, 117])('three at once, seed %i', (seed) => {
  it('end equal, with every act that was told to be kept', async () => {
    const random = seededRandom(seed);
    const { world, room, seats } = opened(3, seed);
    const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
    const drawnBy = new Map<string, MemoryPage>();
    const erased = new Set<string>();
    const cut = new Set<MemoryPage>();
    const undone = new Set<Board>();

    for (let step = 0; step < 160; step++) {
      const seat = pick(seats);
      if (seat === undefined) throw new Error('nobody there');
      const { board, page } = seat;
      const any = pick(on(board).filter(({ id }) => !board.previews.value.has(id)));
      const dice = random();
      if (dice < 0.22) drawnBy.set(stroke(board, Math.floor(random() * 800)), page);
      else if (dice < 0.3) drawnBy.set(board.addNote(FIRST_SHEET, random() * 900, random() * 1300, 1), page);
      else if (dice < 0.42 && any?.type === 'note') board.typeText(any.id, `${any.text}${step} `);
      else if (dice < 0.5 && any) board.setFrame(any.id, [random() * 500, random() * 500, 200, 200, 0]);
      else if (dice < 0.55 && any) {
        board.remove([any.id]);
        erased.add(any.id);
      } else if (dice < 0.63) {
        board.undo();
        undone.add(board);
      } else if (dice < 0.67) board.redo();
      else if (dice < 0.72) {
        if (!cut.delete(page)) cut.add(page);
        page.reachable = !cut.has(page);
      } else if (dice < 0.74) page.newAuthor();
      else {
        await settle();
        if (!cut.has(page)) page.send(1 + Math.floor(random() * 3), random() < 0.3 ? 2 : 1);
        if (!cut.has(page)) page.deliver(1 + Math.floor(random() * 5));
      }
      world.pass(Math.floor(random() * 400));
    }

    for (const { board } of seats) board.flush();
    world.pass(5000);
    await settle();
    for (const { page } of seats) page.send();
    for (const { page } of seats) page.deliver();
    world.pass(5000);
    await settle();

    const fresh = room.page();
    const replayed = openBoard(fresh.log, fresh.live, world);
    fresh.deliver();
    world.pass(1000);
    for (const { board } of seats) {
      expect(board.skipped.value).toBe(0);
      expect(board.previews.value.size).toBe(0);
      expect(on(board)).toEqual(on(replayed));
    }
    expect(on(replayed).length).toBeGreaterThan(5);
    const there = new Set(on(replayed).map(({ id }) => id));
    for (const [id, page] of drawnBy) {
      const board = seats.find((seat) => seat.page === page)?.board;
      if (!erased.has(id) && board !== undefined && !undone.has(board)) expect(there).toContain(id);
    }
  });
});
