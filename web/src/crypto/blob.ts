/** What is too large for an entry: sealed, at most 8 MiB each, named by SHA-256 of the sealed bytes. */
import { MAX_BLOB_BYTES } from '../wire/protocol.gen';
import { toBase64url } from './base64url';
import { ascii, concat, u32 } from './bytes';
import type { Bytes } from './bytes';
import { CryptoError } from './errors';
import type { LogKeys } from './keys';
import { NONCE_BYTES, TAG_BYTES, seal, sha256, unseal } from './seal';

const OVERHEAD = NONCE_BYTES + TAG_BYTES;
export const MAX_BLOB_PLAIN = MAX_BLOB_BYTES - OVERHEAD;

export interface SealedBlob {
  readonly id: string;
  readonly sealed: Bytes;
}

function aad(log: Uint8Array, size: number): Bytes {
  return concat(Uint8Array.of(1), log, ascii('blob'), u32(size));
}

/** @throws CryptoError `too_large` */
export async function sealBlob(
  keys: Pick<LogKeys, 'entry' | 'log'>,
  plain: Uint8Array,
  nonce?: Uint8Array,
): Promise<SealedBlob> {
  if (plain.length > MAX_BLOB_PLAIN) throw new CryptoError('too_large');
  const sealed = await seal(keys.entry, plain, aad(keys.log, plain.length), nonce);
  return { id: toBase64url(await sha256(sealed)), sealed };
}

/** @throws CryptoError `bad_seal`, also when the bytes are not those that *id* names */
export async function openBlob(keys: Pick<LogKeys, 'entry' | 'log'>, id: string, sealed: Uint8Array): Promise<Bytes> {
  if (toBase64url(await sha256(sealed)) !== id) throw new CryptoError('bad_seal');
  return unseal(keys.entry, sealed, aad(keys.log, Math.max(0, sealed.length - OVERHEAD)));
}
