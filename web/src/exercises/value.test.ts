import { describe, expect, it } from 'vitest';
import { readValue, writeValue } from './value';

describe('a place on a scale', () => {
  it.each([
    ['5', [5]], ['4,5', [4.5]], ['4.5', [4.5]], ['0', [0]], ['-2', [-2]], ['−2', [-2]], ['11', [11]], [' 7 ', [7]],
    ['3-5', [3, 5]], ['3 – 5', [3, 5]], ['5 tot 3', [3, 5]], ['-2 – 1', [-2, 1]], ['4-4', [4]], ['', []], ['   ', []],
  ])('is read as it is written: %j', (typed, value) => {
    expect(readValue(typed)).toEqual(value);
  });

  it.each(['vijf', '5 6', '--', '1e9x', '3-5-7'])('is not guessed: %j', (typed) => {
    expect(readValue(typed)).toBeNull();
  });

  it('is written as people write it', () => {
    expect(writeValue([4.5], 'nl')).toBe('4,5');
    expect(writeValue([-2], 'nl')).toBe('−2');
    expect(writeValue([3, 5], 'en')).toBe('3 – 5');
    expect(writeValue([], 'nl')).toBe('');
  });
});
