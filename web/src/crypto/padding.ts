/** Bodies are padded to 64, 128, 256 … bytes, so that their size says little. */
import type { Bytes } from './bytes';
import { CryptoError } from './errors';

const SMALLEST = 64;

export function paddedSize(size: number): number {
  let target = SMALLEST;
  while (target < size + 1) target *= 2;
  return target;
}

export function padded(body: Uint8Array): Bytes {
  const whole = new Uint8Array(paddedSize(body.length));
  whole.set(body);
  whole[body.length] = 0x80;
  return whole;
}

/** @throws CryptoError `bad_padding` */
export function unpadded(whole: Uint8Array): Uint8Array {
  let end = whole.length - 1;
  while (end >= 0 && whole[end] === 0) end--;
  if (end < 0 || whole[end] !== 0x80 || whole.length !== paddedSize(end)) throw new CryptoError('bad_padding');
  return whole.subarray(0, end);
}
