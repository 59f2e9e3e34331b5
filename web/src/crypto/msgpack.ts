/**
 * MessagePack: whole numbers as integers, bytes as bin, absent fields left out.
 *
 * The only module that knows the library.
 */
import { decode, encode } from '@msgpack/msgpack';
import { plainBytes } from './bytes';
import type { Bytes } from './bytes';
import { isMap, type Fields } from '../wire/shapes';
import { CryptoError } from './errors';
import { isWhole } from './msgpackShape';

/** Above every body, blob and keyframe we take; keeps a forged length from reserving memory. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_ITEMS = 4_000_000;

const LIMITS = {
  maxStrLength: MAX_BYTES,
  maxBinLength: MAX_BYTES,
  maxArrayLength: MAX_ITEMS,
  maxMapLength: MAX_ITEMS,
  maxExtLength: 0,
  mapKeyConverter(key: unknown): string {
    if (typeof key !== 'string') throw new CryptoError('bad_body');
    return key;
  },
};

export function packed(value: unknown): Bytes {
  return plainBytes(encode(value, { ignoreUndefined: true }));
}

/** @throws CryptoError `bad_body` for anything that is not one whole MessagePack value. */
export function unpacked(bytes: Uint8Array): unknown {
  if (!isWhole(bytes)) throw new CryptoError('bad_body');
  try {
    return decode(bytes, LIMITS);
  } catch {
    throw new CryptoError('bad_body');
  }
}

/** A MessagePack or JSON map, or null. */
export function asMap(value: unknown): Fields | null {
  return isMap(value) ? value : null;
}
