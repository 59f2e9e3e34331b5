/** When a board that is still coming in is shown. */
import { describe, expect, it } from 'vitest';
import { BoardDocument } from './document';
import { Fold } from './fold';
import { HandMovedWorld } from './testing/memoryRoom';
import type { Entry } from '../log/types';

function folding() {
  const world = new HandMovedWorld();
  const seen = { rests: 0, folded: 0 };
  const state = { caughtUp: false };
  const fold = new Fold(new BoardDocument(), world, {
    folded: () => void (seen.folded += 1),
    skipped: () => undefined, unwanted: () => undefined,
    rested: () => void (seen.rests += 1),
    caughtUp: () => state.caughtUp,
  });
  const come = (): void => {
    fold.add({ kind: 'talk' } as Entry, false);
    world.pass(1);
  };
  return { world, seen, state, fold, come };
}

describe('a board that is still coming in', () => {
  it('is shown at once, then five times a second, however many pieces it comes in', () => {
    const { seen, come } = folding();
    come();
    expect(seen.rests).toBe(1);
    for (let entry = 0; entry < 1000; entry++) come();
    expect(seen).toEqual({ rests: expect.closeTo(6, 0) as number, folded: 1001 });
  });

  it('is shown as far as it came when nothing more comes', () => {
    const { world, seen, come } = folding();
    come();
    come();
    expect(seen.rests).toBe(1);
    world.pass(1000);
    expect(seen.rests).toBe(2);
  });

  it('is shown with every act once all is there', () => {
    const { seen, state, come } = folding();
    state.caughtUp = true;
    for (let entry = 0; entry < 5; entry++) come();
    expect(seen.rests).toBe(5);
  });
});
