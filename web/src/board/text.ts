/**
 * Changes of a text as one replaced stretch, so that two people's typing can be merged.
 *
 * Positions are UTF-16 code units, as Yjs counts them in the browser. A change never parts a
 * surrogate pair.
 */

export interface TextChange {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

/** @returns the smallest single replacement that makes *after* of *before*; null when equal */
export function textChange(before: string, after: string): TextChange | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start--;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  if (tail > 0 && isLow(before.charCodeAt(before.length - tail))) tail--;
  return {
    at: start,
    removed: before.length - tail - start,
    inserted: after.slice(start, after.length - tail),
  };
}

export const applyChange = (text: string, change: TextChange): string =>
  text.slice(0, change.at) + change.inserted + text.slice(change.at + change.removed);

/**
 * Carry a change of *base* over to *current*, which grew out of the same base elsewhere.
 *
 * What the other removed is not removed twice; both insertions stay.
 */
export function rebaseChange(change: TextChange, base: string, current: string): TextChange {
  const other = textChange(base, current);
  if (other === null) return change;
  if (change.removed === 0) return { ...change, at: carry(change.at, other, true) };
  const start = carry(change.at, other, false);
  const end = carry(change.at + change.removed, other, true);
  const overlaps = change.at < other.at + other.removed && other.at < change.at + change.removed;
  if (!overlaps) return { at: start, removed: end - start, inserted: change.inserted };
  // Remove only what was there when this was typed: keep the other's new words.
  const before = Math.max(0, other.at - change.at);
  const after = Math.max(0, change.at + change.removed - other.at - other.removed);
  if (before > 0) return { at: change.at, removed: before, inserted: change.inserted };
  return { at: other.at + other.inserted.length, removed: after, inserted: change.inserted };
}

/** Where a caret at *position* of *before* stands in *after*. */
export function moveCaret(position: number, before: string, after: string): number {
  const change = textChange(before, after);
  return change === null ? position : carry(position, change, true);
}

/** @param stays whether a position exactly where something was inserted stays before it */
function carry(position: number, change: TextChange, stays: boolean): number {
  if (position < change.at || (stays && position === change.at)) return position;
  const shift = change.inserted.length - change.removed;
  if (position >= change.at + change.removed) return position + shift;
  return change.at + (stays ? 0 : change.inserted.length);
}

const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
