/** From a record to what it says: bodies opened, blobs fetched where the body lies in them. */
import { openBlob } from '../crypto/blob';
import { concat } from '../crypto/bytes';
import { openBody } from '../crypto/entry';
import type { Record as LogRecord } from '../crypto/entry';
import { CryptoError } from '../crypto/errors';
import type { LogKeys } from '../crypto/keys';
import { asMap, unpacked } from '../crypto/msgpack';
import type { Opened } from './Fold';
import { LogError } from './LogError';

type GetSealedBlob = (id: string) => Promise<Uint8Array>;

/** @throws LogError when a blob could not be fetched now but may be later */
export async function openRecord(keys: LogKeys, record: LogRecord, getBlob: GetSealedBlob): Promise<Opened> {
  if (record.form === 'digest') return { is: 'forgotten' };
  if (record.header.kind === 'unknown') return { is: 'unreadable' };
  try {
    const body = await openBody(keys.entry, record.headerBytes, record.bytes);
    if (body.inBlobs) {
      return { is: 'open', body, data: unpacked(await openBlobs(keys, record.header.blobs, getBlob)) };
    }
    if (record.header.kind === 'base' && record.header.blobs.length > 0) {
      const data = asMap(body.data);
      const own = boardBlobs(record.header.blobs, data?.['parts']);
      if (own.length === 0) return { is: 'open', body, data: body.data };
      return { is: 'open', body, data: { ...data, board: await openBlobs(keys, own, getBlob) } };
    }
    return { is: 'open', body, data: body.data };
  } catch (error) {
    if (error instanceof CryptoError) return { is: error.word === 'bad_seal' ? 'foreign' : 'unreadable' };
    // A blob that is gone for good must not hold up all that comes after it.
    if (error instanceof LogError && error.word === 'not_found') return { is: 'unreadable' };
    throw error;
  }
}

/** Those that hold the board; behind them a base names pictures, which stay when the past goes. */
function boardBlobs(blobs: readonly string[], parts: unknown): readonly string[] {
  if (parts === undefined) return blobs;
  if (typeof parts !== 'number' || !Number.isInteger(parts) || parts < 0 || parts > blobs.length)
    throw new CryptoError('bad_body');
  return blobs.slice(0, parts);
}

async function openBlobs(keys: LogKeys, ids: readonly string[], getBlob: GetSealedBlob): Promise<Uint8Array> {
  const parts = await Promise.all(
    ids.map(async (id) => {
      try {
        return await openBlob(keys, id, await getBlob(id));
      } catch (error) {
        // A blob that does not open says nothing about the entry's own header.
        throw error instanceof CryptoError ? new CryptoError('bad_body') : error;
      }
    }),
  );
  return concat(...parts);
}
