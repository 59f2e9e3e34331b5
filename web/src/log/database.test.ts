import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { IDBFactory } from 'fake-indexeddb';
import { memoryStorage, openDatabase, openStorage } from './database';
import type { OutboxRow, Storage } from './database';

const LOG = 'AAAAAAAAAAAAAAAAAAAAAA';

function row(author: string, n: number, page = 'page one', log = LOG): OutboxRow {
  return { log, author, n, page, record: Uint8Array.of(n), blobs: [{ id: 'b', sealed: Uint8Array.of(n, n) }] };
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const kinds: readonly (readonly [string, () => Promise<Storage>])[] = [
  ['the database', openDatabase],
  ['memory', async () => memoryStorage()],
];

describe.each(kinds)('what %s keeps', (_name, open) => {
  it('comes back by author and n, for its own log only', async () => {
    const storage = await open();
    for (const n of [10, 2, 1]) await storage.put(row('a', n));
    await storage.put(row('b', 0));
    await storage.put(row('a', 0, 'page one', 'another log'));
    expect((await storage.rows(LOG)).map(({ author, n }) => [author, n])).toEqual([['a', 1], ['a', 2], ['a', 10], ['b', 0]]);
    expect((await storage.rows(LOG))[0]).toEqual(row('a', 1));
  });

  it('is gone when removed, and that row alone', async () => {
    const storage = await open();
    for (const n of [0, 1]) await storage.put(row('a', n));
    await storage.remove(LOG, 'a', 0);
    await storage.remove(LOG, 'a', 7);
    expect((await storage.rows(LOG)).map(({ n }) => n)).toEqual([1]);
  });

  it('changes hands an author at a time', async () => {
    const storage = await open();
    for (const author of ['a', 'b']) for (const n of [0, 1]) await storage.put(row(author, n));
    await storage.adopt(LOG, 'a', 'page two');
    expect((await storage.rows(LOG)).map(({ author, page }) => [author, page])).toEqual([
      ['a', 'page two'], ['a', 'page two'], ['b', 'page one'], ['b', 'page one'],
    ]);
  });

  it('remembers how far a log was seen', async () => {
    const storage = await open();
    expect(await storage.seen(LOG)).toBeNull();
    const seen = { log: LOG, seq: 7, h: new Uint8Array(32), cleared: 3 };
    await storage.remember(seen);
    expect(await storage.seen(LOG)).toEqual(seen);
  });
});

describe('the database', () => {
  it('still holds after it was closed and opened again what was put', async () => {
    const first = await openDatabase();
    await first.put(row('a', 0));
    first.close();
    expect(await (await openDatabase()).rows(LOG)).toEqual([row('a', 0)]);
  });

  it('gives way to memory where the browser allows none', async () => {
    globalThis.indexedDB = { open: () => { throw new DOMException('denied', 'SecurityError'); } } as unknown as IDBFactory;
    const storage = await openStorage();
    await storage.put(row('a', 0));
    expect(await storage.rows(LOG)).toHaveLength(1);
  });
});
