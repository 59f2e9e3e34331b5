import { describe, expect, test } from 'vitest';
import { createLadder, type Way } from './ladder';
import type { PictureStep } from './shape';

const WIDE: Omit<Way, 'now'> = { heard: 'good', farLoss: 0, available: 1_500_000 };
const NARROW: Omit<Way, 'now'> = { heard: 'good', farLoss: 0.05, available: 90_000 };

/** One look a second; *way* says how the way is in that second. @returns every change, with its second */
function climb(way: (second: number) => Omit<Way, 'now'>, seconds: number): [number, PictureStep][] {
  const ladder = createLadder();
  const changes: [number, PictureStep][] = [];
  let before: PictureStep = 'full';
  for (let second = 0; second <= seconds; second += 1) {
    const step = ladder.next({ now: second * 1_000, ...way(second) });
    if (step !== before) changes.push([second, step]);
    before = step;
  }
  return changes;
}

describe('the picture', () => {
  test('stays whole on a good way, however long', () => {
    expect(climb(() => WIDE, 600)).toEqual([]);
  });

  test('yields in steps on a narrow way, and not for what the browser believes at first', () => {
    const changes = climb(() => NARROW, 30);

    expect(changes.map(([, step]) => step)).toEqual(['small', 'still']);
    expect(changes[0]?.[0]).toBeGreaterThanOrEqual(6);
  });

  test('is whole again within 15 seconds of the way being wide', () => {
    const changes = climb((second) => (second < 40 ? NARROW : WIDE), 120);
    const [back] = changes.filter(([second, step]) => second >= 40 && step === 'full');

    expect(back?.[0]).toBeLessThanOrEqual(55);
    expect(changes.at(-1)?.[1]).toBe('full');
  });

  test('yields when the other says that words are lost, whatever the browser believes', () => {
    const changes = climb(() => ({ ...WIDE, heard: 'bad' }), 10);

    expect(changes.map(([, step]) => step)).toEqual(['small', 'still']);
  });

  test('does not yield for one bad second', () => {
    expect(climb((second) => (second % 5 === 4 ? { ...WIDE, farLoss: 0.3 } : WIDE), 60)).toEqual([]);
  });

  test('that failed soon after each step up tries more and more seldom', () => {
    const ladder = createLadder();
    let step: PictureStep = 'full';
    const ups: number[] = [];
    for (let second = 0; second < 300; second += 1) {
      // Every picture is too much; without one the way is free.
      const way = step === 'still' ? { ...WIDE, available: null } : { ...WIDE, farLoss: 0.5 };
      const next = ladder.next({ now: second * 1_000, ...way });
      if (step === 'still' && next === 'small') ups.push(second);
      step = next;
    }
    const waits = ups.slice(1).map((second, index) => second - (ups[index] ?? 0));

    expect(waits.length).toBeGreaterThan(3);
    expect(waits.at(-1)).toBeGreaterThan(2 * (waits[0] ?? 0));
    expect([...waits].sort((a, b) => a - b)).toEqual(waits);
  });
});
