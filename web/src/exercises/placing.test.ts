/** A second scale lies beside the first. */
import { describe, expect, it } from 'vitest';
import type { Element, NewElement } from '../board/types';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../wire/schema.gen';
import { placedBeside, roomOf } from './placing';
import { CARDS, newCard, newScale } from './templates';

type Room = ReturnType<typeof roomOf>;
const lying = (element: NewElement): Element => ({ ...element, id: 'AAAAAAAAAAA', sheet: 'AAAAAAAAAAA', by: 'AAAAAAAAAAA', order: 'a0' });
const apart = (a: Room, b: Room): boolean => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
const room = (element: NewElement): Room => {
  if (element.type !== 'scale') throw new TypeError(element.type);
  return roomOf(element);
};

describe.each([[false, false], [true, true], [false, true]])('upright: %s, then %s', (one, other) => {
  it('neither covers the other, and the sheet holds both', () => {
    const first = newScale('werk', one, 'nl');
    const second = placedBeside(newScale('thuis', other, 'nl'), [lying(first)]);
    expect(apart(room(first), room(second))).toBe(true);
    for (const { left, top, right, bottom } of [room(first), room(second)]) {
      expect([left >= 0, top >= 0, right <= SHEET_WIDTH, bottom <= SHEET_HEIGHT]).toEqual([true, true, true, true]);
    }
  });
});

it('on an empty sheet it lies where it always does, and nothing else is moved', () => {
  const scale = newScale('', false, 'nl');
  expect(placedBeside(scale, [])).toEqual(scale);
  const [step] = CARDS;
  if (step === undefined) throw new RangeError('no cards');
  const card = newCard(step, 'nl');
  expect(placedBeside(card, [lying(scale)])).toBe(card);
});
