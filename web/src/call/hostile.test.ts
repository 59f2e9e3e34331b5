import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { packed } from '../crypto/msgpack';
import type { Peer as ListedPage } from '../wire/protocol.gen';
import { openCall } from './Call';
import { createOwnMedia } from './OwnMedia';
import { FakeDevices } from './testing/FakeMedia';
import { FakePeerConnection } from './testing/FakePeerConnection';
import { FakeRoom } from './testing/FakeRoom';
import { closeHouse, leaveLater, only, openHouse, pass, sit, sitTogether } from './testing/seats';

beforeEach(openHouse);
afterEach(closeHouse);

/** How many connections *page* made. */
const made = (): number => FakePeerConnection.all.length;

describe('hiding the address in the call', () => {
  test.each([
    ['BBBBBBBBBBB', 'AAAAAAAAAAA', 0],
    ['AAAAAAAAAAA', 'BBBBBBBBBBB', 1],
  ])('closes what shows it at once, whatever the other and the server do (%s)', async (own, far, which) => {
    const room = new FakeRoom();
    await sit(room, far, 2, 'voice');
    vi.stubGlobal('navigator', { mediaDevices: new FakeDevices() });
    const hidden = signal(false);
    const page = room.page(own, 1);
    const fetchIce = (): Promise<never> => new Promise(() => undefined);
    leaveLater(openCall(page, createOwnMedia(), 'writing', { hidden, fetchIce }));
    page.enter();
    await pass(5_000);
    const shows = FakePeerConnection.all[which];
    expect([made(), shows?.connectionState]).toEqual([2, 'connected']);

    room.passes = ({ from }) => from === own;
    hidden.value = true;
    await pass(1);

    expect(shows?.connectionState).toBe('closed');
  });
});

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

test('who floods the channel is heard no more than anybody else, and heard again afterwards', async () => {
  const { a } = await sitTogether('voice');
  await pass(1_500);
  const heard = vi.fn();
  a.call.live.onMessage(heard);
  const [, own] = FakePeerConnection.all;
  const say = (): void => own?.channel?.onmessage?.({ data: packed({ t: 'c', x: 1 }).slice().buffer });
  for (let turn = 0; turn < 20_000; turn += 1) say();
  const flood = heard.mock.calls.length;
  expect(flood).toBeGreaterThan(100);
  expect(flood).toBeLessThan(1_500);
  await pass(2_000);
  say();
  expect(heard.mock.calls.length).toBe(flood + 1);
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

test('who is sent away hears nothing from then on, and is not met again', async () => {
  const { room, a, b } = await sitTogether('voice');
  const [first, second] = FakePeerConnection.all;
  room.leave(b.page);
  await pass(5_000);
  // The control: a page that only vanished is waited for.
  expect([first?.signalingState, second?.signalingState]).toEqual(['stable', 'stable']);

  a.call.dismiss([b.page.page]);
  await pass(1);
  expect(second?.signalingState).toBe('closed');
  expect(a.call.people.value).toEqual([]);
  b.page.sendSignal('AAAAAAAAAAA', { t: 'again', e: 0 });
  await pass(20_000);
  expect(a.call.people.value).toEqual([]);
});

test('who opens page after page is met a few times; others are met all the same', async () => {
  const room = new FakeRoom();
  const seat = await sit(room, 'AAAAAAAAAAA', 1, 'voice');
  const pages = Array.from({ length: 16 }, (_, i) => room.page(`B${String.fromCharCode(65 + i)}BBBBBBBBB`, 2));
  for (const page of pages) page.enter();
  room.page('CCCCCCCCCCC', 3).enter();
  await pass(100);
  const met = (): string[] => seat.call.people.value.map(({ page }) => page);
  expect(met()).toEqual([...pages.slice(0, 6).map(({ page }) => page), 'CCCCCCCCCCC']);

  // Once one of them is gone, the next has its turn.
  const [first] = pages;
  if (first !== undefined) room.leave(first);
  await pass(100);
  expect(met()).toContain(pages[6]?.page);
  expect(met()).not.toContain(pages[7]?.page);
});

describe('a list that lies about links', () => {
  const listed = (page: string, link: number): ListedPage => ({ page, link, role: 'guest', device: link });

  /** Whether the own voice goes out over any connection. */
  const speaks = (): boolean =>
    FakePeerConnection.all.some(
      (pc) => pc.signalingState !== 'closed' && pc.transceivers.some(({ sender }) => sender.track !== null),
    );

  test('has nobody met before it names oneself', async () => {
    const seat = await sit(new FakeRoom(), 'CCCCCCCCCCC', 1, 'voice');
    seat.page.peers.value = [listed('BBBBBBBBBBB', 1)];
    await pass(100);
    expect(speaks()).toBe(false);

    seat.page.peers.value = [listed('CCCCCCCCCCC', 1), listed('BBBBBBBBBBB', 1)];
    await pass(100);
    expect([seat.call.people.value, speaks(), made()]).toEqual([[], false, 1]);
  });

  test('makes of somebody who is sent the voice nobody who hears it unseen', async () => {
    const seat = await sit(new FakeRoom(), 'CCCCCCCCCCC', 1, 'voice');
    seat.page.peers.value = [listed('CCCCCCCCCCC', 1), listed('BBBBBBBBBBB', 2)];
    await pass(100);
    expect([seat.call.people.value.length, speaks()]).toEqual([1, true]);

    seat.page.peers.value = [listed('CCCCCCCCCCC', 1), listed('BBBBBBBBBBB', 1)];
    await pass(100);
    expect([seat.call.people.value, speaks()]).toEqual([[], false]);
  });
});
