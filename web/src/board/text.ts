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
 * Merge what was typed into *base* with what *current* made of the same base elsewhere.
 *
 * What either removed is gone, what either put in is there; at the same place, one's own comes first.
 */
export function mergeTyping(base: string, typed: string, current: string): string {
  const mine = textChange(base, typed);
  const theirs = textChange(base, current);
  if (mine === null) return current;
  if (theirs === null) return typed;
  const changes = [mine, theirs];
  const cuts = changes.flatMap(({ at, removed }) => [at, at + removed]);
  const edges = [...new Set([0, ...cuts, base.length])].sort((a, b) => a - b);
  let merged = '';
  for (const [index, from] of edges.entries()) {
    for (const { at, inserted } of changes) if (at === from) merged += inserted;
    const gone = changes.some(({ at, removed }) => from >= at && from < at + removed);
    if (!gone) merged += base.slice(from, edges[index + 1] ?? base.length);
  }
  return merged;
}

/** Where a caret at *position* of *before* stands in *after*. */
export function moveCaret(position: number, before: string, after: string): number {
  const change = textChange(before, after);
  if (change === null || position <= change.at) return position;
  const shift = change.inserted.length - change.removed;
  return position >= change.at + change.removed ? position + shift : change.at;
}

const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
