/** How the vectors in `tests/wire` spell bytes, and what JSON cannot; the twin of `spelling.py`. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fromBase64url, toBase64url } from '../src/crypto/base64url';
import type { Bytes } from '../src/crypto/bytes';

export const VECTORS = new URL('../../tests/wire/', import.meta.url);

export const b64 = toBase64url;
export const bytes = (text: string): Bytes => fromBase64url(text);

/** Bytes that look random and are the same in every run. */
export function fixed(word: string, length = 32): Bytes {
  const whole = new Uint8Array(length + 32);
  for (let at = 0; at < length; at += 32) {
    whole.set(createHash('sha256').update(`${word}/${at / 32}`).digest(), at);
  }
  return whole.slice(0, length);
}

/** Bytes become `{"$bytes": base64url}`. */
export function spelled(value: unknown): unknown {
  if (value instanceof Uint8Array) return { $bytes: b64(value) };
  if (Array.isArray(value)) return value.map(spelled);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, spelled(inner)]));
  }
  return value ?? null;
}

export function unspelled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unspelled);
  if (typeof value === 'object' && value !== null) {
    if ('$bytes' in value && typeof value.$bytes === 'string') return bytes(value.$bytes);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unspelled(inner)]));
  }
  return value;
}

/** Read one of the vector files. Their numbers may be what JSON has no word for (NaN, 1e400). */
export function vectors<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, VECTORS), 'utf8')) as T;
}
