/**
 * What the log keeps on this device: unsent entries and the newest place of a log it has seen.
 *
 * Holds sealed records only; no key, no text. The only module that knows IndexedDB.
 */
import { openDB } from 'idb';
import type { DBSchema, IDBPDatabase } from 'idb';

/** One sealed entry that the log is not known to hold. */
export interface OutboxRow {
  readonly log: string;
  readonly author: string;
  readonly n: number;
  /** the page that looks after it; another may take it over when that one is gone */
  readonly page: string;
  /** the record as it is sent, again and again, verbatim */
  readonly record: Uint8Array;
  /** sealed blobs that belong to it, until it is kept */
  readonly blobs: readonly { readonly id: string; readonly sealed: Uint8Array }[];
}

/** The newest place of a log that this device has verified. */
export interface SeenRow {
  readonly log: string;
  readonly seq: number;
  readonly h: Uint8Array;
  /** seq of the newest `cleared` among what was seen; 0 for none */
  readonly cleared: number;
}

/** What is being written and was not sent: one per room, sealed under a key that the link alone gives. */
export interface DraftRow {
  readonly log: string;
  readonly sealed: Uint8Array;
}

export interface Storage {
  /** Resolves when it would survive a power cut. */
  put(row: OutboxRow): Promise<void>;
  remove(log: string, author: string, n: number): Promise<void>;
  /** All rows of *log*, by author and n. */
  rows(log: string): Promise<readonly OutboxRow[]>;
  /** Let *page* look after all rows of *author*. */
  adopt(log: string, author: string, page: string): Promise<void>;
  seen(log: string): Promise<SeenRow | null>;
  remember(row: SeenRow): Promise<void>;
  draft(log: string): Promise<DraftRow | null>;
  /** @param sealed null: there is none any more */
  keepDraft(log: string, sealed: Uint8Array | null): Promise<void>;
  /** Keep nothing of *log* on this device any more, unsent entries and drafts included. */
  forget(log: string): Promise<void>;
  close(): void;
}

interface Schema extends DBSchema {
  outbox: { key: [string, string, number]; value: OutboxRow; indexes: { log: string } };
  seen: { key: string; value: SeenRow };
  drafts: { key: string; value: DraftRow };
}

const NAME = 'flipover-log';
const VERSION = 2;

export async function openDatabase(): Promise<Storage> {
  const database = await openDB<Schema>(NAME, VERSION, {
    upgrade(db, from) {
      if (from < 1) {
        const outbox = db.createObjectStore('outbox', { keyPath: ['log', 'author', 'n'] });
        outbox.createIndex('log', 'log');
        db.createObjectStore('seen', { keyPath: 'log' });
      }
      db.createObjectStore('drafts', { keyPath: 'log' });
    },
    blocking: () => database.close(),
  });
  return overDatabase(database);
}

function overDatabase(database: IDBPDatabase<Schema>): Storage {
  const ofAuthor = (log: string, author: string): IDBKeyRange =>
    IDBKeyRange.bound([log, author, 0], [log, author, Number.MAX_SAFE_INTEGER]);
  return {
    async put(row) {
      const act = database.transaction('outbox', 'readwrite', { durability: 'strict' });
      void act.store.put(row);
      await act.done;
    },
    remove: (log, author, n) => database.delete('outbox', [log, author, n]),
    rows: (log) => database.getAllFromIndex('outbox', 'log', log),
    async adopt(log, author, page) {
      const act = database.transaction('outbox', 'readwrite', { durability: 'strict' });
      for (let cursor = await act.store.openCursor(ofAuthor(log, author)); cursor; cursor = await cursor.continue()) {
        await cursor.update({ ...cursor.value, page });
      }
      await act.done;
    },
    seen: async (log) => (await database.get('seen', log)) ?? null,
    async remember(row) {
      await database.put('seen', row);
    },
    draft: async (log) => (await database.get('drafts', log)) ?? null,
    async keepDraft(log, sealed) {
      if (sealed === null) await database.delete('drafts', log);
      else await database.put('drafts', { log, sealed });
    },
    async forget(log) {
      const act = database.transaction(['outbox', 'seen', 'drafts'], 'readwrite', { durability: 'strict' });
      const outbox = act.objectStore('outbox');
      for (const key of await outbox.index('log').getAllKeys(log)) void outbox.delete(key);
      void act.objectStore('seen').delete(log);
      void act.objectStore('drafts').delete(log);
      await act.done;
    },
    close: () => database.close(),
  };
}

/** Where the browser denies a database: for the life of this page only. */
export function memoryStorage(): Storage {
  const rows = new Map<string, OutboxRow>();
  const seen = new Map<string, SeenRow>();
  const drafts = new Map<string, Uint8Array>();
  const key = (log: string, author: string, n: number): string => `${log}/${author}/${n}`;
  const of = (log: string): OutboxRow[] =>
    [...rows.values()].filter((row) => row.log === log).sort((a, b) => a.author.localeCompare(b.author) || a.n - b.n);
  return {
    put: async (row) => void rows.set(key(row.log, row.author, row.n), row),
    remove: async (log, author, n) => void rows.delete(key(log, author, n)),
    rows: async (log) => of(log),
    adopt: async (log, author, page) => {
      for (const row of of(log)) if (row.author === author) rows.set(key(log, author, row.n), { ...row, page });
    },
    seen: async (log) => seen.get(log) ?? null,
    remember: async (row) => void seen.set(row.log, row),
    async draft(log) {
      const sealed = drafts.get(log);
      return sealed === undefined ? null : { log, sealed };
    },
    async keepDraft(log, sealed) {
      if (sealed === null) drafts.delete(log);
      else drafts.set(log, sealed);
    },
    async forget(log) {
      for (const row of of(log)) rows.delete(key(log, row.author, row.n));
      seen.delete(log);
      drafts.delete(log);
    },
    close: () => {},
  };
}

/** The database, or memory where there is none. */
export async function openStorage(): Promise<Storage> {
  try {
    return await openDatabase();
  } catch {
    return memoryStorage();
  }
}
