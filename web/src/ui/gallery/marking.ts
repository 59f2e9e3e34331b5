/**
 * Where on a sheet it is marked what is otherwise: a frame, a word at it, an arrow from where it came.
 * Pure; board units. Words lie beside each other, not over one another.
 */
import type { Point } from '../../board/geometry';
import type { Element } from '../../board/types';
import { SCALE_WORDS } from '../../canvas/drawing/scaleWords';
import { layOutScale } from '../../canvas/drawing/markPlaces';
import { cardLayout, measure } from '../../canvas/measure';
import type { Box } from '../../canvas/writing/places';
import type { Change } from '../../exercises/compare';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';
import type { Told, What } from './told';

export type Side = 'before' | 'after';

export interface SheetMark {
  readonly told: Told;
  readonly what: readonly What[];
  /** one or more: of a scale its marks, of a card its fields */
  readonly frames: readonly Box[];
  /** where it came from, on the later sheet */
  readonly from: Box | null;
}

/** Around a thing, so that its frame is not its edge. */
const AROUND = 8;

export function marksOn(list: readonly Told[], side: Side): readonly SheetMark[] {
  return list.flatMap((told): SheetMark[] => {
    const { what, was, is } = told;
    // On the later sheet what is gone is there as a pale trace; on the earlier what is new is not.
    const box = side === 'before' ? was : (is ?? was);
    if (box === null) return [];
    const parts = told.changes.flatMap((change) => partsOf(change, side));
    const from = side === 'after' && what.includes('moved') && was !== null && is !== null && !touches(was, is) ? was : null;
    return [{ told, what, frames: (parts.length > 0 ? parts : [box]).map((one) => grown(one, AROUND)), from }];
  });
}

/** The parts of a thing that are otherwise; empty where it is the whole of it. */
function partsOf({ before, after, moved, differs }: Change, side: Side): readonly Box[] {
  const element: Element | null = side === 'before' ? before : after;
  if (before === null || after === null || element === null || moved) return [];
  if (element.type === 'scale') {
    const ids = new Set(differs.flatMap((one) => (one.what === 'mark' ? [side === 'before' ? one.before?.id : one.after?.id] : [])));
    return layOutScale(element, SCALE_WORDS, measure).marks.filter(({ mark }) => ids.has(mark.id)).map(({ box }) => box);
  }
  if (element.type === 'card') {
    const { fields } = cardLayout(element);
    return differs.flatMap((one): Box[] => {
      const [x, y, width, height] = one.what === 'words' ? (fields[one.at]?.frame ?? []) : [];
      return x === undefined || y === undefined || width === undefined || height === undefined ? [] : [grown({ x, y, width, height }, -2 * AROUND)];
    });
  }
  return [];
}

const grown = ({ x, y, width, height }: Box, by: number): Box => ({ x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by });

const touches = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const middle = ({ x, y, width, height }: Box): Point => [x + width / 2, y + height / 2];

/** A thin arrow from the middle of one box to the edge of another, its head's two strokes last. */
export function arrowBetween(from: Box, to: Box, head: number): string {
  const [[ax, ay], [bx, by]] = [middle(from), middle(to)];
  const [dx, dy] = [bx - ax, by - ay];
  const far = Math.hypot(dx, dy) || 1;
  // How far back from its middle the box's edge is, along the arrow.
  const reach = (size: number, share: number): number => (share === 0 ? Infinity : size / 2 / share);
  const back = Math.min(reach(to.width, Math.abs(dx) / far), reach(to.height, Math.abs(dy) / far));
  const along = Math.max(0, far - back - head / 2);
  const [ex, ey] = [ax + (dx / far) * along, ay + (dy / far) * along];
  const turn = Math.atan2(dy, dx);
  const wing = (open: number): string => `${round(ex - head * Math.cos(turn + open))} ${round(ey - head * Math.sin(turn + open))}`;
  return `M${round(ax)} ${round(ay)}L${round(ex)} ${round(ey)}M${wing(0.45)}L${round(ex)} ${round(ey)}L${wing(-0.45)}`;
}
const round = (value: number): number => Math.round(value * 10) / 10;

/**
 * The corner of each word: over its frame where there is room, else under or within it, else further
 * down until it lies over no other. Where an arrow comes from above, it stands under it.
 *
 * @param height of a word
 */
export function placeWords(words: readonly { readonly frame: Box; readonly width: number; readonly from?: Box | null }[], height: number): readonly Point[] {
  const placed: Box[] = [];
  return words.map(({ frame: { x, y, width: wide, height: high }, width, from }): Point => {
    const right = x + wide - width;
    const over: readonly Point[] = [[x, y - height], [right, y - height]];
    const under: readonly Point[] = [[x, y + high], [right, y + high]];
    const fromAbove = from != null && from.y + from.height <= y;
    const wanted: readonly Point[] = [...(fromAbove ? [...under, ...over] : [...over, ...under]), [x, y], [x, y + high - height]];
    const kept = wanted.map(([left, top]): Box => ({ x: Math.max(0, Math.min(SHEET_WIDTH - width, left)), y: Math.max(0, Math.min(SHEET_HEIGHT - height, top)), width, height }));
    let found = kept.find((box) => placed.every((other) => !touches(box, other)));
    for (let down = 1; found === undefined && down * height < SHEET_HEIGHT; down++) {
      const [first] = kept;
      const top = ((first?.y ?? 0) + down * height) % (SHEET_HEIGHT - height);
      const box = { x: first?.x ?? 0, y: top, width, height };
      if (placed.every((other) => !touches(box, other))) found = box;
    }
    const box = found ?? kept[0] ?? { x, y, width, height };
    placed.push(box);
    return [box.x, box.y];
  });
}
