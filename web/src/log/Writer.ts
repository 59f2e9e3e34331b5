/**
 * Who writes here: the current author, and the sealing of what it writes.
 *
 * An act is numbered when it is done, then sealed and made durable in that order. An author that
 * ended is followed by a new one; authors are never used again.
 */
import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { toBase64url } from '../crypto/base64url';
import { MAX_BLOB_PLAIN, openBlob, sealBlob } from '../crypto/blob';
import type { SealedBlob } from '../crypto/blob';
import { decodeRecord, encodeHeader, encodeRecord, openBody, sealBody } from '../crypto/entry';
import type { KnownHeader } from '../crypto/entry';
import type { LogKeys } from '../crypto/keys';
import { packed, unpacked } from '../crypto/msgpack';
import { concat } from '../crypto/bytes';
import { randomBytes } from '../crypto/random';
import type { Kind, Role } from '../wire/protocol.gen';
import { startAuthorClock } from './authorClock';
import type { AuthorClock } from './authorClock';
import type { Clock } from './clock';
import type { OutboxRow } from './database';
import { LogError } from './LogError';
import type { AppendOptions, AuthorId, PageId, Pending, SealedApart } from './types';

/** A longer body goes as blobs. Source: design, sealed entry. */
const MAX_INLINE_BYTES = 65_536 - 128;

export interface Act {
  readonly kind: Kind;
  readonly data: unknown;
  readonly options: AppendOptions;
}

export interface WriterDeps {
  readonly log: string;
  readonly role: Role;
  readonly page: PageId;
  readonly keys: LogKeys;
  readonly clock: Clock;
  seen(): readonly [number, Uint8Array];
  /** Make durable and send. */
  store(row: OutboxRow): Promise<void>;
}

interface Promised {
  resolve(seq: number): void;
  reject(error: Error): void;
}

export interface Writer {
  readonly author: ReadonlySignal<AuthorId>;
  isOwn(author: AuthorId): boolean;
  append(act: Act): Promise<Pending>;
  /** As a one-off author, n = 0, so that nothing waits for it; *make* is told which. */
  appendApart(make: (author: AuthorId) => Act): Promise<Pending>;
  /** As `appendApart`, kept and sent by nobody: for what waits elsewhere. @throws LogError `too_large` */
  sealApart(make: (author: AuthorId) => Act | Promise<Act>): Promise<SealedApart>;
  /** What a record says that was sealed under a key of this log; null when it cannot be read. */
  open(record: Uint8Array): Promise<Act | null>;
  /** Tell whoever waits for it. */
  settle(author: AuthorId, n: number, seq: number): void;
  fail(author: AuthorId, n: number, error: Error): void;
  /** Whoever waited for it waits for *pending* instead. */
  redirect(author: AuthorId, n: number, pending: Pending): void;
  startNewAuthor(): void;
  sealBlob(plain: Uint8Array): Promise<SealedBlob>;
  /** What a row of the outbox says. */
  read(row: OutboxRow): Promise<Act | null>;
}

export function createWriter(deps: WriterDeps): Writer {
  const { keys, clock } = deps;
  const author = signal<AuthorId>(deps.page);
  const own = new Set<AuthorId>([deps.page]);
  const promised = new Map<string, Promised>();
  const sealedBlobs = new Map<string, SealedBlob>();
  let authorClock: AuthorClock = startAuthorClock(clock);
  let nextN = 0;
  let tail: Promise<unknown> = Promise.resolve();

  const key = (of: AuthorId, n: number): string => `${of}/${n}`;

  function take(of: AuthorId, n: number): Promised | undefined {
    const found = promised.get(key(of, n));
    promised.delete(key(of, n));
    return found;
  }

  function newAuthor(): AuthorId {
    const id = toBase64url(randomBytes(8));
    own.add(id);
    return id;
  }

  function startNewAuthor(): void {
    const id = newAuthor();
    nextN = 0;
    authorClock = startAuthorClock(clock);
    author.value = id;
  }

  function promise(of: AuthorId, n: number): Promise<number> {
    const kept = new Promise<number>((resolve, reject) => promised.set(key(of, n), { resolve, reject }));
    kept.catch(() => {}); // whoever wants to know awaits it
    return kept;
  }

  async function makeBlob(plain: Uint8Array): Promise<SealedBlob> {
    const blob = await sealBlob(keys, plain);
    sealedBlobs.set(blob.id, blob);
    return blob;
  }

  async function blobsFor(data: Uint8Array): Promise<readonly SealedBlob[]> {
    const blobs: SealedBlob[] = [];
    for (let at = 0; at < data.length; at += MAX_BLOB_PLAIN) {
      blobs.push(await makeBlob(data.subarray(at, at + MAX_BLOB_PLAIN)));
    }
    return blobs;
  }

  async function sealAct(act: Act, by: AuthorId, n: number, now: number, seen: readonly [number, Uint8Array]): Promise<OutboxRow> {
    const { kind, data, options } = act;
    const plain = packed(data);
    const large = plain.length > MAX_INLINE_BYTES;
    const made = large ? await blobsFor(plain) : [];
    const blobs = [...made.map(({ id }) => id), ...(options.blobs ?? [])];
    const header: KnownHeader = {
      log: deps.log,
      kind,
      role: deps.role,
      author: by,
      n,
      notify: options.notify ?? false,
      drop: options.drop ?? false,
      refs: options.refs ?? [],
      blobs,
    };
    const headerBytes = encodeHeader(header);
    const body = { clock: now, seen, data: large ? undefined : data, inBlobs: large };
    const bytes = await sealBody(keys.entry, headerBytes, body);
    const record = encodeRecord({ headerBytes, seq: 0, at: 0, form: 'sealed', bytes });
    const kept = blobs.flatMap((id) => sealedBlobs.get(id) ?? []);
    for (const id of blobs) sealedBlobs.delete(id); // the row has them now
    return { log: deps.log, author: by, n, page: deps.page, record, blobs: kept };
  }

  async function read(row: Pick<OutboxRow, 'record' | 'blobs'>): Promise<Act | null> {
    try {
      const { header, headerBytes, bytes } = decodeRecord(row.record);
      if (header.kind === 'unknown') return null;
      const body = await openBody(keys.entry, headerBytes, bytes);
      const { notify, drop, refs } = header;
      if (!body.inBlobs) {
        return { kind: header.kind, data: body.data, options: { notify, drop, refs, blobs: header.blobs } };
      }
      const parts = await Promise.all(row.blobs.map(({ id, sealed }) => openBlob(keys, id, sealed)));
      return { kind: header.kind, data: unpacked(concat(...parts)), options: { notify, drop, refs } };
    } catch {
      return null;
    }
  }

  return {
    author,
    isOwn: (of) => own.has(of),
    append(act) {
      const by = author.peek();
      const n = nextN++;
      const now = authorClock.now();
      const seen = deps.seen();
      const kept = promise(by, n);
      const stored = tail.then(async () => {
        await deps.store(await sealAct(act, by, n, now, seen));
        return { author: by, n, kept };
      });
      tail = stored.catch(() => {});
      // The act at hand belongs to the author under which it was done; the next one has a new
      // clock. Last, because whoever hears of a new author may append at once.
      if (authorClock.jumped()) startNewAuthor();
      return stored;
    },
    async appendApart(make) {
      const by = newAuthor();
      const kept = promise(by, 0);
      await deps.store(await sealAct(make(by), by, 0, startAuthorClock(clock).now(), deps.seen()));
      return { author: by, n: 0, kept };
    },
    async sealApart(make) {
      const by = newAuthor();
      const { record, blobs } = await sealAct(await make(by), by, 0, startAuthorClock(clock).now(), deps.seen());
      if (blobs.length > 0) throw new LogError('too_large');
      return { author: by, record };
    },
    open: (record) => read({ record, blobs: [] }),
    settle: (of, n, seq) => take(of, n)?.resolve(seq),
    fail: (of, n, error) => take(of, n)?.reject(error),
    redirect(of, n, pending) {
      const waiting = take(of, n);
      if (waiting !== undefined) pending.kept.then(waiting.resolve, waiting.reject);
    },
    startNewAuthor,
    sealBlob: makeBlob,
    read,
  };
}
