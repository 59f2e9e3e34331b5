/**
 * A recording as a share's first entry, sealed; and read again. Here a recording is bytes.
 *
 * It lies in blobs whatever its size, named in the entry's header.
 */
import { MAX_BLOB_PLAIN, sealBlob, type SealedBlob } from '../crypto/blob';
import { toBase64url } from '../crypto/base64url';
import type { Bytes } from '../crypto/bytes';
import { encodeHeader, encodeRecord, sealBody } from '../crypto/entry';
import { CryptoError } from '../crypto/errors';
import type { LogKeys } from '../crypto/keys';
import { packed } from '../crypto/msgpack';
import { NOTHING_SEEN } from '../log/Fold';
import type { Entry } from '../log/types';
import { MAX_BLOBS } from '../wire/protocol.gen';

export interface SealedRecording {
  /** framed, ready to be appended */
  readonly record: Bytes;
  /** uploaded first */
  readonly blobs: readonly SealedBlob[];
}

/**
 * @param author base64url of 8 bytes, used for nothing else
 * @param clock ms
 * @param nonces only vectors fix them: one for each blob, then the body's
 * @throws CryptoError `too_large`
 */
export async function sealRecording(
  keys: Pick<LogKeys, 'entry' | 'log'>,
  author: string,
  recording: Uint8Array,
  clock: number,
  nonces: readonly Uint8Array[] = [],
): Promise<SealedRecording> {
  const data = packed(recording);
  const count = Math.ceil(data.length / MAX_BLOB_PLAIN);
  if (count > MAX_BLOBS) throw new CryptoError('too_large');
  const blobs: SealedBlob[] = [];
  for (let i = 0; i < count; i++) {
    const part = data.subarray(i * MAX_BLOB_PLAIN, (i + 1) * MAX_BLOB_PLAIN);
    blobs.push(await sealBlob(keys, part, nonces[i]));
  }
  const headerBytes = encodeHeader({
    log: toBase64url(keys.log),
    kind: 'recording',
    role: 'coach',
    author,
    n: 0,
    notify: false,
    drop: false,
    refs: [],
    blobs: blobs.map(({ id }) => id),
  });
  const body = { clock, seen: NOTHING_SEEN, data: undefined, inBlobs: true };
  const sealed = await sealBody(keys.entry, headerBytes, body, nonces[count]);
  return { record: encodeRecord({ headerBytes, seq: 0, at: 0, form: 'sealed', bytes: sealed }), blobs };
}

/** @returns the recording that a share begins with, null where it does not */
export function recordingOf(first: Pick<Entry, 'seq' | 'kind' | 'role' | 'data'> | undefined): Uint8Array | null {
  if (first === undefined || first.seq !== 1 || first.kind !== 'recording' || first.role !== 'coach') return null;
  return first.data instanceof Uint8Array ? first.data : null;
}
