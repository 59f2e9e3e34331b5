import { expect, test } from 'vitest';
import { figuresOf, isStill, readStats, verdictOf, type Figures, type Sample } from './echoFigures';

const GOOD: Figures = {
  path: 'direct',
  transport: 'udp',
  rttMs: 40,
  jitterMs: 4,
  lossUp: 0,
  lossDown: 0.001,
  kbitUp: 900,
  frames: 14,
  stillMs: 150,
};

test.each<[string, Partial<Figures>, string]>([
  ['a line without fault', {}, 'picture'],
  ['a mobile line with a little loss', { rttMs: 180, lossUp: 0.03, jitterMs: 30 }, 'picture'],
  ['nothing known but what came back', { rttMs: null, jitterMs: null, lossUp: null, lossDown: null, kbitUp: null }, 'picture'],
  ['a narrow line', { kbitUp: 150 }, 'voice'],
  ['loss that a picture shows', { lossDown: 0.08 }, 'voice'],
  ['loss on the way there alone', { lossUp: 0.08 }, 'voice'],
  ['a long way', { rttMs: 600 }, 'voice'],
  ['packets that come in bursts', { jitterMs: 90 }, 'voice'],
  ['few pictures back', { frames: 3 }, 'voice'],
  ['a stand-still of over a second', { stillMs: 1_500 }, 'voice'],
  ['a line too narrow for a voice', { kbitUp: 20 }, 'writing'],
  ['loss that a voice shows', { lossUp: 0.2 }, 'writing'],
  ['a way by satellite', { rttMs: 1_200 }, 'writing'],
  ['a stand-still of seconds', { stillMs: 4_000 }, 'writing'],
])('%s', (_line, figures, verdict) => {
  expect(verdictOf({ ...GOOD, ...figures })).toBe(verdict);
});

function sample(atMs: number, back: number, over: Partial<Sample> = {}): Sample {
  return {
    atMs,
    path: 'direct',
    transport: 'udp',
    rttMs: 20,
    jitterMs: 5,
    kbitUp: 500,
    audioBack: back,
    videoBack: 0,
    lostBack: 0,
    framesBack: 0,
    ...over,
  };
}

test('losses are shares of what was sent, each way by who received', () => {
  const samples = [sample(0, 10), sample(2_000, 90, { lostBack: 10, framesBack: 30 })];
  const received = { audio_packets: 60, audio_lost: 20, video_packets: 15, video_lost: 5, frames: 12 };
  expect(figuresOf(samples, received)).toMatchObject({ lossUp: 0.25, lossDown: 0.1, frames: 15 });
  expect(figuresOf(samples, null).lossUp).toBeNull();
});

test('one wild value is not what is told: round trip and jitter are the middle ones', () => {
  const samples = [sample(0, 1, { rttMs: null }), sample(1, 2, { rttMs: 900 }), sample(2, 3), sample(3, 4)];
  expect(figuresOf(samples, null).rttMs).toBe(20);
});

test('nothing measured is good for nothing', () => {
  const nothing = figuresOf([], null);
  expect(nothing).toMatchObject({ path: null, rttMs: null, lossDown: null, frames: 0, stillMs: 0 });
  expect(verdictOf(figuresOf([sample(0, 0), sample(7_000, 0)], null))).toBe('writing');
});

test('the longest silence counts, also one that lasts to the end', () => {
  expect(figuresOf([sample(0, 5), sample(500, 5), sample(1_400, 9), sample(1_550, 12)], null).stillMs).toBe(1_400);
  expect(figuresOf([sample(0, 5), sample(150, 9), sample(3_000, 9)], null).stillMs).toBe(2_850);
});

test('what comes back no longer is noticed after 600 ms, and not before', () => {
  const flowing = [sample(0, 5), sample(150, 12)];
  expect(isStill([])).toBe(false);
  expect(isStill([...flowing, sample(700, 12)])).toBe(false);
  expect(isStill([...flowing, sample(751, 12)])).toBe(true);
  expect(isStill([...flowing, sample(751, 12), sample(900, 13)])).toBe(false);
});

const report = (...rows: object[]): RTCStatsReport => new Map(rows.map((row, at) => [String(at), row])) as unknown as RTCStatsReport;
const PAIR = { id: 'p', type: 'candidate-pair', localCandidateId: 'l', currentRoundTripTime: 0.05, availableOutgoingBitrate: 300_000 };
const AUDIO = { id: 'a', type: 'inbound-rtp', kind: 'audio', packetsReceived: 50, packetsLost: 2, jitter: 0.01 };
const VIDEO = { id: 'v', type: 'inbound-rtp', kind: 'video', packetsReceived: 30, packetsLost: 1, jitter: 0.2, framesDecoded: 14 };

test('Chromium names the pair in use by its transport', () => {
  const read = readStats(
    report(
      { ...PAIR, id: 'other', currentRoundTripTime: 9 },
      { id: 't', type: 'transport', selectedCandidatePairId: 'p' },
      PAIR,
      { id: 'l', type: 'local-candidate', candidateType: 'relay', protocol: 'udp', relayProtocol: 'tls' },
      AUDIO,
      VIDEO,
    ),
    7,
  );
  expect(read).toEqual({
    atMs: 7,
    path: 'relayed',
    transport: 'tls',
    rttMs: 50,
    jitterMs: 10,
    kbitUp: 300,
    audioBack: 50,
    videoBack: 30,
    lostBack: 3,
    framesBack: 14,
  });
});

test('Firefox marks it, and does not say how much goes out', () => {
  const { availableOutgoingBitrate: _, ...pair } = PAIR;
  const read = readStats(
    report({ ...pair, id: 'other', localCandidateId: 'x' }, { ...pair, selected: true }, { id: 'l', type: 'local-candidate', candidateType: 'host', protocol: 'udp' }),
    0,
  );
  expect(read).toMatchObject({ path: 'direct', transport: 'udp', kbitUp: null, jitterMs: null, audioBack: 0 });
});
