/**
 * The whole log from its beginning, opened: what replay and kept sheets are folded from.
 *
 * A page that came in by a keyframe holds no drawing from before it. This reads everything again from
 * the server and believes nothing of it that does not lead, link by link, to a hash that the page has
 * verified itself. Records go a few at a time through WebCrypto, whose answers come as tasks of their
 * own: input and painting have their turn between them. The chain cannot be hashed side by side, and
 * each answer of WebCrypto would be waited for by itself: a second for 20,000 records. It is hashed on
 * the spot, by a library: @noble/hashes, audited, kept up, nothing but hashes (MIT).
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { chainStart, digestOf, linked } from '../crypto/chain';
import { decodeRecords } from '../crypto/entry';
import type { Record as LogRecord } from '../crypto/entry';
import { equal } from '../crypto/bytes';
import type { LogKeys } from '../crypto/keys';
import type { LogKind } from '../wire/protocol.gen';
import { Fold } from './Fold';
import { LogError } from './LogError';
import { openRecord } from './opening';
import type { LogPages } from './transport';
import type { Entry, History, HistoryOptions } from './types';

/** About 4 ms of opening and unpacking on an old phone. */
const AT_ONCE = 32;

export interface HistoryDeps {
  readonly log: string;
  readonly kind: LogKind;
  readonly keys: LogKeys;
  readonly pages: Pick<LogPages, 'entries' | 'getBlob'>;
  isOwn(author: string): boolean;
  /** The first place at or after *seq* whose hash this page has verified; null where there is none. */
  verifiedFrom(seq: number): { readonly seq: number; readonly h: Uint8Array } | null;
}

/**
 * @param until last seq wanted
 * @throws LogError a word of the server; `dropped`, `forked` or another lie's word when what it handed
 *   over is not the past of this room; `not_found` when *until* is beyond what this page knows
 * @throws what *signal* says when it is given up
 */
export async function readHistory(
  { log, kind, keys, pages, isOwn, verifiedFrom }: HistoryDeps,
  until: number,
  { onProgress, onEntry, signal }: Omit<HistoryOptions, 'until'> = {},
): Promise<History> {
  const known = verifiedFrom(until);
  if (known === null) throw new LogError('not_found');
  const entries: Entry[] = [];
  let unreadable = 0;
  const fold = new Fold(
    log,
    kind,
    {
      entry: (entry) => {
        entries.push(entry);
        onEntry?.(entry);
      },
      // What is false within a true chain is told where it is met; here it is left out, and counted.
      alert: (lie) => {
        if (lie === 'foreign') unreadable++;
      },
      unreadable: () => unreadable++,
      isOwn,
    },
    { seq: 0, h: await chainStart(keys.log), next: {} },
  );
  const open = (record: LogRecord) => openRecord(keys, record, (id) => pages.getBlob(id));
  let { h } = fold;

  const openAll = (records: readonly LogRecord[]) =>
    begun(Promise.all([Promise.all(records.filter(({ seq }) => seq <= until).map(open)), Promise.all(records.map(digestOf))]));

  // While some are linked together, the next are opened already, and the server reads the next page.
  let page = begun(pages.entries(0, known.seq));
  for (let seq = 0; seq < known.seq; ) {
    signal?.throwIfAborted();
    const { bytes, head } = await page;
    const run: LogRecord[] = [];
    for (const record of decodeRecords(bytes)) if (record.seq === seq + 1 + run.length) run.push(record);
    if (run.length === 0) throw new LogError(head < known.seq ? 'rolled_back' : 'dropped');
    if (seq + run.length < known.seq) page = begun(pages.entries(seq + run.length, known.seq));
    let coming = openAll(run.slice(0, AT_ONCE));
    for (let at = 0; at < run.length; at += AT_ONCE) {
      signal?.throwIfAborted();
      const some = run.slice(at, at + AT_ONCE);
      const [opened, digests] = await coming;
      coming = openAll(run.slice(at + AT_ONCE, at + 2 * AT_ONCE));
      for (const [nth, record] of some.entries()) {
        const [what, digest] = [opened[nth], digests[nth]];
        if (digest === undefined) throw new RangeError('no digest');
        h = sha256(linked(h, record, digest));
        // Past what is wanted only the chain goes on, to the next place that is verified.
        if (what !== undefined) fold.applyLinked(record, what, h);
      }
      seq += some.length;
      onProgress?.(seq / known.seq);
    }
  }
  if (!equal(h, known.h)) throw new LogError('forked');
  return { entries, until, unreadable };
}

/** What it fails with is met where it is waited for, or nowhere when that was given up. */
function begun<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}
