import { describe, expect, test } from 'vitest';
import { createReception, type Hearing } from './hearing';
import { readSample, type Sample } from './sample';

const NOTHING: Sample = {
  now: 0,
  packets: 0,
  sound: { received: 0, lost: 0 },
  picture: { received: 0, lost: 0 },
  played: 0,
  madeUp: 0,
  roundTrip: 0.05,
  farLoss: 0,
  available: null,
};

/** A reception whose first moments are over. */
function warm(): ReturnType<typeof createReception> {
  const reception = createReception();
  reception.add({ ...NOTHING, now: -4_000, packets: 1 });
  reception.add({ ...NOTHING, packets: 1 });
  return reception;
}

/** Two looks a second; of each half second's sound this share had to be made up. */
function listen(shares: readonly number[]): Hearing[] {
  const reception = createReception();
  let sample = NOTHING;
  return shares.map((share) => {
    sample = {
      ...sample,
      now: sample.now + 500,
      packets: sample.packets + 25,
      sound: { received: sample.sound.received + 25, lost: 0 },
      played: sample.played + 24_000,
      madeUp: sample.madeUp + 24_000 * share,
    };
    return reception.add(sample);
  });
}

const times = (count: number, share: number): number[] => Array.from({ length: count }, () => share);

describe('a voice', () => {
  test('that comes whole is heard well', () => {
    expect(new Set(listen(times(60, 0.01)))).toEqual(new Set(['good']));
  });

  test('with gaps is weak within three seconds, with words missing bad, and good again after', () => {
    const heard = listen([...times(10, 0), ...times(10, 0.12), ...times(10, 0.5), ...times(14, 0)]);

    expect(heard.slice(9, 16)).toContain('weak');
    expect(heard[29]).toBe('bad');
    expect(heard.at(-1)).toBe('good');
  });

  test('at the limit does not make the words flicker', () => {
    const heard = listen([...times(10, 0.08), ...Array.from({ length: 40 }, (_, i) => (i % 2 ? 0.06 : 0.04))]);
    const changes = heard.filter((one, index) => index > 0 && one !== heard[index - 1]);

    expect(changes.length).toBeLessThanOrEqual(1);
  });

  test('that takes long to arrive is weak', () => {
    const reception = warm();

    expect(
      reception.add({ ...NOTHING, now: 500, packets: 25, played: 24_000, sound: { received: 25, lost: 0 }, roundTrip: 1.2 }),
    ).toBe('weak');
  });
});

test('without a voice the picture tells', () => {
  const reception = warm();

  expect(reception.add({ ...NOTHING, now: 4_000, packets: 60, picture: { received: 60, lost: 40 } })).toBe('bad');
});

test('the first moments of a connection say nothing', () => {
  expect(listen(times(6, 0.9)).slice(0, 6)).toEqual(Array.from({ length: 6 }, () => 'good'));
});

test('counters that begin anew are another connection: nothing is concluded from the difference', () => {
  const reception = warm();
  reception.add({ ...NOTHING, packets: 5_000, picture: { received: 5_000, lost: 0 } });

  expect(reception.add({ ...NOTHING, now: 500, packets: 30, picture: { received: 30, lost: 30 } })).toBe('good');
});

test('a report is read into few numbers; what is not told is nothing', () => {
  const rows = [
    { type: 'inbound-rtp', kind: 'audio', packetsReceived: 10, packetsLost: -3, totalSamplesReceived: 4_800, concealedSamples: 960, silentConcealedSamples: 480 },
    { type: 'inbound-rtp', kind: 'video', packetsReceived: 7, packetsLost: 2 },
    { type: 'inbound-rtp', kind: 'video' },
    { type: 'remote-inbound-rtp', timestamp: 1_000, fractionLost: 0.02 },
    { type: 'remote-inbound-rtp', timestamp: 4_000, fractionLost: 0.25 },
    { type: 'remote-inbound-rtp', timestamp: 3_000, fractionLost: 0.5 },
    { type: 'candidate-pair', nominated: true, state: 'failed', currentRoundTripTime: 9 },
    { type: 'candidate-pair', nominated: true, state: 'succeeded', currentRoundTripTime: 0.08, availableOutgoingBitrate: 300_000 },
    { type: 'codec' },
  ];
  const sample = readSample(5, new Map(rows.map((row, i) => [i, row])));

  expect(sample).toEqual({
    now: 5,
    packets: 17,
    sound: { received: 10, lost: 0 },
    picture: { received: 7, lost: 2 },
    played: 4_800,
    madeUp: 480,
    roundTrip: 0.08,
    farLoss: 0.25,
    available: 300_000,
  });
  expect(readSample(5, new Map())).toMatchObject({ packets: 0, roundTrip: null, available: null });
});
