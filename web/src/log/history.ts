/**
 * The whole log from its beginning, opened: what replay and kept sheets are folded from.
 *
 * A page that came in by a keyframe holds no drawing from before it. This reads everything again from
 * the server and believes nothing of it that does not lead, link by link, to a hash that the page has
 * verified itself. Records go a few at a time through WebCrypto, whose answers come as tasks of their
 * own: input and painting have their turn between them.
 */
import { chainNext, chainStart, digestOf } from '../crypto/chain';
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
  { onProgress, signal }: Omit<HistoryOptions, 'until'> = {},
): Promise<History> {
  const known = verifiedFrom(until);
  if (known === null) throw new LogError('not_found');
  const entries: Entry[] = [];
  let unreadable = 0;
  const fold = new Fold(
    log,
    kind,
    {
      entry: (entry) => entries.push(entry),
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

  async function take(records: readonly LogRecord[]): Promise<void> {
    const wanted = records.filter(({ seq }) => seq <= until);
    const [opened, digests] = await Promise.all([
      Promise.all(wanted.map(open)),
      Promise.all(records.map(digestOf)),
    ]);
    for (const [at, record] of records.entries()) {
      const what = opened[at];
      if (what !== undefined) await fold.apply(record, what, digests[at]);
      // Past what is wanted only the chain goes on, to the next place that is verified.
      h = what === undefined ? await chainNext(h, record, digests[at]) : fold.h;
    }
  }

  for (let seq = 0; seq < known.seq; ) {
    signal?.throwIfAborted();
    const page = await pages.entries(seq, known.seq);
    const run: LogRecord[] = [];
    for (const record of decodeRecords(page.bytes)) if (record.seq === seq + 1 + run.length) run.push(record);
    if (run.length === 0) throw new LogError(page.head < known.seq ? 'rolled_back' : 'dropped');
    for (let at = 0; at < run.length; at += AT_ONCE) {
      signal?.throwIfAborted();
      const some = run.slice(at, at + AT_ONCE);
      await take(some);
      seq += some.length;
      onProgress?.(seq / known.seq);
    }
  }
  if (!equal(h, known.h)) throw new LogError('forked');
  return { entries, until, unreadable };
}
