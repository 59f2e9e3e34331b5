import { decode } from '@msgpack/msgpack';
import { describe, expect, it } from 'vitest';
import { toBase64url } from '../../crypto/base64url';
import type { Bytes } from '../../crypto/bytes';
import { encodeHeader, encodeRecord } from '../../crypto/entry';
import { sha256 } from '../../crypto/seal';
import { LogError } from '../../log/LogError';
import { collect, exportFile, type Source } from './takeAlong';

const LOG = toBase64url(new Uint8Array(16).fill(7));
const AUTHOR = toBase64url(new Uint8Array(8).fill(3));

function record(seq: number, blobs: readonly string[] = [], form: 'sealed' | 'digest' = 'sealed'): Bytes {
  const header = { log: LOG, kind: 'talk', role: 'guest', author: AUTHOR, n: seq, notify: false, drop: false, refs: [], blobs } as const;
  return encodeRecord({ headerBytes: encodeHeader(header), seq, at: seq, form, bytes: new Uint8Array(32).fill(seq) });
}

function source(pages: readonly { records: Bytes; next: number }[], blobs: ReadonlyMap<string, Bytes>): Source & { asked: number[] } {
  const asked: number[] = [];
  const head = pages[pages.length - 1]?.next ?? 0;
  return {
    asked,
    entries(after) {
      asked.push(after);
      const page = pages.find((p) => p.next > after);
      return Promise.resolve({ bytes: page?.records ?? new Uint8Array(0), next: page?.next ?? after, head });
    },
    getBlob(id) {
      const found = blobs.get(id);
      return found === undefined ? Promise.reject(new LogError('not_found')) : Promise.resolve(found);
    },
  };
}

function parts(file: Uint8Array): { line: string; head: unknown; rest: Uint8Array } {
  const line = new TextDecoder().decode(file.subarray(0, 18));
  const length = new DataView(file.buffer, file.byteOffset).getUint32(18);
  const head = decode(file.subarray(22, 22 + length), { mapKeyConverter: (key) => (key instanceof Uint8Array ? toBase64url(key) : String(key)) });
  return { line, head, rest: file.subarray(22 + length) };
}

describe('take-along', () => {
  it('is the line, a map of blobs by their hash, and the records as they came', async () => {
    const sealed = new Uint8Array(40).fill(9);
    const id = toBase64url(await sha256(sealed));
    const one = record(1, [id]);
    const { line, head, rest } = parts(exportFile(LOG, new Map([[id, sealed]]), [one]));
    expect(line).toBe('flipover-export 1\n');
    expect(head).toEqual({ v: 1, log: new Uint8Array(16).fill(7), blobs: { [id]: sealed } });
    expect(rest).toEqual(one);
  });

  it('holds every page of a long log once, in order', async () => {
    const pages = [1, 2, 3].map((seq) => ({ records: record(seq), next: seq }));
    const from = source(pages, new Map());
    const { rest } = parts(await collect(LOG, from));
    expect(rest.length).toBe(pages.reduce((sum, p) => sum + p.records.length, 0));
    expect(from.asked).toEqual([0, 1, 2]);
  });

  it('leaves out a blob that was erased or is not what its name says, and still comes about', async () => {
    const forged = toBase64url(new Uint8Array(32).fill(1));
    const gone = toBase64url(new Uint8Array(32).fill(2));
    const from = source([{ records: record(1, [forged, gone]), next: 1 }], new Map([[forged, new Uint8Array(5)]]));
    const { head } = parts(await collect(LOG, from));
    expect(head).toMatchObject({ blobs: {} });
  });

  it('is not made when a page cannot be fetched', async () => {
    const from: Source = { entries: () => Promise.reject(new LogError('busy')), getBlob: () => Promise.reject(new LogError('busy')) };
    await expect(collect(LOG, from)).rejects.toMatchObject({ word: 'busy' });
  });
});
