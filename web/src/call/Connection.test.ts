import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Connection, type ConnectionOptions, type Tracks } from './Connection';
import type { Signal } from './signals';
import { FakeTrack } from './testing/FakeMedia';
import { FakePeerConnection, installFakes } from './testing/FakePeerConnection';

type Sent = Parameters<ConnectionOptions['send']>[0];

beforeEach(() => {
  installFakes(vi.stubGlobal);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}

/** One end, whose signals wait in `sent` until they are carried over by hand. */
function makeEnd(initiator: boolean, some: Partial<ConnectionOptions> = {}): { end: Connection; pc: FakePeerConnection; sent: Sent[] } {
  const sent: Sent[] = [];
  const end = new Connection({
    configuration: {},
    initiator,
    polite: !initiator,
    media: true,
    tracks: { audio: null, video: null, screen: null },
    remote: new MediaStream(),
    remoteScreen: new MediaStream(),
    send: (message) => sent.push(message),
    onChange: () => undefined,
    onMessage: () => undefined,
    ...some,
  });
  const pc = FakePeerConnection.all.at(-1);
  if (pc === undefined) throw new Error('no connection was made');
  return { end, pc, sent };
}

async function hand(sent: Sent[], to: Connection): Promise<void> {
  for (const message of sent.splice(0)) {
    const whole = { ...message, e: 1 } as Signal;
    if (whole.t === 'ice') await to.acceptCandidate(whole.c);
    else if (whole.t === 'offer' || whole.t === 'answer') await to.acceptDescription(whole);
  }
  await settle();
}

async function connected() {
  const first = makeEnd(true);
  const second = makeEnd(false);
  await settle();
  await hand(first.sent, second.end);
  await hand(second.sent, first.end);
  await hand(first.sent, second.end);
  return { first, second };
}

describe('negotiation', () => {
  test('the side that does not begin makes no offer of its own', async () => {
    const { first, second } = await connected();

    expect(first.end.state).toBe('connected');
    expect(second.end.channelOpen).toBe(true);
    expect(second.pc.transceivers.map(({ kind }) => kind)).toEqual(['audio', 'video', 'video']);
  });

  test('two offers that cross: the polite one is withdrawn and made again, and both settle', async () => {
    const { first, second } = await connected();

    first.end.restart([]);
    second.end.restart([]);
    await settle();
    const [fromFirst, fromSecond] = [first.sent.splice(0), second.sent.splice(0)];
    expect(fromFirst[0]?.t).toBe('offer');
    expect(fromSecond[0]?.t).toBe('offer');
    await hand(fromSecond, first.end);
    await hand(fromFirst, second.end);
    for (let round = 0; round < 3; round += 1) {
      await hand(second.sent, first.end);
      await hand(first.sent, second.end);
    }

    expect([first.pc.rollbacks, second.pc.rollbacks]).toEqual([0, 1]);
    expect([first.pc.signalingState, second.pc.signalingState]).toEqual(['stable', 'stable']);
    expect(first.pc.transceivers.length).toBe(3);
    expect(second.pc.transceivers.length).toBe(3);
  });

  test('an answer to an earlier offer is dropped', async () => {
    const { first } = await connected();
    first.end.restart([]);
    await settle();
    expect(first.pc.signalingState).toBe('have-local-offer');

    await first.end.acceptDescription({ t: 'answer', e: 1, n: 1, sdp: '{"stale":true}' });

    expect(first.pc.signalingState).toBe('have-local-offer');
    expect(first.pc.remoteDescription?.sdp).not.toContain('stale');
  });

  test('an offer that comes a second time changes nothing', async () => {
    const { first, second } = await connected();
    first.end.restart([]);
    await settle();
    const [offer] = first.sent;
    await hand(first.sent, second.end);
    expect(second.sent.filter(({ t }) => t === 'answer').length).toBe(1);

    await hand(offer === undefined ? [] : [offer], second.end);

    expect(second.sent.filter(({ t }) => t === 'answer').length).toBe(1);
  });

  test('an offer that got no answer is sent again as it was', async () => {
    const { first, second } = await connected();
    first.end.restart([]);
    await settle();
    const [lost] = first.sent.splice(0);

    first.end.restart([]);
    await settle();

    expect(first.sent[0]).toEqual(lost);
    await hand(first.sent, second.end);
    await hand(second.sent, first.end);
    expect(first.pc.signalingState).toBe('stable');
  });

  test('candidates that come before the offer wait for it', async () => {
    const first = makeEnd(true);
    const second = makeEnd(false);
    await settle();
    const candidates = first.sent.filter(({ t }) => t === 'ice');
    const descriptions = first.sent.filter(({ t }) => t !== 'ice');
    expect(candidates.length).toBe(1);

    await hand(candidates, second.end);
    expect(second.pc.candidates).toEqual([]);
    await hand(descriptions, second.end);

    expect(second.pc.candidates.map(({ candidate }) => candidate)).toEqual(['candidate:0']);
  });
});

describe('a connection without picture and sound', () => {
  test('gives neither to a far side that offers both', async () => {
    const own = { audio: new FakeTrack('audio'), video: new FakeTrack('video'), screen: new FakeTrack('video') };
    const tracks = own as unknown as Tracks;
    const asking = makeEnd(true);
    const asked = makeEnd(false, { media: false, tracks });
    await settle();
    await hand(asking.sent, asked.end);
    await hand(asked.sent, asking.end);
    asked.end.setTracks(tracks);

    expect(asked.end.channelOpen).toBe(true);
    expect(asked.pc.transceivers.map(({ sender, direction }) => [sender.track, direction])).toEqual(
      Array(3).fill([null, 'inactive']),
    );
  });

  test('the control: with both, they are given', async () => {
    const audio = new FakeTrack('audio');
    const asking = makeEnd(true);
    const asked = makeEnd(false, { tracks: { audio: audio as unknown as MediaStreamTrack, video: null, screen: null } });
    await settle();
    await hand(asking.sent, asked.end);

    expect(asked.pc.transceivers.map(({ sender }) => sender.track)).toEqual([audio, null, null]);
  });
});
