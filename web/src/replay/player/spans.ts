/** What lasts from one moment to another, found by a moment in between. Pure. */
import { firstAfter } from './axis';

export interface Span {
  readonly from: number;
  /** not itself part of it */
  readonly to: number;
}

export class Spans<S extends Span> {
  readonly rows: readonly S[];
  /** of each row and all before it, the latest end */
  readonly #latest: Float64Array;

  constructor(rows: readonly S[]) {
    this.rows = [...rows].sort((a, b) => a.from - b.from);
    this.#latest = new Float64Array(rows.length);
    let latest = -Infinity;
    for (const [at, { to }] of this.rows.entries()) this.#latest[at] = latest = Math.max(latest, to);
  }

  /** Oldest first. */
  at(moment: number): S[] {
    const found: S[] = [];
    for (let i = firstAfter(this.rows, ({ from }) => from, moment) - 1; i >= 0 && (this.#latest[i] ?? 0) > moment; i--) {
      const row = this.rows[i];
      if (row !== undefined && row.to > moment) found.push(row);
    }
    return found.reverse();
  }
}
