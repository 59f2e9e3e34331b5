/** "Only I draw", as the pages keep it by themselves. */
import { describe, expect, it } from 'vitest';
import { FIRST_SHEET } from '../wire/schema.gen';
import { notes, on, opened, settle, stroke } from './testing/boards';
import { foldWriters } from './writers';

/** A coach and two clients; the first of `seats` is the coach. */
function seated() {
  const room = opened(3, 1, 1);
  const [coach, sam, kim] = room.seats;
  if (coach === undefined || sam === undefined || kim === undefined) throw new Error('three');
  const say = async (writers: 'coach' | 'all'): Promise<void> => {
    await coach.page.log.append('chapter', { type: 'writers', writers });
    coach.page.send();
  };
  return { ...room, coach, sam, kim, say };
}

describe('while only the coach draws', () => {
  it('what a client draws is on nobody’s sheet, not even its own, and counts as skipped', async () => {
    const { coach, sam, kim, say, exchange, world } = seated();
    stroke(sam.board);
    await exchange();
    await say('coach');
    stroke(sam.board, 500);
    expect(on(sam.board)).toHaveLength(2);
    await exchange();
    world.pass(0);
    await settle();
    for (const { board } of [coach, sam, kim]) expect(on(board)).toHaveLength(1);
    expect([coach.board.skipped.value, kim.board.skipped.value]).toEqual([1, 1]);
    expect([coach.board.mayDraw.value, sam.board.mayDraw.value]).toEqual([true, false]);
  });

  it('the coach draws on, and afterwards everybody does', async () => {
    const { coach, sam, kim, say, exchange } = seated();
    await say('coach');
    await exchange();
    stroke(coach.board);
    await exchange();
    expect(on(kim.board)).toHaveLength(1);
    await say('all');
    await exchange();
    sam.board.addNote(FIRST_SHEET, 300, 300, 1);
    await exchange();
    for (const { board } of [coach, sam, kim]) expect(notes(board)).toHaveLength(1);
    expect(sam.board.mayDraw.value).toBe(true);
  });

  it('nothing that a client draws is seen live, before it stopped or after; pointing is', async () => {
    const { coach, sam, kim, say, exchange } = seated();
    await exchange();
    // The page says who it is, as every page does on coming in.
    await coach.page.log.append('member', { name: 'Eva', form: 'writing' });
    await exchange();
    const begun = sam.board.startInk(FIRST_SHEET, { marker: 0, width: 1 });
    begun.add(10, 10, 0.5, 0);
    expect(kim.board.liveInk.value).toHaveLength(1);
    await say('coach');
    coach.page.deliver();
    kim.page.deliver();
    await exchange();
    expect(kim.board.liveInk.value).toHaveLength(0);

    const lying = sam.board.startInk(FIRST_SHEET, { marker: 0, width: 1 });
    lying.add(20, 20, 0.5, 0);
    lying.add(90, 90, 0.5, 30);
    lying.finish();
    await settle();
    expect(kim.board.liveInk.value).toHaveLength(0);
    expect(on(kim.board)).toHaveLength(0);
    sam.board.moveCursor(FIRST_SHEET, 5, 5);
    kim.board.moveCursor(FIRST_SHEET, 6, 6);
    const byCoach = coach.board.startInk(FIRST_SHEET, { marker: 0, width: 1 });
    byCoach.add(10, 10, 0.5, 0);
    expect(kim.board.liveInk.value).toHaveLength(1);
    expect(coach.board.cursors.value.length + kim.board.cursors.value.length).toBeGreaterThan(0);
  });
});

it('without a coach’s word everybody draws, and a client’s word changes nothing', () => {
  const data = { type: 'writers', writers: 'coach' };
  expect(foldWriters('all', { kind: 'chapter', role: 'guest', data })).toBe('all');
  expect(foldWriters('all', { kind: 'talk', role: 'coach', data })).toBe('all');
  expect(foldWriters('all', { kind: 'chapter', role: 'coach', data })).toBe('coach');
  for (const odd of [undefined, null, 7, [], { type: 'writers' }, { type: 'writers', writers: 'guest' }])
    expect(foldWriters('coach', { kind: 'chapter', role: 'coach', data: odd })).toBe('coach');
});
