/** Marks on a scale as a hand carries them: where they come to stand, and which of them stay. Pure. */
import { along, shareAt } from './exercises';
import type { Point } from './geometry';
import type { ElementId, Frame, Mark, Scale } from './types';

type Line = Pick<Scale, 'frame' | 'upright'>;

/** So near to a half, in steps of the scale, it is the half that is meant. */
const SNAP = 0.15;
const HIGH = 10;

/** The value at a point beside a scale: a half where it is near one, else a tenth. */
export function softValueAt(scale: Line, point: Point): number {
  const value = shareAt(scale, point) * HIGH;
  const half = Math.round(value * 2) / 2;
  return unsigned(Math.abs(value - half) <= SNAP ? half : Math.round(value * 10) / 10);
}

/** A mark on its way, as the frame of a point: so it passes by with all that is held. */
export function frameOfMark(scale: Line, value: number): Frame {
  const [x, y] = along(scale, value);
  return [x, y, 0, 0, 0];
}

const valueOfFrame = (scale: Line, [x, y]: Frame): number => unsigned(Math.round(shareAt(scale, [x, y]) * 1000) / 100);

/** A stretch goes as one; what had no number has one now. */
export function carriedTo(value: readonly number[], to: number): readonly number[] {
  const last = value.at(-1) ?? to;
  const by = to - last;
  return value.length < 2 ? [to] : value.map((one) => Math.round((one + by) * 100) / 100);
}

/** Whether a mark stands for a day before today: then it stays, and today has one of its own. */
export function isOfEarlierDay({ at }: Pick<Mark, 'at'>, now: number): boolean {
  return at < now && new Date(at).toDateString() !== new Date(now).toDateString();
}

/** A mark of today put elsewhere is the same one; of one from before a second comes to stand under *fresh*. */
export function carriedMark(mark: Mark, to: number, now: number, fresh: ElementId): Mark {
  const value = carriedTo(mark.value, to);
  return isOfEarlierDay(mark, now) ? { ...mark, id: fresh, value, at: now } : { ...mark, value };
}

/**
 * Marks as they are seen while some are carried.
 *
 * @param moving frames of what moves on the sheet, of marks among others
 * @param now ms since the epoch
 */
export function marksShown(scale: Scale, moving: ReadonlyMap<ElementId, Frame>, now: number): readonly Mark[] {
  return scale.marks.flatMap((mark): Mark[] => {
    const frame = moving.get(mark.id);
    if (frame === undefined) return [mark];
    const carried = carriedMark(mark, valueOfFrame(scale, frame), now, `${mark.id}+`);
    if (carried.id === mark.id) return [carried];
    // The act arrives a moment before its frame is forgotten.
    const there = scale.marks.some((one) => one.at > mark.at && one.kind === mark.kind && one.value.at(-1) === carried.value.at(-1));
    return there ? [mark] : [mark, carried];
  });
}

const unsigned = (value: number): number => (value === 0 ? 0 : value);
