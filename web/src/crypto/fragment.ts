/**
 * What stands behind the `#` of our links: a letter, then base64url.
 *
 *     #i<code>  #w<seed>  #c #g #t <seed ‖ pass>
 */
import { concat } from './bytes';
import type { Bytes } from './bytes';
import { fromBase64url, toBase64url } from './base64url';
import { CryptoError } from './errors';
import { PASS_BYTES, SEED_BYTES } from './keys';
import type { Secret } from './keys';

export type LinkLetter = 'c' | 'g' | 't';

export type OpenedFragment =
  | { readonly letter: 'i'; readonly code: string }
  | { readonly letter: 'w'; readonly seed: Bytes }
  | { readonly letter: LinkLetter; readonly seed: Bytes; readonly pass: Bytes };

export const ROLE_OF_LETTER = { c: 'coach', g: 'guest', t: 'trainer' } as const;

/** @throws CryptoError `bad_fragment` */
export function openFragment(fragment: string): OpenedFragment {
  const text = fragment.replace(/^#/, '');
  const letter = text.slice(0, 1);
  const code = text.slice(1);
  if (letter === 'i' && /^[A-Za-z0-9_-]+$/.test(code)) return { letter, code };
  try {
    if (letter === 'w') return { letter, seed: fromBase64url(code, SEED_BYTES) };
    if (letter === 'c' || letter === 'g' || letter === 't') {
      const bytes = fromBase64url(code, SEED_BYTES + PASS_BYTES);
      return { letter, seed: bytes.slice(0, SEED_BYTES), pass: bytes.slice(SEED_BYTES) };
    }
  } catch {
    throw new CryptoError('bad_fragment');
  }
  throw new CryptoError('bad_fragment');
}

/** With its `#`. */
export function linkFragment(letter: LinkLetter, secret: Secret): string {
  return `#${letter}${toBase64url(concat(secret.seed, secret.pass))}`;
}

export function workspaceFragment(seed: Uint8Array): string {
  return `#w${toBase64url(seed)}`;
}
