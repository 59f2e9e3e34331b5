import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openCall } from './Call';
import { createOwnMedia } from './OwnMedia';
import { ABSENT_MS } from './recovery';
import { FakeDevices } from './testing/FakeMedia';
import { FakePeerConnection, installFakes } from './testing/FakePeerConnection';
import { type FakePage, FakeRoom } from './testing/FakeRoom';
import type { Call, Form, OwnMedia, RemotePerson } from './types';

interface Seat {
  readonly page: FakePage;
  readonly media: OwnMedia;
  readonly call: Call;
  readonly devices: FakeDevices;
}

const open: Call[] = [];

/** In `sitTogether`, B has the larger id and so makes the first connection, A the second. */
const [OF_B, OF_A] = [0, 1];

beforeEach(() => {
  vi.useFakeTimers();
  installFakes(vi.stubGlobal);
});

afterEach(() => {
  for (const call of open.splice(0)) call.leave();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Let time pass, and all that it sets off settle. */
async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

async function sit(room: FakeRoom, page: string, link: number, form: Form): Promise<Seat> {
  const devices = new FakeDevices();
  vi.stubGlobal('navigator', { mediaDevices: devices });
  const media = createOwnMedia();
  await media.ask(form);
  const fakePage = room.page(page, link);
  const call = openCall(fakePage, media, form);
  open.push(call);
  fakePage.enter();
  return { page: fakePage, media, call, devices };
}

async function sitTogether(form: Form = 'picture'): Promise<{ room: FakeRoom; a: Seat; b: Seat }> {
  const room = new FakeRoom();
  const a = await sit(room, 'AAAAAAAAAAA', 1, form);
  const b = await sit(room, 'BBBBBBBBBBB', 2, form);
  await pass(100);
  return { room, a, b };
}

function only(seat: Seat): RemotePerson {
  const [person, ...others] = seat.call.people.value;
  if (person === undefined) throw new Error('nobody is there');
  expect(others).toEqual([]);
  return person;
}

function sentKinds(room: FakeRoom): string[] {
  return room.carried.map(({ body }) => (body as { t: string }).t);
}

describe('two pages', () => {
  test('connect by one offer and one answer, with one line for sound and one for picture', async () => {
    const { room, a, b } = await sitTogether();

    expect(only(a).state).toBe('connected');
    expect(only(b).state).toBe('connected');
    expect(sentKinds(room).filter((kind) => kind !== 'ice')).toEqual(['offer', 'answer']);
    for (const pc of FakePeerConnection.all) {
      expect(pc.transceivers.map(({ kind }) => kind)).toEqual(['audio', 'video']);
      expect(pc.transceivers.map(({ direction }) => direction)).toEqual(['sendrecv', 'sendrecv']);
      expect(pc.transceivers.map(({ sender }) => sender.track?.kind)).toEqual(['audio', 'video']);
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
  open.push(call);
  page.enter();
  await sit(room, 'AAAAAAAAAAA', 2, 'writing');

  await pass(1_600);

  expect(fetchIce).toHaveBeenCalledTimes(1);
  expect(call.people.value[0]?.state).toBe('connected');
});
