/**
 * How much of the own picture is sent to one person: it yields in steps so that
 * the voice gets through, and comes back. Pure: called once a second.
 *
 * The browser's own congestion control adapts a picture to the way it has; this
 * only keeps it out of the voice's way where that is too narrow for both, and
 * tells people that it does.
 */
import type { Hearing } from './hearing';
import type { PictureStep } from './shape';

export interface Way {
  /** ms */
  readonly now: number;
  /** how well the other says that they hear us */
  readonly heard: Hearing;
  /** 0..1, of what we send */
  readonly farLoss: number;
  /** bit/s the browser believes may be sent; null where it does not say */
  readonly available: number | null;
}

export interface Ladder {
  /** @returns the step from now on */
  next(way: Way): PictureStep;
  /** A new way: what the old one carried says nothing of it. */
  reset(): void;
}

const STEPS: readonly PictureStep[] = ['full', 'small', 'still'];
/** bit/s under which a step takes the voice's share. A voice sent twice takes about 90,000. */
const NEEDS: Readonly<Record<PictureStep, number>> = { full: 260_000, small: 120_000, still: 0 };
/** More than this much lost is more than what a voice sent twice makes good. */
const LOST_TOO_MUCH = 0.1;
const LOST_LITTLE = 0.03;
/** So many bad seconds before a step down: one may be chance. */
const BAD_SECONDS = 3;
/** The browser begins low and feels its way up; until then its belief says nothing. */
const BEGIN_MS = 6_000;
/** So long without trouble before a step up; a step that failed soon doubles it. */
const PATIENCE_MS = 4_000;
const MAX_PATIENCE_MS = 32_000;
const FAILED_SOON_MS = 8_000;

export function createLadder(): Ladder {
  let begun: number | null = null;
  let at = 0;
  let bad = 0;
  let goodSince: number | null = null;
  let wentUp = -Infinity;
  let patience = PATIENCE_MS;

  function stepOf(index: number): PictureStep {
    return STEPS[index] ?? 'full';
  }

  function isBad({ now, heard, farLoss, available }: Way): boolean {
    if (heard === 'bad' || farLoss > LOST_TOO_MUCH) return true;
    const felt = available !== null && now - (begun ?? now) >= BEGIN_MS;
    return felt && available < NEEDS[stepOf(at)];
  }

  /**
   * The browser feels the way only as far as it sends: with a small picture, or none, it cannot
   * know that there is room for more. So trying is the way to know, and patience what it costs.
   */
  function mayRise({ heard, farLoss }: Way): boolean {
    return heard === 'good' && farLoss < LOST_LITTLE;
  }

  return {
    next(way) {
      begun ??= way.now;
      if (isBad(way)) {
        goodSince = null;
        bad += 1;
        if (bad >= BAD_SECONDS && at < STEPS.length - 1) {
          if (way.now - wentUp < FAILED_SOON_MS) patience = Math.min(MAX_PATIENCE_MS, patience * 2);
          at += 1;
          bad = 0;
        }
        return stepOf(at);
      }
      bad = 0;
      if (at === 0) {
        if (way.now - wentUp > MAX_PATIENCE_MS) patience = PATIENCE_MS;
      } else if (mayRise(way)) {
        goodSince ??= way.now;
        if (way.now - goodSince >= patience) {
          at -= 1;
          wentUp = way.now;
          goodSince = null;
        }
      } else {
        goodSince = null;
      }
      return stepOf(at);
    },
    reset() {
      begun = goodSince = null;
      bad = 0;
      at = 0;
      patience = PATIENCE_MS;
      wentUp = -Infinity;
    },
  };
}
