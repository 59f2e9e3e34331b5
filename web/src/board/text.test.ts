import { describe, expect, it } from 'vitest';
import { seededRandom } from './testing/memoryRoom';
import { applyChange, mergeTyping, moveCaret, textChange, textChanges } from './text';

describe('a change of text', () => {
  it('is the smallest stretch that differs', () => {
    expect(textChange('rust en rest', 'rust en vaak rest')).toEqual({ at: 8, removed: 0, inserted: 'vaak ' });
    expect(textChange('same', 'same')).toBeNull();
  });

  it('never parts a surrogate pair', () => {
    // 😀 and 😁 share their first half, 😀 and 🨀 their second.
    expect(textChange('a😀b', 'a😁b')).toEqual({ at: 1, removed: 2, inserted: '😁' });
    expect(textChange('a😀b', 'a\u{1fa00}b')).toEqual({ at: 1, removed: 2, inserted: '\u{1fa00}' });
  });

  it('makes the one text of the other, whatever they are', () => {
    const random = seededRandom(3);
    const word = (): string => Array.from({ length: random() * 8 }, () => 'ab😀\n'[Math.floor(random() * 5)]).join('');
    for (let turn = 0; turn < 500; turn++) {
      const [before, after] = [word(), word()];
      const change = textChange(before, after);
      expect(change === null ? before : applyChange(before, change)).toBe(after);
    }
  });
});

describe('typing into a text that another has changed meanwhile', () => {
  it.each([
    ['before mine', 'work', 'work now', 'my work', 'my work now'],
    ['after mine', 'work', 'my work', 'work now', 'my work now'],
    ['at the same place', 'ab', 'axb', 'ayb', 'axyb'],
    ['elsewhere, while I erase', 'one two three', 'one three', 'one two three four', 'one three four'],
    ['where I erase', 'one two', 'one ', 'one tXwo', 'one X'],
    ['by erasing what I erase', 'one two', 'one', 'one', 'one'],
    ['on both sides of mine', 'one two', 'one big two', 'see one two three', 'see one big two three'],
    ['on both sides of what I erase', 'one two three', 'one three', 'A one two three B', 'A one three B'],
    ['among emoji', '😀😀', '😀x😀', '🙂😀😀🙂', '🙂😀x😀🙂'],
  ])('keeps both: %s', (_, base, mine, theirs, result) => {
    expect(mergeTyping(base, mine, theirs)).toBe(result);
  });
});

it('what differs at several places is several changes, which together make the other text', () => {
  expect(textChanges('one two', 'see one two three')).toEqual([
    { at: 0, removed: 0, inserted: 'see ' },
    { at: 7, removed: 0, inserted: ' three' },
  ]);
  const random = seededRandom(5);
  const word = (): string => Array.from({ length: random() * 9 }, () => 'ab😀c '[Math.floor(random() * 6)]).join('');
  for (let turn = 0; turn < 500; turn++) {
    const [before, after] = [word(), word()];
    expect([...textChanges(before, after)].reverse().reduce(applyChange, before)).toBe(after);
  }
});

it('no letter that either of two typed is lost, wherever they typed it', () => {
  const random = seededRandom(11);
  const pick = (most: number): number => Math.floor(random() * (most + 1));
  for (let turn = 0; turn < 500; turn++) {
    const base = 'rust en rest '.slice(0, pick(13));
    let theirs = base;
    for (let times = pick(3); times >= 0; times--) theirs = applyChange(theirs, { at: pick(theirs.length), removed: 0, inserted: 'T' });
    const mine = applyChange(base, { at: pick(base.length), removed: 0, inserted: 'MM' });
    const merged = mergeTyping(base, mine, theirs);
    expect(merged.replaceAll('M', '')).toBe(theirs);
    expect(merged.replaceAll('T', '')).toBe(mine);
  }
});

it('a caret stays with its word when text comes in before it, and where it is when after', () => {
  expect(moveCaret(4, 'rest', 'the rest')).toBe(8);
  expect(moveCaret(0, 'rest', 'rest now')).toBe(0);
  expect(moveCaret(4, 'rest', 'rest now')).toBe(4);
  expect(moveCaret(3, 'a long one', 'a one')).toBe(2);
  expect(moveCaret(3, 'one two', 'see one two three')).toBe(7);
});
