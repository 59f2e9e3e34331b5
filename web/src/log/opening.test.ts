/** Where the board of a `base` lies, and what else its header names. */
import { describe, expect, it } from 'vitest';
import { toBase64url } from '../crypto/base64url';
import { sealBlob } from '../crypto/blob';
import { encodeHeader, sealBody } from '../crypto/entry';
import { deriveKeys } from '../crypto/keys';
import { openRecord } from './opening';

const LOG = toBase64url(new Uint8Array(16).fill(7));
const PICTURE = toBase64url(new Uint8Array(32).fill(9));

async function opened(parts: unknown, board: readonly Uint8Array[]): Promise<unknown> {
  const keys = await deriveKeys(LOG, 'coach', { seed: new Uint8Array(32), pass: new Uint8Array(16) });
  const blobs = await Promise.all(board.map((part) => sealBlob(keys, part)));
  const held = new Map(blobs.map(({ id, sealed }) => [id, sealed]));
  const data = parts === undefined ? { k: 3 } : { k: 3, parts };
  const header = {
    log: LOG, kind: 'base', role: 'coach', author: 'AAAAAAAAAAA', n: 0, notify: false, drop: true,
    refs: [3], blobs: [...held.keys(), ...(parts === undefined ? [] : [PICTURE])],
  } as const;
  const headerBytes = encodeHeader(header);
  const body = { clock: 1, seen: [0, new Uint8Array(16)], data, inBlobs: false } as const;
  const bytes = await sealBody(keys.entry, headerBytes, body);
  const record = { header, headerBytes, seq: 4, at: 1, form: 'sealed', bytes } as const;
  const found = await openRecord(keys, record, (id) => {
    const there = held.get(id);
    return there === undefined ? Promise.reject(new Error(`${id} was asked for`)) : Promise.resolve(there);
  });
  return found.is === 'open' ? found.data : found.is;
}

describe('a base', () => {
  const board = [Uint8Array.of(1, 2), Uint8Array.of(3)];

  it('has its board in its first blobs; the pictures behind them are not fetched for it', async () => {
    expect(await opened(2, board)).toEqual({ k: 3, parts: 2, board: Uint8Array.of(1, 2, 3) });
  });

  it('of an earlier page has it in all of them', async () => {
    expect(await opened(undefined, board)).toEqual({ k: 3, board: Uint8Array.of(1, 2, 3) });
  });

  it('that only names pictures has none', async () => {
    expect(await opened(0, [])).toEqual({ k: 3, parts: 0 });
  });

  it('that counts wrongly is no use', async () => {
    for (const parts of [-1, 4, 1.5, '1', true, null]) expect(await opened(parts, board)).toBe('unreadable');
  });
});
