import { describe, expect, it } from 'vitest';
import { createThreefold, WITHIN_MS } from './quickExit';

describe('three times Escape', () => {
  it('counts when it is quick and nothing comes between', () => {
    const press = createThreefold();
    expect([press('Escape', 0), press('Escape', 200), press('Escape', 400)]).toEqual([false, false, true]);
  });
  it('is not two, nor three of which the first was long ago, nor with another key between', () => {
    const press = createThreefold();
    expect([press('Escape', 0), press('Escape', 600), press('Escape', WITHIN_MS)]).toEqual([false, false, false]);
    expect([press('', 1_300), press('Escape', 1_400), press('Escape', 1_500)]).toEqual([false, false, false]);
    expect([press('a', 1_550), press('Escape', 1_600), press('Escape', 1_650)]).toEqual([false, false, false]);
  });
});
