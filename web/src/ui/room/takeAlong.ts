/**
 * The one file a person saves from the room: everything the log holds, still sealed.
 *
 *     `flipover-export 1\n` · u32 length · MessagePack {v, log, blobs} · records to the end
 *
 * Ciphertext only: it opens with the link, and with nothing else.
 */
import { fromBase64url, toBase64url } from '../../crypto/base64url';
import { ascii, concat, plainBytes, u32, type Bytes } from '../../crypto/bytes';
import { decodeRecords } from '../../crypto/entry';
import { deriveKeys } from '../../crypto/keys';
import { packed } from '../../crypto/msgpack';
import { sha256 } from '../../crypto/seal';
import { createApi } from '../../log/api';
import { deviceOf } from '../../log/device';
import { LogError } from '../../log/LogError';
import type { LogPages } from '../../log/transport';
import type { Entering } from '../entering';
import { handOver } from '../../canvas/export/handOver';

const FIRST_LINE = 'flipover-export 1\n';

/** Where the sealed bytes come from; the log's HTTP routes in the browser. */
export type Source = Pick<LogPages, 'entries' | 'getBlob'>;

/**
 * Collect all pages and their blobs.
 *
 * @throws whatever the source throws; nothing was saved then
 */
export async function collect(log: string, source: Source): Promise<Bytes> {
  const pages: Bytes[] = [];
  const wanted = new Set<string>();
  for (let after = 0; ; ) {
    const page = await source.entries(after, Number.MAX_SAFE_INTEGER);
    pages.push(plainBytes(page.bytes));
    for (const record of decodeRecords(page.bytes)) {
      // A body that was forgotten has no blobs any more.
      if (record.form === 'sealed') for (const id of record.header.blobs) wanted.add(id);
    }
    if (page.next <= after || page.next >= page.head) break;
    after = page.next;
  }
  const blobs = new Map<string, Bytes>();
  for (const id of wanted) {
    const sealed = await blobOf(source, id);
    if (sealed !== null && toBase64url(await sha256(sealed)) === id) blobs.set(id, sealed);
  }
  return exportFile(log, blobs, pages);
}

/** Lay out one export file. */
export function exportFile(log: string, blobs: ReadonlyMap<string, Bytes>, records: readonly Bytes[]): Bytes {
  const head = packedHead(fromBase64url(log, 16), blobs);
  return concat(ascii(FIRST_LINE), u32(head.length), head, ...records);
}

/** `{v, log, blobs}` with bytes as keys of the inner map, which no JavaScript object can hold. */
function packedHead(log: Bytes, blobs: ReadonlyMap<string, Bytes>): Bytes {
  const FIXMAP_3 = 0x83;
  return concat(
    Uint8Array.of(FIXMAP_3),
    packed('v'),
    packed(1),
    packed('log'),
    packed(log),
    packed('blobs'),
    mapHeader(blobs.size),
    ...[...blobs].flatMap(([id, sealed]) => [packed(fromBase64url(id, 32)), packed(sealed)]),
  );
}

/** MessagePack `map 32`. Source: msgpack spec, map format family. */
function mapHeader(size: number): Bytes {
  return concat(Uint8Array.of(0xdf), u32(size));
}

/** Fetch everything and hand it to the browser as a download. */
export async function downloadTakeAlong(entering: Pick<Entering, 'log' | 'role' | 'secret'>): Promise<void> {
  const { token } = await deriveKeys(entering.log, entering.role, entering.secret);
  const device = await deviceOf(entering.log);
  const file = await collect(entering.log, createApi('', entering.log, { token, device }));
  handOver(new Blob([file], { type: 'application/octet-stream' }), `flipover-${new Date().toISOString().slice(0, 10)}.flipover`);
}

/** Null when it was erased. */
async function blobOf(source: Source, id: string): Promise<Bytes | null> {
  try {
    return plainBytes(await source.getBlob(id));
  } catch (error) {
    if (error instanceof LogError && error.word === 'not_found') return null;
    throw error;
  }
}
