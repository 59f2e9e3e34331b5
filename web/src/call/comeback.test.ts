import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ABSENT_MS } from './recovery';
import { FakePeerConnection } from './testing/FakePeerConnection';
import { OF_A, OF_B, closeHouse, only, openHouse, pass, sentKinds, sit, sitTogether } from './testing/seats';

beforeEach(openHouse);
afterEach(closeHouse);

describe('when the server is lost', () => {
  test('a connection that stands goes on, and so do live messages', async () => {
    const { room, a, b } = await sitTogether();
    const heard = vi.fn();
    b.call.live.onMessage(heard);

    room.crash();
    await pass(60_000);
    a.call.live.send({ t: 'c', x: 1 });
    await pass(1);

    expect(only(a).state).toBe('connected');
    expect(heard).toHaveBeenCalledTimes(1);
    expect(FakePeerConnection.all.map(({ connectionState }) => connectionState)).toEqual([
      'connected',
      'connected',
    ]);
  });

  test('who comes back first keeps the one who comes back later', async () => {
    const { room, a, b } = await sitTogether();

    room.crash();
    await pass(ABSENT_MS * 2);
    a.page.enter();
    await pass(5_000);
    expect(only(a).state).toBe('connected');
    b.page.enter();
    await pass(ABSENT_MS * 2);

    expect(only(a).state).toBe('connected');
    expect(FakePeerConnection.all.length).toBe(2);
  });

  test('who is then not heard any more is interrupted, for nobody knows that they are gone', async () => {
    const { room, a } = await sitTogether();

    room.crash();
    FakePeerConnection.cut = true;
    await pass(60_000);

    expect(only(a).state).toBe('interrupted');
  });

  test('who does not come back is parted from in the end', async () => {
    const { room, a } = await sitTogether();

    room.crash();
    a.page.enter();
    await pass(ABSENT_MS + 1_000);

    expect(a.call.people.value).toEqual([]);
    expect(FakePeerConnection.all[OF_A]?.connectionState).toBe('closed');
  });
});

describe('when the way between two is lost', () => {
  test('both are told within 3 s', async () => {
    const { a, b } = await sitTogether();
    await pass(5_000);

    FakePeerConnection.cut = true;
    await pass(2_900);

    expect(only(a).state).toBe('interrupted');
    expect(only(b).state).toBe('interrupted');
    expect(only(a).hasSound).toBe(false);
  });

  test('the way to the server is doubted, and not for ever', async () => {
    const { a } = await sitTogether();
    await pass(60_000);
    expect(a.page.doubts).toBe(0);

    FakePeerConnection.cut = true;
    await pass(60_000);
    const doubted = a.page.doubts;
    expect(doubted).toBeGreaterThan(10);

    await pass(120_000);
    const given = a.page.doubts;
    expect(given).toBeGreaterThan(doubted);
    await pass(60_000);
    expect(a.page.doubts).toBe(given);
  });

  test('packets of sound alone keep a person connected', async () => {
    const { a } = await sitTogether();
    FakePeerConnection.cut = true;

    for (let count = 1; count <= 20; count += 1) {
      const pc = FakePeerConnection.all[OF_A];
      if (pc !== undefined) pc.packets += 25;
      await pass(500);
    }

    expect(only(a).state).toBe('connected');
  });

  test('a restart of the same connection is tried first', async () => {
    const { a, b } = await sitTogether();

    for (const pc of [...FakePeerConnection.all]) pc.lose('failed');
    await pass(5_000);

    expect(only(a).state).toBe('connected');
    expect(only(b).state).toBe('connected');
    expect(FakePeerConnection.all.length).toBe(2);
    expect(Math.max(...FakePeerConnection.all.map(({ generation }) => generation))).toBeGreaterThan(0);
  });

  test('only the page with the larger id makes offers, so that none is ever rolled back', async () => {
    const { room, a, b } = await sitTogether();

    for (let round = 0; round < 5; round += 1) {
      for (const pc of FakePeerConnection.all) {
        if (pc.signalingState !== 'closed') pc.lose('failed');
      }
      await pass(round * 2_000);
    }
    await pass(10_000);

    const offers = room.carried.filter(({ body }) => (body as { t: string }).t === 'offer');
    expect(offers.length).toBeGreaterThan(2);
    expect(new Set(offers.map(({ from }) => from))).toEqual(new Set([b.page.page]));
    expect(FakePeerConnection.all.map(({ rollbacks }) => rollbacks)).not.toContain(1);
    expect(only(a).state).toBe('connected');
  });

  test('the page with the smaller id alone in hearing nothing asks for a new path', async () => {
    const { room, a } = await sitTogether();
    FakePeerConnection.all[OF_A]?.lose('failed');

    await pass(4_000);

    expect(sentKinds(room).filter((kind) => kind === 'restart').length).toBe(1);
    expect(FakePeerConnection.all[OF_B]?.generation).toBe(1);
    expect(only(a).state).toBe('connected');
  });

  test('a new connection follows where restarts do not help, muted as before', async () => {
    const { a, b } = await sitTogether();
    b.media.setMuted(true);
    FakePeerConnection.cut = true;
    for (const pc of [...FakePeerConnection.all]) pc.lose('failed');
    await pass(30_000);
    expect(only(a).state).toBe('interrupted');

    FakePeerConnection.cut = false;
    await pass(10_000);

    expect(only(a).state).toBe('connected');
    expect(FakePeerConnection.all.length).toBeGreaterThan(2);
    expect(only(a).muted).toBe(true);
    for (const pc of FakePeerConnection.all) {
      for (const { sender } of pc.transceivers) {
        if (b.devices.given.some((track) => track === sender.track && track.kind === 'audio')) {
          expect(sender.track?.enabled).toBe(false);
        }
      }
    }
  });

  test('a page that came back empty-handed gets a connection of its own', async () => {
    const { room, a, b } = await sitTogether();
    await pass(2_000);

    // The same page id opens a second call, as when a room is left and entered again.
    room.leave(b.page);
    b.call.leave();
    await pass(100);
    const again = await sit(room, 'BBBBBBBBBBB', 2, 'picture');
    await pass(15_000);

    expect(only(a).state).toBe('connected');
    expect(only(again).state).toBe('connected');
  });
});
