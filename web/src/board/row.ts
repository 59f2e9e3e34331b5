/** Pairs of numbers one after another, in one piece of memory that grows and is used again. */
export class Row {
  values = new Float64Array(256);
  /** of numbers, two for each pair */
  length = 0;

  push(a: number, b: number): void {
    if (this.length === this.values.length) {
      const larger = new Float64Array(2 * this.values.length);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length] = a;
    this.values[this.length + 1] = b;
    this.length += 2;
  }

  /** NaN beyond the end. */
  at(index: number): number {
    return index < this.length ? (this.values[index] ?? NaN) : NaN;
  }
}
