/** AES-256-GCM with a random 96-bit nonce in front; HKDF and SHA-256. WebCrypto only. */
import { ascii, concat, plainBytes } from './bytes';
import type { Bytes } from './bytes';
import { CryptoError } from './errors';
import { randomBytes } from './random';

export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;

/** @param nonce only vectors give one; everything else takes a fresh random one. */
export async function seal(
  key: CryptoKey,
  plain: Uint8Array,
  aad: Uint8Array,
  nonce: Uint8Array = randomBytes(NONCE_BYTES),
): Promise<Bytes> {
  const how = { name: 'AES-GCM', iv: plainBytes(nonce), additionalData: plainBytes(aad) };
  return concat(nonce, new Uint8Array(await crypto.subtle.encrypt(how, key, plainBytes(plain))));
}

/** @throws CryptoError `bad_seal` */
export async function unseal(key: CryptoKey, sealed: Uint8Array, aad: Uint8Array): Promise<Bytes> {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new CryptoError('bad_seal');
  const iv = plainBytes(sealed.subarray(0, NONCE_BYTES));
  const how = { name: 'AES-GCM', iv, additionalData: plainBytes(aad) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(how, key, plainBytes(sealed.subarray(NONCE_BYTES))));
  } catch {
    throw new CryptoError('bad_seal');
  }
}

export async function sha256(bytes: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', plainBytes(bytes)));
}

/** HKDF-SHA-256 with info `flipover/1/<purpose>`. */
export async function derive(ikm: Uint8Array, salt: Uint8Array, purpose: string, length: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', plainBytes(ikm), 'HKDF', false, ['deriveBits']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: plainBytes(salt), info: ascii(`flipover/1/${purpose}`) };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, length * 8));
}

export function sealingKey(raw: Uint8Array): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', plainBytes(raw), 'AES-GCM', false, ['encrypt', 'decrypt']);
}
