/**
 * How good the way to one other page is, both ways, and what is made of it: how
 * well they are received, and how much of the own picture they are sent. Pure:
 * samples, times and what the other says come in.
 */
import { createReception, type Hearing } from './hearing';
import { createLadder } from './ladder';
import type { Sample } from './sample';
import { FIRST_MS, shapeOf, type PictureStep, type Shape } from './shape';

export interface Quality {
  /** how well they are received here */
  readonly hearing: Hearing;
  /** how much of the own picture goes to them */
  readonly step: PictureStep;
  /** The way is there, or there again, from now on. */
  begin(now: number): void;
  /** Everybody sends their picture to each of the others: so many. @returns true when {@link shape} changed */
  setOthers(others: number): boolean;
  /**
   * Take the newest counts.
   *
   * @param heard how well they say that they receive us; null while nothing comes through, when
   *   there is nothing to choose between
   * @returns what changed by it
   */
  look(sample: Sample, heard: Hearing | null): { readonly told: boolean; readonly shape: boolean };
  shape(): Shape;
  reset(): void;
}

/** How often the picture's step is thought over. */
const LADDER_MS = 1_000;

export function createQuality(): Quality {
  const reception = createReception();
  const ladder = createLadder();
  let hearing: Hearing = 'good';
  let step: PictureStep = 'full';
  let steppedAt = -Infinity;
  let others = 1;
  /** since when the connection stands; null once its picture has its whole size */
  let newSince: number | null = null;

  function reset(): void {
    reception.reset();
    ladder.reset();
    hearing = 'good';
    step = 'full';
    newSince = null;
  }

  return {
    get hearing() {
      return hearing;
    },
    get step() {
      return step;
    },
    begin(now) {
      reset();
      newSince = now;
    },
    setOthers(count) {
      if (count === others) return false;
      others = count;
      return true;
    },
    look(sample, heard) {
      const before = { hearing, step, isNew: newSince !== null };
      if (newSince !== null && sample.now - newSince >= FIRST_MS) newSince = null;
      hearing = reception.add(sample);
      if (heard !== null && sample.now - steppedAt >= LADDER_MS) {
        steppedAt = sample.now;
        const { now, farLoss, available } = sample;
        step = ladder.next({ now, heard, farLoss, available });
      }
      return {
        told: hearing !== before.hearing || step !== before.step,
        shape: step !== before.step || (before.isNew && newSince === null),
      };
    },
    shape: () => shapeOf(step, others, newSince !== null),
    reset,
  };
}
