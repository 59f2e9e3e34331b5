/**
 * By which a person's devices know what they wrote themselves, whichever of them it was written on.
 *
 * A tag over the author, under a key that only holders of this very link have: the others of a room
 * can neither make one nor learn from it which authors are one person. The server binds an author to a
 * link, so nobody else can write under an author that was tagged.
 */
import { toBase64url } from '../crypto/base64url';
import { ascii, concat } from '../crypto/bytes';
import { deriveOwn, type Secret } from '../crypto/keys';

export interface Hand {
  /** 8 bytes, base64url; null while it is still being worked out */
  of(author: string): string | null;
  /** Work it out; settles when `of` knows. */
  know(author: string): Promise<string>;
}

const TAG_BYTES = 8;

export async function createHand(log: string, secret: Secret): Promise<Hand> {
  const raw = await deriveOwn(log, secret, 'hand');
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const known = new Map<string, string>();
  return {
    of: (author) => known.get(author) ?? null,
    async know(author) {
      const found = known.get(author);
      if (found !== undefined) return found;
      const tag = await crypto.subtle.sign('HMAC', key, concat(ascii('flipover/1/hand/'), ascii(author)));
      const made = toBase64url(new Uint8Array(tag).subarray(0, TAG_BYTES));
      known.set(author, made);
      return made;
    },
  };
}
