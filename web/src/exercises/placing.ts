/** Where a scale comes to lie on a sheet on which something lies already. Pure geometry in board units. */
import { topicOver } from '../board/exercises';
import type { Element, Frame, NewElement } from '../board/types';
import { SHEET_WIDTH } from '../wire/schema.gen';
import { LEVEL_FRAMES, UPRIGHT_FRAMES } from './templates';

type NewScale = Extract<NewElement, { readonly type: 'scale' }>;
interface Room {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The same exercise; a scale in the first of its places where it covers least. */
export function placedBeside(element: NewElement, lying: readonly Element[]): NewElement {
  if (element.type !== 'scale') return element;
  const taken = lying.map((one) => (one.type === 'scale' ? roomOf(one) : around(one.frame)));
  const covers = (frame: Frame): number => taken.reduce((sum, room) => sum + shared(roomOf({ ...element, frame }), room), 0);
  const frames = element.upright === true ? UPRIGHT_FRAMES : LEVEL_FRAMES;
  const frame = frames.reduce((best, one) => (covers(one) < covers(best) ? one : best));
  return { ...element, frame };
}

/** What a scale takes with its topic, brace, numbers and the words of its marks. */
export function roomOf({ frame: [x, y, width, height], upright }: Pick<NewScale, 'frame' | 'upright'>): Room {
  if (upright === true) {
    const line = x + width / 2;
    return { left: line - 110, top: y - 136, right: Math.min(SHEET_WIDTH, line + 294), bottom: y + height + 104 };
  }
  const line = y + height / 2;
  return { left: x - 24, top: line - topicOver(line) - 44, right: x + width + 24, bottom: line + 164 };
}

const around = ([x, y, width, height]: Frame): Room => ({ left: x, top: y, right: x + width, bottom: y + height });

const shared = (a: Room, b: Room): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
