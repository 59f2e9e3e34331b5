/** What the server holds for one person cannot be told from what it holds for another. */
import { describe, expect, it } from 'vitest';
import { decodeRecord, openBody } from '../crypto/entry';
import { deriveKeys, newLogId, newSecret } from '../crypto/keys';
import { createAnonymous } from './anonymous';

describe('an anonymous act', () => {
  it('is by an author of its own, and has clock, what was seen and size in common with all others', async () => {
    const [log, secret] = [newLogId(), newSecret()];
    const keys = await deriveKeys(log, 'guest', secret);
    const records: Uint8Array[] = [];
    const api = { hold: async (record: Uint8Array) => void records.push(record), withdraw: async () => undefined, release: async () => 0 };
    for (const word of ['a', 'bcd', 'e'])
      await createAnonymous(log, 'guest', keys, api).hold('board', 1_790_000_000_000, (author) => [[0, new TextEncoder().encode(`${author} ${word}`)]]);
    const read = await Promise.all(
      records.map(async (record) => {
        const { header, headerBytes, bytes } = decodeRecord(record);
        return { header, size: record.length, body: await openBody(keys.entry, headerBytes, bytes) };
      }),
    );
    const common = read.map(({ header, size, body: { clock, seen } }) => ({ ...header, author: '', size, clock, seen }));
    expect(common[1]).toEqual(common[0]);
    expect(common[2]).toEqual(common[0]);
    expect(common[0]).toMatchObject({ n: 0, refs: [], blobs: [], notify: false, clock: 1_790_000_000_000, seen: [0, new Uint8Array(16)] });
    expect(new Set(read.map(({ header }) => header.author)).size).toBe(3);
  });
});
