/**
 * How well one person is received, from what the browser counts. Pure.
 *
 * Judged by the voice: the share of it that had to be made up because it did
 * not come. Where nobody speaks, by the packets of the picture that were lost.
 */
import type { Sample } from './sample';

export type Hearing = 'good' | 'weak' | 'bad';
export const HEARINGS: readonly Hearing[] = ['good', 'weak', 'bad'];

export interface Reception {
  /** Take the newest counts, about twice a second. @returns how it is by now */
  add(sample: Sample): Hearing;
  /** The counters begin anew, with a new connection. */
  reset(): void;
}

/** The first moments of a connection are made up until the voice flows: they say nothing. */
const WARM_MS = 3_000;
/** Long enough for a few words, short enough to tell soon. */
const WINDOW_MS = 4_000;
/** Shares of the voice from which its gaps are heard, and from which words are lost. */
const SOUND = { weak: 0.05, bad: 0.2 } as const;
const PICTURE = { weak: 0.08, bad: 0.25 } as const;
/** A good state must be this far under the limit, so that words on screen do not flicker. */
const SETTLED = 0.5;
/** s, there and back; above it people begin to talk through each other. */
const LATE = 0.7;
/** Fewer pieces than this say nothing: half a second of sound, some packets. */
const MIN_PLAYED = 24_000;
const MIN_PACKETS = 20;

export function createReception(): Reception {
  let samples: Sample[] = [];
  let hearing: Hearing = 'good';
  let begun: number | null = null;
  return {
    add(sample) {
      const last = samples.at(-1);
      // Counters never fall: these are another connection's.
      if (last !== undefined && sample.packets < last.packets) {
        samples = [];
        begun = null;
      }
      if (sample.packets > 0) begun ??= sample.now;
      if (begun === null || sample.now - begun < WARM_MS) return hearing;
      samples.push(sample);
      while (samples.length > 2 && sample.now - (samples[1]?.now ?? 0) >= WINDOW_MS) samples.shift();
      const [first = sample] = samples;
      hearing = judge(first, sample, hearing);
      return hearing;
    },
    reset() {
      samples = [];
      hearing = 'good';
      begun = null;
    },
  };
}

function judge(first: Sample, last: Sample, before: Hearing): Hearing {
  const late = last.roundTrip !== null && last.roundTrip > LATE;
  const played = last.played - first.played;
  if (played >= MIN_PLAYED && last.sound.received > first.sound.received) {
    return grade((last.madeUp - first.madeUp) / played, SOUND, before, late);
  }
  const received = last.picture.received - first.picture.received;
  const lost = Math.max(0, last.picture.lost - first.picture.lost);
  if (received + lost < MIN_PACKETS) return late ? 'weak' : before;
  return grade(lost / (received + lost), PICTURE, before, late);
}

function grade(
  share: number,
  limits: { readonly weak: number; readonly bad: number },
  before: Hearing,
  late: boolean,
): Hearing {
  const bad = before === 'bad' ? limits.bad * SETTLED : limits.bad;
  if (share >= bad) return 'bad';
  const weak = before === 'good' ? limits.weak : limits.weak * SETTLED;
  return share >= weak || late ? 'weak' : 'good';
}
