import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openCall } from './Call';
import { FakeDevices, FakeStream, FakeTrack } from './testing/FakeMedia';
import { noDevices } from './testing/noDevices';
import { FakePeerConnection } from './testing/FakePeerConnection';
import { FakeRoom } from './testing/FakeRoom';
import { OF_A, OF_B, closeHouse, leaveLater, only, openHouse, pass, sentKinds, sit, sitTogether } from './testing/seats';
import type { OwnMedia } from './types';

beforeEach(openHouse);
afterEach(closeHouse);

describe('two pages', () => {
  test('connect by one offer and one answer, with one line each for voice, face and screen', async () => {
    const { room, a, b } = await sitTogether();

    expect(only(a).state).toBe('connected');
    expect(only(b).state).toBe('connected');
    expect(sentKinds(room).filter((kind) => kind !== 'ice')).toEqual(['offer', 'answer']);
    for (const pc of FakePeerConnection.all) {
      expect(pc.transceivers.map(({ kind }) => kind)).toEqual(['audio', 'video', 'video']);
      expect(new Set(pc.transceivers.map(({ direction }) => direction))).toEqual(new Set(['sendrecv']));
      expect(pc.transceivers.map(({ sender }) => sender.track?.kind)).toEqual(['audio', 'video', undefined]);
    }
  });

  test('see of one another what each says of itself', async () => {
    const { a, b } = await sitTogether();
    expect(only(a)).toMatchObject({ muted: false, cameraOff: false, hasPicture: true, form: 'picture' });

    b.media.setMuted(true);
    await pass(1);
    expect(only(a)).toMatchObject({ muted: true, hasSound: false, hasPicture: true });

    await b.call.setForm('voice');
    await pass(1);
    expect(only(a)).toMatchObject({ cameraOff: true, hasPicture: false, form: 'voice' });
  });

  test('change what they send without negotiating again', async () => {
    const { room, b } = await sitTogether();
    const before = room.carried.length;

    await b.call.setForm('writing');
    await b.call.setForm('picture');
    await b.media.setCameraOff(true);
    await pass(100);

    expect(room.carried.length).toBe(before);
    const sent = FakePeerConnection.all[OF_B]?.transceivers.map(({ sender }) => sender.track?.kind);
    expect(sent).not.toContain('video');
    expect(sent?.[0]).toBe('audio');
  });

  test('find one another although the first offer was lost', async () => {
    const room = new FakeRoom();
    room.passes = ({ body }) => (body as { t: string }).t !== 'offer';
    const a = await sit(room, 'AAAAAAAAAAA', 1, 'voice');
    await sit(room, 'BBBBBBBBBBB', 2, 'voice');
    await pass(1_000);
    expect(only(a).state).toBe('connecting');

    room.passes = () => true;
    await pass(2_000);

    expect(only(a).state).toBe('connected');
  });

  test('drop what belongs to an earlier connection of theirs', async () => {
    const room = new FakeRoom();
    room.passes = ({ body }) => (body as { t: string }).t !== 'answer';
    await sit(room, 'AAAAAAAAAAA', 1, 'voice');
    const b = await sit(room, 'BBBBBBBBBBB', 2, 'voice');
    await pass(8_600);
    const [late] = room.carried.filter(({ body }) => (body as { t: string }).t === 'answer');
    const ofB = FakePeerConnection.all.filter(({ signalingState }) => signalingState === 'have-local-offer');
    expect(ofB.length).toBe(1);
    expect(late?.body).toMatchObject({ e: 1, n: 1 });
    expect(FakePeerConnection.all[OF_B]?.connectionState).toBe('closed');

    b.page.hearSignal('AAAAAAAAAAA', late?.body);
    await pass(1);

    expect(ofB[0]?.remoteDescription).toBe(null);
  });

  test('of one person exchange no media and do not appear as people', async () => {
    const room = new FakeRoom();
    const a = await sit(room, 'AAAAAAAAAAA', 1, 'picture');
    const b = await sit(room, 'BBBBBBBBBBB', 1, 'picture');
    await pass(100);
    const heard = vi.fn();
    b.call.live.onMessage(heard);

    a.call.live.send({ t: 'c', x: 1 });
    await pass(1);

    expect(FakePeerConnection.all.map(({ transceivers }) => transceivers.length)).toEqual([0, 0]);
    expect(a.call.people.value).toEqual([]);
    expect(heard).toHaveBeenCalledWith('AAAAAAAAAAA', { t: 'c', x: 1 });
  });
});

describe('a shared screen', () => {
  test('goes beside the face without negotiating, and ends by the browser\'s own button', async () => {
    const room = new FakeRoom();
    const devices = new FakeDevices();
    const track = new FakeTrack('video');
    Object.assign(devices, { getDisplayMedia: () => Promise.resolve(new FakeStream([track])) });
    const a = await sit(room, 'AAAAAAAAAAA', 1, 'picture', devices);
    const b = await sit(room, 'BBBBBBBBBBB', 2, 'picture');
    await pass(100);
    const before = room.carried.length;
    expect(only(b).screen).toBe(null);

    expect(await a.call.screen.share()).toBe(true);
    await pass(1);
    expect(only(b).screen).not.toBe(null);
    expect(only(b)).toMatchObject({ hasPicture: true, cameraOff: false });
    expect(FakePeerConnection.all[OF_A]?.transceivers[2]?.sender.track).toBe(track);
    expect(track.contentHint).toBe('detail');

    track.end();
    await pass(1);
    expect(only(b).screen).toBe(null);
    expect(FakePeerConnection.all[OF_A]?.transceivers[2]?.sender.track).toBe(null);
    expect(room.carried.length).toBe(before);
  });

  test('goes with a new connection, and ends with leaving', async () => {
    const room = new FakeRoom();
    const devices = new FakeDevices();
    const track = new FakeTrack('video');
    Object.assign(devices, { getDisplayMedia: () => Promise.resolve(new FakeStream([track])) });
    const a = await sit(room, 'AAAAAAAAAAA', 1, 'voice', devices);
    const b = await sit(room, 'BBBBBBBBBBB', 2, 'voice');
    await pass(100);
    await a.call.screen.share();

    FakePeerConnection.cut = true;
    for (const pc of FakePeerConnection.all) pc.lose('failed');
    await pass(20_000);
    FakePeerConnection.cut = false;
    await pass(20_000);
    expect(FakePeerConnection.all.length).toBeGreaterThan(2);
    expect(only(b).screen).not.toBe(null);

    a.call.leave();
    expect(track.readyState).toBe('ended');
  });

  test('is not shared by whoever changes their mind, and that is no failure', async () => {
    const devices = new FakeDevices();
    const refuse = (name: string) => () => Promise.reject(new DOMException('no', name));
    Object.assign(devices, { getDisplayMedia: refuse('NotAllowedError') });
    const a = await sit(new FakeRoom(), 'AAAAAAAAAAA', 1, 'voice', devices);
    expect(await a.call.screen.share()).toBe(true);
    expect(a.call.screen.track.value).toBe(null);

    Object.assign(devices, { getDisplayMedia: refuse('NotReadableError') });
    expect(await a.call.screen.share()).toBe(false);
  });
});

describe('a weak way', () => {
  test('each is told how the other hears them, and the picture yields to the voice', async () => {
    const { a, b } = await sitTogether();
    expect(only(a)).toMatchObject({ hearing: 'good', heardBy: 'good', theirPicture: 'full', ourPicture: 'full' });
    const pc = FakePeerConnection.all[OF_B];
    if (pc === undefined) throw new Error('no connection');
    for (let look = 1; look <= 60; look += 1) {
      // B has to make up half of what A says.
      pc.packets += 25;
      const counts = { kind: 'audio', packetsReceived: 25 * look, totalSamplesReceived: 24_000 * look };
      pc.rows = [{ type: 'inbound-rtp', ...counts, concealedSamples: 12_000 * look }];
      await pass(500);
    }

    expect(only(b)).toMatchObject({ hearing: 'bad', theirPicture: 'still', ourPicture: 'full' });
    expect(only(a)).toMatchObject({ hearing: 'good', heardBy: 'bad', ourPicture: 'still' });
    const [audio, video] = FakePeerConnection.all[OF_A]?.transceivers ?? [];
    expect(audio?.sender.parameters.encodings[0]).toMatchObject({ active: true, networkPriority: 'high' });
    expect(video?.sender.parameters.encodings[0]).toMatchObject({ active: false });
  });

  test('the more people, the smaller the picture that each is sent', async () => {
    const { room } = await sitTogether();
    await sit(room, 'CCCCCCCCCCC', 3, 'picture');
    await sit(room, 'DDDDDDDDDDD', 4, 'picture');
    await pass(1_000);

    const rates = FakePeerConnection.all.map(
      ({ transceivers }) => transceivers[1]?.sender.parameters.encodings[0]?.maxBitrate,
    );
    expect(rates.length).toBe(12);
    expect(new Set(rates)).toEqual(new Set([350_000]));
  });
});

describe('live messages', () => {
  test('take the data channel, and the server sees none', async () => {
    const { room, a, b } = await sitTogether();
    const heard = vi.fn();
    b.call.live.onMessage(heard);

    a.call.live.send({ t: 'c', x: 1 });
    await pass(100);

    expect(heard.mock.calls).toEqual([['AAAAAAAAAAA', { t: 'c', x: 1 }]]);
    expect(room.relayed).toEqual([]);
  });

  test('reach a page without a channel through the server, and the others not twice', async () => {
    const { room, a, b } = await sitTogether();
    const atB = vi.fn();
    b.call.live.onMessage(atB);
    room.passes = () => false; // the third finds no way to anybody
    const c = await sit(room, 'CCCCCCCCCCC', 3, 'writing');
    const atC = vi.fn();
    c.call.live.onMessage(atC);
    await pass(10);

    a.call.live.send({ t: 'c', x: 1 });
    await pass(100);

    expect(atB).toHaveBeenCalledTimes(1);
    expect(atC).toHaveBeenCalledTimes(1);
    expect(room.relayed.length).toBe(1);
  });
});

describe('leaving', () => {
  test('works without the server: every track stops, every connection closes', async () => {
    const { room, a } = await sitTogether();
    room.crash();

    a.call.leave();

    expect(a.devices.live).toEqual([]);
    expect(a.call.people.value).toEqual([]);
    expect(FakePeerConnection.all[OF_A]?.connectionState).toBe('closed');
  });

  test('is told to the other at once', async () => {
    const { a, b } = await sitTogether();

    b.call.leave();
    await pass(1);

    expect(only(a).state).toBe('gone');
  });
});

test('ICE servers are asked for anew before each connection, and a slow answer delays it 1.5 s at most', async () => {
  const room = new FakeRoom();
  const page = room.page('BBBBBBBBBBB', 1);
  const fetchIce = vi.fn(() => new Promise<RTCIceServer[]>(() => undefined));
  const media: OwnMedia = {
    ...noDevices(),
    stream: signal(null),
    problem: signal(null),
    level: signal(0),
    muted: signal(false),
    cameraOff: signal(false),
    ask: () => Promise.resolve(),
    setMuted: () => undefined,
    setCameraOff: () => Promise.resolve(),
    stop: () => undefined,
  };
  const call = openCall(page, media, 'writing', { fetchIce });
  leaveLater(call);
  page.enter();
  await sit(room, 'AAAAAAAAAAA', 2, 'writing');

  await pass(1_600);

  expect(fetchIce).toHaveBeenCalledTimes(1);
  expect(call.people.value[0]?.state).toBe('connected');
});
