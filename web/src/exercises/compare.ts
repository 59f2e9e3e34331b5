/**
 * Two states of a sheet, or of two sheets, thing by thing: what is new, elsewhere, changed or gone.
 * States what is otherwise and nothing of what that means.
 *
 * A thing is the same thing by its id. What was copied, or taken away and written once more, has
 * another: it is known again by what it says, where that is something.
 */
import type { Zone } from '../board/exercises';
import { inReadingOrder } from '../board/readingOrder';
import type { Element, Frame, Note, Paper } from '../board/types';
import { differences, type Difference } from './differences';
import { noteZone } from './left';

/** A sheet at a moment. */
export interface SheetState {
  readonly paper: Paper;
  /** in drawing order */
  readonly elements: readonly Element[];
}
export interface Change {
  /** null for what is new */
  readonly before: Element | null;
  /** null for what is gone */
  readonly after: Element | null;
  /** lies elsewhere, or is turned */
  readonly moved: boolean;
  /** of a note on circles, when it is another than it was */
  readonly zones: { readonly from: Zone; readonly to: Zone } | null;
  /** what is otherwise about it, in the order in which it is read */
  readonly differs: readonly Difference[];
}

/** Board units and degrees; less is no move, but how a number was rounded. */
const LEAST = 0.5;

/** @returns in reading order of where a thing lies, or lay when it is gone; empty when nothing is otherwise */
export function changesBetween(before: SheetState, after: SheetState): readonly Change[] {
  const found = pairsOf(before.elements, after.elements).flatMap(([old, now]): Change[] => {
    if (old === null || now === null) return [{ before: old, after: now, moved: false, zones: null, differs: [] }];
    const moved = isElsewhere(old.frame, now.frame);
    const zones = old.type === 'note' && now.type === 'note' ? zonesOf(old, before, now, after) : null;
    const differs = old === now ? [] : differences(old, now);
    return moved || zones !== null || differs.length > 0 ? [{ before: old, after: now, moved, zones, differs }] : [];
  });
  return inReadingOrder(found.map((change) => ({ change, box: boxOf(change) }))).map(({ change }) => change);
}

type Pair = readonly [before: Element | null, after: Element | null];

function pairsOf(before: readonly Element[], after: readonly Element[]): readonly Pair[] {
  const old = new Map(before.map((element) => [element.id, element]));
  const pairs: Pair[] = [];
  const rest: Element[] = [];
  for (const now of after) {
    const was = old.get(now.id);
    if (was?.type !== now.type) rest.push(now);
    else {
      pairs.push([was, now]);
      old.delete(now.id);
    }
  }
  return [...pairs, ...knownAgain([...old.values()], rest)];
}

/** Nearest first among those that say the same; then a scale and circles that are the only ones. */
function knownAgain(before: readonly Element[], after: readonly Element[]): readonly Pair[] {
  const left = new Set(before);
  const fresh = new Set(after);
  const pairs: Pair[] = [];
  const pair = (was: Element, now: Element): void => {
    left.delete(was);
    fresh.delete(now);
    pairs.push([was, now]);
  };
  const saying = new Map<string, Element[]>();
  for (const was of before) {
    const key = saidBy(was);
    if (key !== null) saying.set(key, [...(saying.get(key) ?? []), was]);
  }
  if (saying.size > 0) {
    const alike = after.flatMap((now) => {
      const key = saidBy(now);
      return (key === null ? [] : (saying.get(key) ?? [])).map((was) => ({ was, now, far: apart(was.frame, now.frame) }));
    });
    for (const { was, now } of alike.sort((a, b) => a.far - b.far)) if (left.has(was) && fresh.has(now)) pair(was, now);
  }
  for (const type of ['circles', 'scale'] as const) {
    const [was, ...more] = [...left].filter((one) => one.type === type);
    const [now, ...others] = [...fresh].filter((one) => one.type === type);
    if (was !== undefined && now !== undefined && more.length + others.length === 0) pair(was, now);
  }
  return [...pairs, ...[...left].map((was): Pair => [was, null]), ...[...fresh].map((now): Pair => [null, now])];
}

/** By which a thing is known again that has another id; null where it says nothing. */
function saidBy(element: Element): string | null {
  switch (element.type) {
    case 'note':
    case 'text': {
      const words = element.text.replace(/\s+/g, ' ').trim();
      return words === '' ? null : `${element.type} ${words}`;
    }
    case 'picture':
      return `picture ${element.blob}`;
    case 'card':
      return `card ${element.kind} ${element.title}`;
    case 'circles':
    case 'scale':
      return element.topic === '' ? null : `${element.type} ${element.topic}`;
    case 'ink':
      return `ink ${element.marker}${element.width}${element.tip ?? ''} ${String.fromCharCode(...element.points.subarray(0, SOME))} ${element.points.length}`;
    case 'shape':
      return `shape ${element.shape}${element.marker}${element.width} ${element.frame.join(' ')}`;
    case 'unknown':
      return null;
  }
}
/** Bytes of a stroke that tell it from any other. */
const SOME = 400;

function zonesOf(was: Note, before: SheetState, now: Note, after: SheetState): Change['zones'] {
  const [from, to] = [noteZone(was, before.elements), noteZone(now, after.elements)];
  return from !== null && to !== null && from !== to ? { from, to } : null;
}

const middle = ([x, y, w, h]: Frame): readonly [number, number] => [x + w / 2, y + h / 2];

function apart(a: Frame, b: Frame): number {
  const [[ax, ay], [bx, by]] = [middle(a), middle(b)];
  return Math.hypot(ax - bx, ay - by);
}

/** By its corner where it grew only at its other side. */
function isElsewhere(a: Frame, b: Frame): boolean {
  const corner = Math.hypot(a[0] - b[0], a[1] - b[1]);
  return Math.min(corner, apart(a, b)) > LEAST || Math.abs(a[4] - b[4]) > LEAST;
}

function boxOf({ before, after }: Change): { readonly x: number; readonly y: number } {
  const [x = 0, y = 0] = (after ?? before)?.frame ?? [];
  return { x, y };
}
