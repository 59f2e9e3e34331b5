import { describe, expect, it } from 'vitest';
import { TestRoom, makeDevice } from './testing/Room';
import type { Page } from './testing/Room';

async function roomWithKeyframe(): Promise<readonly [TestRoom, Page]> {
  const room = new TestRoom();
  const coach = await room.page(makeDevice('desk', 'coach'));
  for (let i = 1; i <= 6; i++) await coach.log.append(i % 2 === 0 ? 'board' : 'talk', i);
  await room.flush();
  await coach.log.putKeyframe(4, Uint8Array.of(4, 4, 4));
  return [room, coach];
}

describe('a page that opens a log with a keyframe', () => {
  it('gets the board at k, the earlier entries that are not of the board, and all that follows', async () => {
    const [room, coach] = await roomWithKeyframe();
    const guest = await room.page(makeDevice('phone', 'guest'));
    const boards: unknown[] = [];
    guest.log.onKeyframe((board, k) => boards.push([board, k]));
    expect(boards).toEqual([[Uint8Array.of(4, 4, 4), 4]]);
    expect(guest.entries.map(({ seq }) => seq)).toEqual([1, 3, 5, 6]);

    // Counts go on where the keyframe left them, and so does the chain.
    await coach.log.append('talk', 7);
    await guest.log.append('talk', 'mine');
    await room.flush();
    expect(guest.log.seq.value).toBe(8);
    expect(guest.lies()).toEqual([]);
    expect(coach.lies()).toEqual([]);
  });

  it('reads the log itself when the keyframe does not open', async () => {
    const [room] = await roomWithKeyframe();
    room.server.keyframe = { k: 4, sealed: new Uint8Array(200) };
    const guest = await room.page(makeDevice('phone', 'guest'));
    expect(guest.entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(guest.log.unreadable.value).toBe(1);
  });

  it('notices that the past before the keyframe is not the one it was made from', async () => {
    const [room] = await roomWithKeyframe();
    const [first] = room.server.records;
    if (first === undefined) throw new Error('six');
    room.server.records[0] = { ...first, at: first.at - 1 };
    const guest = await room.page(makeDevice('phone', 'guest'));
    expect(guest.lies()).toContain('forked');

    // It says so once, and does not start anew at every head.
    let restarts = 0;
    guest.log.onRestart(() => restarts++);
    for (let i = 0; i < 3; i++) await guest.wire.tellHead();
    await room.flush();
    expect(restarts).toBe(0);
  });

  it('cannot be made for a place this page has not verified', async () => {
    const [, coach] = await roomWithKeyframe();
    await expect(coach.log.putKeyframe(99, new Uint8Array(1))).rejects.toThrow('not_found');
  });
});

describe('what does not last', () => {
  it('reaches the other through the server in order, at most twenty messages a second', async () => {
    const room = new TestRoom();
    const [coach, guest] = await room.coachAndGuest();
    const heard: unknown[] = [];
    guest.log.onLive((page, body) => heard.push([page, body]));
    for (let i = 0; i < 50; i++) coach.log.sendLive({ t: 'i', i });
    await room.flush();
    expect(heard).toHaveLength(1);
    await room.pass(50);
    const page = coach.log.page;
    expect(heard).toEqual(Array.from({ length: 50 }, (_, i) => [page, { t: 'i', i }]));
  });

  it('keeps of cursor moves that come too fast only the newest', async () => {
    const room = new TestRoom();
    const [coach, guest] = await room.coachAndGuest();
    const heard: unknown[] = [];
    guest.log.onLive((_page, body) => heard.push(body));
    for (let x = 0; x < 10; x++) coach.log.sendLive({ t: 'c', s: 'AAAAAAAAAAA', x, y: 0 });
    await room.pass(100);
    expect(heard).toEqual([
      { t: 'c', s: 'AAAAAAAAAAA', x: 0, y: 0 },
      { t: 'c', s: 'AAAAAAAAAAA', x: 9, y: 0 },
    ]);
  });

  it('is not taken twice, nor from another page than the one that sealed it', async () => {
    const room = new TestRoom();
    const [coach, guest] = await room.coachAndGuest();
    const heard: unknown[] = [];
    guest.log.onLive((_page, body) => heard.push(body));
    coach.log.sendLive({ t: 'x', id: 1 });
    await room.flush();
    guest.wire.coming.length = 0;
    const again = { page: coach.log.page, sealed: new Uint8Array(0) };
    coach.log.sendLive({ t: 'x', id: 2 });
    await room.pass(50);
    expect(heard).toHaveLength(2);
    guest.wire.tell('live', again);
    await room.flush();
    expect(heard).toHaveLength(2);
    expect(guest.log.unreadable.value).toBe(1);
  });
});

describe('a knock', () => {
  it('tells the coach name and form, and nothing to whoever has not the key', async () => {
    const room = new TestRoom();
    const [coach, guest] = await room.coachAndGuest();
    await guest.log.sendKnock('Sam', 'voice');
    const sealed = (guest.wire.sent.find(({ event }) => event === 'knock')?.payload as { sealed: Uint8Array }).sealed;
    expect(await coach.log.openKnock(guest.log.page, sealed)).toEqual({ name: 'Sam', form: 'voice' });
    expect(await coach.log.openKnock(coach.log.page, sealed)).toBeNull();
  });
});
