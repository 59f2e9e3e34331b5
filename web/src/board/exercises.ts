/**
 * What stands in the exercises: zones of notes, places on a scale, changes of zone.
 *
 * The same rules as `whiteboard/exercises.py`, held equal by tests/wire. Nothing is judged.
 */
import { INNER_CIRCLE, SCALE_REACH } from '../wire/schema.gen';
import type { Point } from './geometry';
import { isFields, isId } from '../wire/shapes';
import type { Circles, ElementId, Frame, Mark, Scale } from './types';

export type Zone = 'inner' | 'ring' | 'outside';
/** Along a scale: what is there already, or ahead. */
export type Stretch = 'there' | 'ahead';

const LOW = 0;
const HIGH = 10;
/** A mark below or above the scale is drawn no further out than this share of its length. */
const BEYOND = 0.12;

export interface ZoneChange {
  readonly note: ElementId;
  readonly from: Zone;
  readonly to: Zone;
  /** ms since the epoch */
  readonly at: number;
}

/** The zone in which the middle of a note's frame lies; a border belongs to the inside. */
export function zoneOf([x, y, w, h]: Frame, circles: Pick<Circles, 'frame'>): Zone {
  const [left, top, width, height] = circles.frame;
  const radius = width / 2;
  const away = Math.hypot(x + w / 2 - (left + radius), y + h / 2 - (top + height / 2));
  if (away <= radius * INNER_CIRCLE) return 'inner';
  return away <= radius ? 'ring' : 'outside';
}

/** The point of a value on a scale's line; one beyond its ends lies just outside them. */
export function along({ frame: [x, y, width, height], upright }: Pick<Scale, 'frame' | 'upright'>, value: number): Point {
  const share = Math.min(1 + BEYOND, Math.max(-BEYOND, (value - LOW) / (HIGH - LOW)));
  return upright === true ? [x + width / 2, y + height * (1 - share)] : [x + width * share, y + height / 2];
}

/** Board units: from a level scale's line to its topic, and between which heights on the sheet that changes. */
const TOPIC_OVER = { low: 400, high: 480 } as const;
const LINE_AT = { low: 1222, high: 590 } as const;

/** How far over a level line its topic stands. Notes lie between; higher on the sheet there is more room for them. */
export function topicOver(line: number): number {
  const height = Math.max(0, Math.min(1, (LINE_AT.low - line) / (LINE_AT.low - LINE_AT.high)));
  return TOPIC_OVER.low + height * (TOPIC_OVER.high - TOPIC_OVER.low);
}

/** How far along a scale a point beside it is: 0 at its 0, 1 at its 10; as far beyond them as marks are drawn. */
export function shareAt({ frame: [x, y, width, height], upright }: Pick<Scale, 'frame' | 'upright'>, point: Point): number {
  const share = upright === true ? (y + height - point[1]) / Math.max(height, 1) : (point[0] - x) / Math.max(width, 1);
  return Math.min(1 + BEYOND, Math.max(-BEYOND, share));
}

/**
 * Whether a note lies between 0 and *now*, or ahead of it; null away from the line. Without a
 * number of now all of the scale is ahead.
 */
export function stretchOf(note: Frame, scale: Pick<Scale, 'frame' | 'upright'>, now: number | null): Stretch | null {
  const [x, y, width, height] = scale.frame;
  const [mx, my] = [note[0] + note[2] / 2, note[1] + note[3] / 2];
  const upright = scale.upright === true;
  const share = upright ? (y + height - my) / Math.max(height, 1) : (mx - x) / Math.max(width, 1);
  const across = upright ? mx - (x + width / 2) : my - (y + height / 2);
  if (Math.abs(across) > SCALE_REACH || share < -BEYOND || share > 1 + BEYOND) return null;
  return share <= ((now ?? LOW) - LOW) / (HIGH - LOW) ? 'there' : 'ahead';
}

/** The number of the newest mark of now; null when it has none, or there is no mark. */
export function nowOf(marks: readonly Mark[]): number | null {
  let newest: Mark | null = null;
  for (const mark of marks)
    if (mark.kind === 'now' && (newest === null || mark.at > newest.at || (mark.at === newest.at && mark.id > newest.id)))
      newest = mark;
  return newest?.value.at(-1) ?? null;
}

/** The change that a `chapter` tells of; null when it tells of something else. */
export function readZoneChange(data: unknown, at: number): ZoneChange | null {
  if (!isFields(data) || data['type'] !== 'zone' || !isId(data['note'])) return null;
  const { note, from, to } = data;
  return isZone(from) && isZone(to) && from !== to ? { note, from, to, at } : null;
}

const isZone = (value: unknown): value is Zone => value === 'inner' || value === 'ring' || value === 'outside';

/** As people write it: no zeros behind it, a real minus before it. */
export function spellNumber(value: number, point: string): string {
  const text = value.toFixed(2).replace(/0+$/, '').replace(/\.$/, '');
  return text === '-0' ? '0' : text.replace('-', '−').replace('.', point);
}
