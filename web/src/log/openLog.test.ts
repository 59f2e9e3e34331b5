import { describe, expect, it } from 'vitest';
import { TestRoom, makeDevice } from './testing/Room';

describe('a sealed log', () => {
  it('gives what one page wrote to the other, in log order, and tells the writer that it is kept', async () => {
    const room = new TestRoom();
    const [coach, guest] = await room.coachAndGuest();
    const first = await coach.log.append('talk', { id: 'a', text: 'hello' });
    const second = await guest.log.append('talk', { id: 'b', text: 'hi' });
    expect(coach.log.unsent.value).toBe(1);
    await room.flush();

    expect(await first.kept).toBe(1);
    expect(await second.kept).toBe(2);
    for (const page of [coach, guest]) {
      expect(page.texts()).toEqual([
        { id: 'a', text: 'hello' },
        { id: 'b', text: 'hi' },
      ]);
      expect(page.log.unsent.value).toBe(0);
      expect(page.log.caughtUp.value).toBe(true);
      expect(page.lies()).toEqual([]);
    }
    expect(coach.entries.map(({ own }) => own)).toEqual([true, false]);
  });

  it('brings a page that comes later to the same place, over several short answers', async () => {
    const room = new TestRoom();
    const coach = await room.page(makeDevice('desk', 'coach'));
    for (let i = 0; i < 23; i++) await coach.log.append('talk', { i });
    await room.flush();
    const late = await room.page(makeDevice('phone', 'guest'));

    expect(late.log.seq.value).toBe(23);
    expect(late.texts()).toEqual(coach.texts());
    expect(late.lies()).toEqual([]);
  });

  it('keeps what is written while the server is away and sends it when it is back', async () => {
    const room = new TestRoom();
    const [coach, guest] = await room.coachAndGuest();
    guest.wire.disconnect();
    expect(guest.log.link.value).toBe('away');
    await guest.log.append('talk', 1);
    await coach.log.append('talk', 2);
    await room.flush();
    expect(guest.log.unsent.value).toBe(1);
    await guest.wire.connect();
    await room.flush();

    expect(guest.log.unsent.value).toBe(0);
    expect(guest.texts()).toEqual([2, 1]);
    expect(coach.texts()).toEqual([2, 1]);
    expect(guest.lies()).toEqual([]);
  });

  it('tells a late listener what was told before', async () => {
    const room = new TestRoom();
    const [coach] = await room.coachAndGuest();
    await coach.log.append('talk', 'early');
    await room.flush();
    const heard: unknown[] = [];
    coach.log.onEntry(({ data }) => heard.push(data));
    expect(heard).toEqual(['early']);
  });
});
