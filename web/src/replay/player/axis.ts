/**
 * The time axis of a player: the time of the talk with each stillness cut to about a second.
 *
 * Pure. Talk time is ms on the recording's scale, axis time is ms of playing at 1×, from 0.
 */

/** A cut lasts long enough to be noticed, and no longer. */
export const CUT_MS = 1000;

/** A stretch in which nothing happened. */
export interface Still {
  /** talk time */
  readonly from: number;
  readonly to: number;
  /** axis time */
  readonly start: number;
  readonly end: number;
}

export interface Axis {
  /** axis time; the least is 1, so that a share of it is a number */
  readonly length: number;
  readonly stills: readonly Still[];
  toAxis(talk: number): number;
  toTalk(axis: number): number;
  /** the stillness that *axis* lies in */
  stillAt(axis: number): Still | null;
}

/**
 * @param stillness [from, to) in talk time, oldest first, apart
 * @param cut whether they are cut short
 */
export function createAxis(start: number, end: number, stillness: readonly (readonly [number, number])[], cut = true): Axis {
  const stills: Still[] = [];
  let saved = 0;
  for (const [from, to] of stillness) {
    if (from < start || to > end || to <= from || from < (stills.at(-1)?.to ?? start)) continue;
    const begins = from - start - saved;
    const lasts = cut ? Math.min(CUT_MS, to - from) : to - from;
    stills.push({ from, to, start: begins, end: begins + lasts });
    saved += to - from - lasts;
  }
  const length = Math.max(1, end - start - saved);

  return {
    length,
    stills,
    toAxis(talk) {
      const at = Math.max(start, Math.min(end, talk));
      const last = lastOf(stills, ({ from }) => from, at);
      if (last === null) return at - start;
      if (at >= last.to) return last.end + at - last.to;
      return last.start + ((at - last.from) / (last.to - last.from)) * (last.end - last.start);
    },
    toTalk(axis) {
      const at = Math.max(0, Math.min(length, axis));
      const last = lastOf(stills, (still) => still.start, at);
      if (last === null) return Math.min(end, start + at);
      if (at >= last.end) return Math.min(end, last.to + at - last.end);
      return last.from + ((at - last.start) / (last.end - last.start)) * (last.to - last.from);
    },
    stillAt(axis) {
      const last = lastOf(stills, (still) => still.start, axis);
      return last !== null && axis < last.end ? last : null;
    },
  };
}

/** Where the first of *rows*, which rise, lies after *at*. */
export function firstAfter<Row>(rows: readonly Row[], of: (row: Row) => number, at: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row !== undefined && of(row) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last of *rows*, which rise, that is not after *at*. */
export const lastOf = <Row>(rows: readonly Row[], of: (row: Row) => number, at: number): Row | null =>
  rows[firstAfter(rows, of, at) - 1] ?? null;
