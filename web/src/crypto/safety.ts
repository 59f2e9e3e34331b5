/**
 * Safety words: what two pages derive from the certificates of their call, and read to one
 * another to know that nobody stands between them.
 *
 *     commitment = SHA-256(nonce ‖ fingerprint)
 *     words      = HKDF(call key, salt = page ‖ fingerprint ‖ nonce of both, smaller page id first)
 *
 * Only what is hashed and how; who says what when is `call/safety.ts`'s.
 */
import { fromBase64url } from './base64url';
import { concat } from './bytes';
import type { Bytes } from './bytes';
import { derive, sha256 } from './seal';

export const FINGERPRINT_BYTES = 32;
export const SAFETY_NONCE_BYTES = 32;
export const COMMITMENT_BYTES = 32;
/** Four of 2,048: 44 bits. */
export const WORD_COUNT = 4;
export const LIST_LENGTH = 2_048;
const WORD_BITS = 11;

/** One of the two pages of a call. */
export interface SafetySide {
  /** 11 characters, base64url of 8 bytes */
  readonly page: string;
  /** SHA-256 of the certificate that DTLS uses, 32 bytes */
  readonly fingerprint: Uint8Array;
  /** 32 random bytes, fresh for each other page */
  readonly nonce: Uint8Array;
}

/** What a page says before it may know the other's nonce (32 bytes). */
export function commitmentOf(nonce: Uint8Array, fingerprint: Uint8Array): Promise<Bytes> {
  return sha256(concat(nonce, fingerprint));
}

/**
 * Derive the places of the four words in a list; the same whichever side comes first.
 *
 * @returns 4 numbers, 0..2,047
 */
export async function safetyWords(call: Uint8Array, one: SafetySide, other: SafetySide): Promise<readonly number[]> {
  const sides = [one, other].map(({ page, fingerprint, nonce }) => concat(fromBase64url(page, 8), fingerprint, nonce));
  const bytes = await derive(call, concat(...sides.sort(byBytes)), 'safety-words', 6);
  const bits = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) >> BigInt(6 * 8 - WORD_COUNT * WORD_BITS);
  return Array.from({ length: WORD_COUNT }, (_, i) =>
    Number((bits >> BigInt((WORD_COUNT - 1 - i) * WORD_BITS)) & BigInt(LIST_LENGTH - 1)),
  );
}

/** As numbers of many bytes: base64url is in another order. */
function byBytes(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, i) => byte !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
