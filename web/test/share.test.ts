/** A share as both languages have it: links, askings and answers, the sealed recording. */
import { describe, expect, it } from 'vitest';
import { decodeRecord } from '../src/crypto/entry';
import { deriveKeys, tokenOf } from '../src/crypto/keys';
import { linkFragment } from '../src/crypto/fragment';
import { openRecord } from '../src/log/opening';
import type { Entry } from '../src/log/types';
import { askingData, foldLent, NOTHING_LENT, readAsking } from '../src/share/lent';
import { deriveShare, trainerAddress } from '../src/share/links';
import { recordingOf, sealRecording } from '../src/share/recording';
import type { SealedShares } from './shareVectors';
import { b64, bytes, unspelled, vectors } from './spelling';

interface ShareFile extends SealedShares {
  readonly askings: readonly { readonly name: string; readonly data: unknown; readonly good: boolean }[];
  readonly entries: readonly (Pick<Entry, 'kind' | 'role' | 'author' | 'at'> & { readonly data: unknown })[];
  readonly lent: readonly unknown[];
}

describe.each(['py', 'ts'])('a share sealed by %s', (writer) => {
  const file = vectors<SealedShares>(`shares.${writer}.json`);

  it('has the links that follow from the room', async () => {
    const links = await deriveShare(file.share, bytes(file.coach_seed));
    for (const role of ['coach', 'trainer'] as const) {
      const { seed, pass } = links[role];
      const { address, ...row } = file.links[role];
      expect({ seed: b64(seed), pass: b64(pass), token: await tokenOf(file.share, role, links[role]) }).toEqual(row);
      expect(address.endsWith(linkFragment(role === 'coach' ? 'c' : 't', links[role]))).toBe(true);
    }
    expect(trainerAddress('https://example.org', links)).toBe(file.links.trainer.address);
  });

  it('is opened by the trainer and by nobody of the room', async () => {
    const links = await deriveShare(file.share, bytes(file.coach_seed));
    const keys = await deriveKeys(file.share, 'trainer', links.trainer);
    const roomKeys = await deriveKeys(file.share, 'coach', { seed: bytes(file.coach_seed), pass: links.coach.pass });
    expect(file.recordings.length).toBeGreaterThan(2);
    for (const { name, recording, record, blobs, nonces } of file.recordings) {
      const read = decodeRecord(bytes(record));
      const get = (id: string): Promise<Uint8Array> => Promise.resolve(bytes(blobs[id] ?? ''));
      const opened = await openRecord(keys, read, get);
      if (opened.is !== 'open') throw new Error(`${name}: ${opened.is}`);
      const first = { seq: 1, kind: 'recording', role: 'coach', data: opened.data } as const;
      expect([name, b64(recordingOf(first) ?? Uint8Array.of(0))]).toEqual([name, recording]);
      expect(recordingOf({ ...first, role: 'trainer' })).toBeNull();
      expect(recordingOf({ ...first, seq: 2 })).toBeNull();
      expect(recordingOf({ ...first, kind: 'review' })).toBeNull();
      expect((await openRecord(roomKeys, read, get)).is).toBe('foreign');
      const own = await deriveKeys(file.share, 'coach', links.coach);
      const again = await sealRecording(own, file.author, bytes(recording), file.clock, nonces.map(bytes));
      expect(b64(again.record)).toBe(record);
      expect(Object.fromEntries(again.blobs.map(({ id, sealed }) => [id, b64(sealed)]))).toEqual(blobs);
    }
  });
});

describe('what was asked in a room', () => {
  const file = vectors<ShareFile>('shares.py.json');

  it('is told from what only looks like it', () => {
    for (const { name, data, good } of file.askings) {
      expect([name, readAsking(unspelled(data)) !== null]).toEqual([name, good]);
    }
  });

  it('stands as Python has it, after the same entries', () => {
    let book = NOTHING_LENT;
    for (const entry of file.entries) book = foldLent(book, { ...entry, data: unspelled(entry.data) });
    const rows = [...book.values()].map(({ asking, at, answers, ended }) => ({
      asking: askingData(asking),
      at,
      answers: Object.fromEntries(answers),
      ended,
    }));
    expect(rows).toHaveLength(2);
    expect(rows).toEqual(file.lent);
  });
});
