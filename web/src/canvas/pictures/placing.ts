/** Where a picture comes to lie, and how large. Pure; board units. */
import type { Element, Frame } from '../../board/types';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';
import type { Point } from '../viewport';

/** A good half of the sheet's width: there is room left to write beside it. */
const LONGEST = 600;
/** An icon is still something to take hold of. */
const LEAST = 120;
const MARGIN = 20;
/** Several at once lie like fanned cards. */
const FAN = 32;

/** @param size px; one px is one unit, where that is neither tiny nor large */
export function frameFor(size: { readonly width: number; readonly height: number }, [x, y]: Point, nth = 0): Frame {
  const longest = Math.max(size.width, size.height, 1);
  const scale = Math.min(LONGEST, Math.max(LEAST, longest)) / longest;
  const [w, h] = [size.width, size.height].map((side) => Math.max(8, Math.round(side * scale))) as [number, number];
  const away = (nth % 8) * FAN;
  const within = (low: number, side: number, room: number): number =>
    Math.round(Math.max(MARGIN, Math.min(room - side - MARGIN, low)));
  return [within(x - w / 2 + away, w, SHEET_WIDTH), within(y - h / 2 + away, h, SHEET_HEIGHT), w, h, 0];
}

/** A picture pulled out of shape is a mistake. */
export const keepsAspect = ({ type }: Pick<Element, 'type'>): boolean => type === 'picture';
