/**
 * Whether an open microphone gives anything: digital silence is what a cable, a switch on the
 * headset or the system leaves of a voice. Pure; the clock and the samples are handed in.
 *
 * Some microphones give nothing between words, and a conversation has long silences. So one that
 * was heard before is given more time than one that never was, and each time it turns out to work
 * after all it is given three times as much.
 */

/** A microphone that was never heard since it was taken: nobody's breath stays out for so long. */
const NEVER_HEARD_MS = 6_000;
const HEARD_BEFORE_MS = 30_000;
const DOUBT_FACTOR = 3;
/** −100 dB: below the least step of 16 bits, which no living room is. */
export const NOTHING = 1e-5;

export interface Hush {
  /** ms, since when it is open and gives nothing; null while it is closed or gives something */
  readonly since: number | null;
  readonly limitMs: number;
  /** it is time to say so */
  readonly told: boolean;
}

/** For a microphone that was just taken. */
export const FRESH: Hush = { since: null, limitMs: NEVER_HEARD_MS, told: false };

export interface Look {
  /** false: closed by the person, or not to be measured just now */
  readonly open: boolean;
  /** the greatest sample since the last look, 0..1 */
  readonly peak: number;
}

export function stepHush(hush: Hush, { open, peak }: Look, nowMs: number): Hush {
  if (!open) return { ...hush, since: null, told: false };
  if (peak > NOTHING) {
    const limitMs = hush.told ? Math.max(hush.limitMs, HEARD_BEFORE_MS) * DOUBT_FACTOR : Math.max(hush.limitMs, HEARD_BEFORE_MS);
    return { since: null, limitMs, told: false };
  }
  const since = hush.since ?? nowMs;
  return { ...hush, since, told: nowMs - since >= hush.limitMs };
}
