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

/** Beyond so many pairs of letters a change is taken as one stretch. */
const MOST_PAIRS = 250_000;

/**
 * The stretches in which *after* differs from *before*, first to last.
 *
 * The longest common subsequence of what lies between their equal ends (Wagner and Fischer 1974),
 * by whole characters, so that what two people did at two places stays two changes.
 */
export function textChanges(before: string, after: string): readonly TextChange[] {
  const whole = textChange(before, after);
  if (whole === null) return [];
  const old = [...before.slice(whole.at, whole.at + whole.removed)];
  const young = [...whole.inserted];
  if (old.length === 0 || young.length === 0 || old.length * young.length > MOST_PAIRS) return [whole];
  const wide = young.length + 1;
  /** length of what the ends from row and column on have in common */
  const common = new Uint16Array((old.length + 1) * wide);
  const at = (row: number, column: number): number => common[row * wide + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row--)
    for (let column = young.length - 1; column >= 0; column--)
      common[row * wide + column] =
        old[row] === young[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));

  const changes: { at: number; removed: number; inserted: string }[] = [];
  let place = whole.at;
  let open: { at: number; removed: number; inserted: string } | null = null;
  for (let row = 0, column = 0; row < old.length || column < young.length; ) {
    const [gone, come] = [old[row], young[column]];
    if (gone !== undefined && gone === come) {
      open = null;
      place += gone.length;
      row += 1;
      column += 1;
      continue;
    }
    if (open === null) changes.push((open = { at: place, removed: 0, inserted: '' }));
    if (come !== undefined && (gone === undefined || at(row, column + 1) >= at(row + 1, column))) {
      open.inserted += come;
      column += 1;
    } else if (gone !== undefined) {
      open.removed += gone.length;
      place += gone.length;
      row += 1;
    }
  }
  return changes;
}

/**
 * Merge what was typed into *base* with what *current* made of the same base elsewhere.
 *
 * What either removed is gone, what either put in is there; at the same place, one's own comes first.
 */
export function mergeTyping(base: string, typed: string, current: string): string {
  const mine = textChange(base, typed);
  if (mine === null) return current;
  if (base === current) return typed;
  const changes = [mine, ...textChanges(base, current)];
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
  let moved = position;
  for (const { at, removed, inserted } of textChanges(before, after)) {
    if (position <= at) break;
    moved += position >= at + removed ? inserted.length - removed : at - position;
  }
  return moved;
}

const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;
