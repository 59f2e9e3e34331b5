import { expect, it } from 'vitest';
import { opened } from '../board/testing/boards';
import { FIRST_SHEET } from '../wire/schema.gen';
import { newCircles } from './templates';
import { tellingZones, type ZoneTold } from './zones';

it('a note that is carried from ring to inner circle is told once, and so is its way back', async () => {
  const { first, second, exchange } = opened(2);
  const told: ZoneTold[] = [];
  const board = tellingZones(first.board, (change) => told.push(change));
  board.add(FIRST_SHEET, [newCircles('Werk', { inner: 'al', ring: 'nog' })]);
  const note = board.addNote(FIRST_SHEET, 500, 280, 0);
  expect(told).toEqual([]);
  board.setFrame(note, [400, 200, 220, 220, 0]);
  expect(told).toEqual([]);
  board.setFrame(note, [390, 552, 220, 220, 0]);
  expect(told).toEqual([{ type: 'zone', note, from: 'ring', to: 'inner' }]);
  board.undo();
  expect(told.at(-1)).toEqual({ type: 'zone', note, from: 'inner', to: 'ring' });
  // What the other's hand does is the other's to tell.
  await exchange();
  second.board.setFrame(note, [0, 1200, 220, 220, 0]);
  await exchange();
  expect(told).toHaveLength(2);
  board.change([{ id: note, chosen: true }]);
  expect(told).toHaveLength(2);
});
