/** Three boards, cut off and joined again at random, over one log in memory. */
import { describe, expect, it } from 'vitest';
import { FIRST_SHEET } from '../wire/schema.gen';
import { openBoard } from './Board';
import { on, opened, settle, stroke } from './testing/boards';
import { seededRandom, type MemoryPage } from './testing/memoryRoom';
import type { Board } from './types';

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
