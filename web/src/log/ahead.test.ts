/** What a page asks for before the head is told, and that it changes nothing of what the page then has. */
import { describe, expect, it } from 'vitest';
import { TestRoom, makeDevice, settle } from './testing/Room';
import type { Connection } from './testing/ScriptedServer';

/** Six entries, the board at 4 in a keyframe. */
async function roomWithPast(): Promise<TestRoom> {
  const room = new TestRoom();
  const coach = await room.page(makeDevice('desk', 'coach'));
  for (let i = 1; i <= 6; i++) await coach.log.append(i % 2 === 0 ? 'board' : 'talk', i);
  await room.flush();
  await coach.log.putKeyframe(4, Uint8Array.of(4, 4, 4));
  return room;
}

/** What is asked over HTTP from now on. */
function overheard(wire: Connection): string[] {
  const asked: string[] = [];
  const { entries, keyframe } = wire.pages;
  wire.pages.entries = (after, until, skip) => {
    asked.push(`${after} ${skip ?? 'all'}`);
    return entries(after, until, skip);
  };
  wire.pages.keyframe = () => {
    asked.push('keyframe');
    return keyframe();
  };
  return asked;
}

describe('a page that was let in', () => {
  it('has asked for all there is before it is connected, and asks for none of it twice', async () => {
    const room = await roomWithPast();
    let asked: string[] = [];
    room.onConnection = (wire) => (asked = overheard(wire));
    const guest = await room.page(makeDevice('phone', 'guest'), { admitted: true, connect: false });
    await settle();
    expect(asked).toEqual(['keyframe', '0 board', '4 all']);
    expect(guest.entries).toEqual([]);

    await guest.wire.connect();
    await room.flush();
    expect(asked).toEqual(['keyframe', '0 board', '4 all']);
    expect(guest.entries.map(({ seq }) => seq)).toEqual([1, 3, 5, 6]);
    expect(guest.lies()).toEqual([]);
  });

  it('gets what came in between too, at once', async () => {
    const room = await roomWithPast();
    const guest = await room.page(makeDevice('phone', 'guest'), { admitted: true, connect: false });
    await settle();
    const [coach] = room.pages;
    await coach?.log.append('talk', 7);
    await room.flush();
    await guest.wire.connect();
    await room.flush();
    expect(guest.entries.map(({ seq }) => seq)).toEqual([1, 3, 5, 6, 7]);
    expect(guest.log.caughtUp.value).toBe(true);
    expect(guest.lies()).toEqual([]);
  });

  it('asks anew when it was long under way: the past may have been forgotten since', async () => {
    const room = await roomWithPast();
    const guest = await room.page(makeDevice('phone', 'guest'), { admitted: true, connect: false });
    await settle();
    const boards: number[] = [];
    guest.log.onKeyframe((_board, k) => boards.push(k));
    room.server.keyframe = null;
    room.clock.advance(6_000);
    await guest.wire.connect();
    await room.flush();
    expect(boards).toEqual([]);
    expect(guest.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('reads the log in its time when nothing could be asked for ahead', async () => {
    const room = await roomWithPast();
    room.onConnection = (wire) => (wire.reachable = false);
    const guest = await room.page(makeDevice('phone', 'guest'), { admitted: true, connect: false });
    await settle();
    await guest.wire.connect();
    await room.flush();
    expect(guest.entries.map(({ seq }) => seq)).toEqual([1, 3, 5, 6]);
    expect(guest.lies()).toEqual([]);
  });
});

it('a page that may be before the door asks for nothing until it is told the head', async () => {
  const room = await roomWithPast();
  let asked: string[] = [];
  room.onConnection = (wire) => (asked = overheard(wire));
  const guest = await room.page(makeDevice('phone', 'guest'), { connect: false });
  await settle();
  expect(asked).toEqual([]);
  await guest.wire.connect();
  await room.flush();
  expect(asked).toEqual(['keyframe', '0 board', '4 all']);
});
