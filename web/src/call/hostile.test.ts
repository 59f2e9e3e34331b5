import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { packed } from '../crypto/msgpack';
import { FakePeerConnection } from './testing/FakePeerConnection';
import { FakeRoom } from './testing/FakeRoom';
import { closeHouse, only, openHouse, pass, sit, sitTogether } from './testing/seats';

beforeEach(openHouse);
afterEach(closeHouse);

/** How many connections *page* made. */
const made = (): number => FakePeerConnection.all.length;

describe('who asks without end', () => {
  test.each(['again', 'offer', 'restart'])('has few connections made (%s)', async (t) => {
    const room = new FakeRoom();
    const own = t === 'offer' ? 'AAAAAAAAAAA' : 'CCCCCCCCCCC';
    const seat = await sit(room, own, 1, 'voice');
    room.page('BBBBBBBBBBB', 2).enter();
    await pass(100);
    const first = made();
    for (let e = 1_000; e < 1_600; e += 1) seat.page.hearSignal('BBBBBBBBBBB', { t, e, n: 1, sdp: '{"lines":[],"id":0}' });
    await pass(100);

    expect(made() - first).toBeGreaterThan(0); // the control: what is asked for once is done
    expect(made() - first).toBeLessThan(10);
  });

  test('is heard again a while later', async () => {
    const room = new FakeRoom();
    const seat = await sit(room, 'CCCCCCCCCCC', 1, 'voice');
    room.page('BBBBBBBBBBB', 2).enter();
    for (let e = 1_000; e < 1_100; e += 1) seat.page.hearSignal('BBBBBBBBBBB', { t: 'again', e });
    await pass(5_000);
    const before = made();
    seat.page.hearSignal('BBBBBBBBBBB', { t: 'again', e: 10_000 });
    await pass(100);

    expect(made()).toBe(before + 1);
  });
});

test('what is longer than anything that is said is not read', async () => {
  const { a, b } = await sitTogether('voice');
  b.media.setMuted(true);
  await pass(1_500);
  expect(only(a).muted).toBe(true);
  const heard = vi.fn();
  a.call.live.onMessage(heard);
  const [, own] = FakePeerConnection.all;
  const say = (length: number): void => own?.channel?.onmessage?.({ data: packed({ t: 'x', long: 'x'.repeat(length) }).slice().buffer });
  say(70_000);
  expect(heard).toHaveBeenCalledTimes(0);
  say(10_000);
  expect(heard).toHaveBeenCalledTimes(1);
});

test('signals of pages that never come do not keep out those of one that does', async () => {
  const room = new FakeRoom();
  const seat = await sit(room, 'AAAAAAAAAAA', 1, 'voice');
  for (let i = 0; i < 100; i += 1) seat.page.hearSignal('ZZZZZZZZZZZ', { t: 'bye', e: 1 });
  seat.page.hearSignal('BBBBBBBBBBB', { t: 'offer', e: 1, n: 1, sdp: '{"lines":[],"id":0}' });
  const before = made();
  room.page('BBBBBBBBBBB', 2).enter();
  await pass(1);

  expect(made()).toBe(before + 1);
});
