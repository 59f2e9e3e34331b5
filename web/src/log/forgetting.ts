/**
 * Having the server forget the past of the board; single letters are `talk/letters`.
 *
 * What is forgotten keeps its place, header and digest in the log; its body is gone for everybody who
 * does not hold it already.
 */
import { concat } from '../crypto/bytes';
import { MAX_BLOB_PLAIN } from '../crypto/blob';
import { MAX_BLOBS } from '../wire/protocol.gen';
import type { Pending, SealedLog } from './types';

/**
 * Put the board as it stood at *k* in place of its past; for coaches.
 *
 * @param board freshly folded from the log up to *k*: a document in use still holds deleted text
 * @param pictures blobs of all pictures on it, hidden sheets too; what is not named here is gone
 * @returns the act that drops the past, once all are in the outbox
 */
export async function forgetPast(
  log: Pick<SealedLog, 'append' | 'sealBlob'>,
  k: number,
  board: Uint8Array,
  pictures: readonly string[],
): Promise<Pending> {
  const parts: string[] = [];
  for (let at = 0; at < board.length || at === 0; at += MAX_BLOB_PLAIN) {
    parts.push(await log.sealBlob(concat(board.subarray(at, at + MAX_BLOB_PLAIN))));
  }
  const named = [...new Set(pictures)];
  const room = MAX_BLOBS - parts.length;
  // What one header has no room for is named before, by acts that hold no board.
  for (let at = room; at < named.length; at += MAX_BLOBS) {
    await log.append('base', { k, parts: 0 }, { refs: [k], blobs: named.slice(at, at + MAX_BLOBS) });
  }
  const blobs = [...parts, ...named.slice(0, room)];
  return log.append('base', { k, parts: parts.length }, { refs: [k], blobs, drop: true });
}
