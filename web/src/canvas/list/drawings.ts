/** Strokes gathered into the drawings that they are: nobody hears two thousand strokes. Pure. */
import type { Ink } from '../../board/types';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';
import type { Box } from '../writing/places';

export interface Drawing {
  readonly strokes: readonly Ink[];
  readonly box: Box;
}

/** Board units between what still lies together: about the space between two written words. */
const NEAR = 70;
/** More drawings than anybody listens to; then those of one person in one part of the sheet are one. */
const MOST = 30;

/**
 * Strokes of one person and one tip that were drawn one after another and lie together.
 *
 * @param inks in drawing order
 * @param personOf the person behind an author; another visit's strokes are that person's too
 */
export function drawingsOf(inks: readonly Ink[], personOf: (by: string) => string): Drawing[] {
  const open = new Map<string, { strokes: Ink[]; box: Box }>();
  const all: { strokes: Ink[]; box: Box }[] = [];
  for (const ink of inks) {
    const who = `${ink.tip ?? ''} ${personOf(ink.by)}`;
    const box = boxOf(ink);
    const last = open.get(who);
    if (last !== undefined && near(last.box, box)) {
      last.strokes.push(ink);
      last.box = around(last.box, box);
    } else {
      const drawing = { strokes: [ink], box };
      open.set(who, drawing);
      all.push(drawing);
    }
  }
  return all.length <= MOST ? all : byPart(all, personOf);
}

/** Which ninth of the sheet a box's middle lies in, row by row from the top left. */
export function partOf({ x, y, width, height }: Box): number {
  const third = (at: number, length: number): number => Math.max(0, Math.min(2, Math.floor((at / length) * 3)));
  return third(y + height / 2, SHEET_HEIGHT) * 3 + third(x + width / 2, SHEET_WIDTH);
}

function byPart(drawings: readonly Drawing[], personOf: (by: string) => string): Drawing[] {
  const parts = new Map<string, { readonly strokes: Ink[]; box: Box }>();
  for (const { strokes, box } of drawings) {
    const [first] = strokes;
    const key = `${partOf(box)} ${first?.tip ?? ''} ${personOf(first?.by ?? '')}`;
    const part = parts.get(key);
    if (part === undefined) parts.set(key, { strokes: [...strokes], box });
    else {
      part.strokes.push(...strokes);
      part.box = around(part.box, box);
    }
  }
  return [...parts.values()];
}

const boxOf = ({ frame: [x, y, width, height] }: Ink): Box => ({ x, y, width, height });

const near = (a: Box, b: Box): boolean =>
  a.x - NEAR < b.x + b.width && b.x - NEAR < a.x + a.width && a.y - NEAR < b.y + b.height && b.y - NEAR < a.y + a.height;

function around(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x, y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
