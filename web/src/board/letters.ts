/**
 * Letters of a path, written one by one into a buffer that is used again and again.
 *
 * A string that grows is kept by the browser as a tree of its pieces until somebody reads it: for the
 * strokes of a full sheet millions of pieces, and half of the time goes into clearing them away.
 */
const [ZERO, DOT, MINUS, SPACE] = [48, 46, 45, 32];
const MOST = 2 ** 31 - 1;

export class Letters {
  #bytes = new Uint8Array(1 << 14);
  #length = 0;
  readonly #decoder = new TextDecoder();

  /** Begin anew, with room for *most* letters. */
  begin(most: number): void {
    this.#length = 0;
    if (this.#bytes.length < most) this.#bytes = new Uint8Array(2 * most);
  }

  /** @param letter an ASCII code */
  write(letter: number): void {
    this.#bytes[this.#length++] = letter;
  }

  /** A number of so many hundredths, told apart from the one before it. */
  next(hundredths: number): void {
    if (hundredths >= 0) this.write(SPACE);
    this.first(hundredths);
  }

  /** A number of so many hundredths, behind a letter. */
  first(hundredths: number): void {
    if (hundredths < 0) this.write(MINUS);
    // Whole numbers of 32 bits are what processors are quick at; nothing near a sheet is larger.
    const size = Math.min(Math.abs(hundredths), MOST) | 0;
    const broken = size % 100;
    if (size >= 100 || size === 0) this.#digits((size / 100) | 0);
    if (broken === 0) return;
    this.write(DOT);
    this.write(ZERO + ((broken / 10) | 0));
    if (broken % 10 !== 0) this.write(ZERO + (broken % 10));
  }

  taken(): string {
    return this.#decoder.decode(this.#bytes.subarray(0, this.#length));
  }

  #digits(whole: number): void {
    if (whole >= 10) this.#digits((whole / 10) | 0);
    this.write(ZERO + (whole % 10));
  }
}
