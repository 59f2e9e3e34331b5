/** Several boards over one log in memory, and what tests do with them. */
import { FIRST_SHEET } from '../../wire/schema.gen';
import { openBoard } from '../Board';
import type { Board, Element, Note } from '../types';
import { HandMovedWorld, MemoryRoom } from './memoryRoom';

/** Let what promises hand on arrive. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve();
};

/** @param coaches so many of them, first of all, are a coach's */
export function opened(count: number, seed = 1, coaches = 0) {
  const world = new HandMovedWorld(seed);
  const room = new MemoryRoom(world);
  const seats = Array.from({ length: count }, (_, at) => {
    const page = room.page(at < coaches ? 'coach' : 'guest');
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

export const on = (board: Board): readonly Element[] => board.elements(FIRST_SHEET).value;
export const notes = (board: Board): Note[] => on(board).filter((e): e is Note => e.type === 'note');

export function stroke(board: Board, from = 10): string {
  const drawing = board.startInk(FIRST_SHEET, { marker: 1, width: 2 });
  drawing.add(from, 10, 0.5, 0);
  drawing.add(from + 20, 30, 0.5, 16);
  drawing.add(from + 40, 20, 0.5, 32);
  drawing.finish();
  return drawing.id;
}
