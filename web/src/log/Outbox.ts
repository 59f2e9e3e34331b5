/**
 * Own entries on their way into the log.
 *
 * - An entry is durable here before it is sent, and stays until it came back in log order.
 * - At most MAX_IN_FLIGHT are under way, each with a time-out; what is sent again is sent verbatim.
 * - One author's entries go in the order of n. `later` keeps and tries again; `never` ends the author.
 * - Blobs go first, one row's at a time; only what the same author wrote after them waits for that.
 *
 * Knows records as bytes; never opens one.
 */
import { signal } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { concat } from '../crypto/bytes';
import { MAX_APPEND_RECORDS, MAX_IN_FLIGHT } from '../wire/protocol.gen';
import type { Clock } from './clock';
import type { OutboxRow, Storage } from './database';
import { isNever, LogError } from './LogError';

/** Above any commit and round trip seen on a bad line; then it is sent again. */
export const ACK_TIMEOUT_MS = 10_000;
const RETRY_FIRST_MS = 400;
const RETRY_MAX_MS = 15_000;
/** So many refusals in a row mean that what it hangs on, act or blob, is nowhere any more. */
const REFUSALS_UNTIL_LOST = 12;

const pause = (tries: number): number => Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** tries);

export interface OutboxDeps {
  readonly clock: Clock;
  readonly storage: Storage;
  send(records: Uint8Array): void;
  /** Bring a row's blobs to the server. Rejects with a LogError, or when *stop* says so. */
  upload(row: OutboxRow, stop: AbortSignal): Promise<void>;
  /** The author's rows will never be kept. They are out of the outbox when this is called. */
  onEnded(author: string, rows: readonly OutboxRow[], error: string): void;
}

interface Waiting {
  readonly row: OutboxRow;
  /** calls off the time-out; null while not under way */
  underWay: (() => void) | null;
  /** the server is not known to have its blobs */
  due: boolean;
}

export interface Outbox {
  readonly unsent: ReadonlySignal<number>;
  /** Resolves once durable. */
  add(row: OutboxRow): Promise<void>;
  /** Rows of dead pages, in storage already. */
  takeOver(rows: readonly OutboxRow[]): void;
  has(author: string, n: number): OutboxRow | null;
  rowsOf(author: string): readonly OutboxRow[];
  authors(): readonly string[];
  /** It came back from the log. */
  kept(author: string, n: number): void;
  refused(author: string, n: number, error: string): void;
  /** Give up one row whose blobs have not all gone yet; false when it is too late for that. */
  takeBack(author: string, n: number): boolean;
  /** Give an author's rows up. */
  end(author: string, error: string): void;
  /** `all`: in the room. `first`: before the door, where only a first message may be left. */
  setGate(gate: 'shut' | 'first' | 'all'): void;
  close(): void;
}

export function createOutbox(deps: OutboxDeps): Outbox {
  const { clock, storage } = deps;
  const unsent = signal(0);
  let waiting: Waiting[] = [];
  let gate: 'shut' | 'first' | 'all' = 'shut';
  let retry: (() => void) | null = null;
  let refusals = 0;
  let bringing: { readonly item: Waiting; readonly stop: AbortController } | null = null;
  let bringAgain: (() => void) | null = null;
  let failures = 0;
  const hopeless = new Map<string, number>();
  const ended = new Set<string>();

  const find = (author: string, n: number): Waiting | undefined =>
    waiting.find(({ row }) => row.author === author && row.n === n);

  function land(item: Waiting): void {
    item.underWay?.();
    item.underWay = null;
  }

  function drop(items: readonly Waiting[]): void {
    items.forEach(land);
    waiting = waiting.filter((item) => !items.includes(item));
    if (bringing !== null && items.includes(bringing.item)) bringing.stop.abort();
    unsent.value = waiting.length;
    for (const { row } of items) void storage.remove(row.log, row.author, row.n).catch(() => {});
  }

  function pump(): void {
    if (gate === 'shut' || retry !== null) return;
    let run: Waiting[] = [];
    for (const item of window()) {
      if (item.underWay !== null || (gate === 'first' && item.row.n > 1)) continue;
      const last = run[run.length - 1];
      const joins = last !== undefined && last.row.author === item.row.author && last.row.n + 1 === item.row.n;
      if (run.length > 0 && (!joins || run.length === MAX_APPEND_RECORDS)) {
        launch(run);
        run = [];
      }
      run.push(item);
    }
    if (run.length > 0) launch(run);
  }

  /** Only the first few may be under way, so that a lower n never follows a higher one. */
  function window(): readonly Waiting[] {
    const found: Waiting[] = [];
    const held = new Set<string>();
    for (const item of waiting) {
      if (found.length === MAX_IN_FLIGHT) break;
      if (held.has(item.row.author)) continue;
      if (!item.due) found.push(item);
      else {
        held.add(item.row.author);
        if (gate === 'all') bring(item);
      }
    }
    return found;
  }

  /** Bring the blobs of one row; of several the first, so that it is there soonest. */
  function bring(item: Waiting): void {
    if (bringing !== null || bringAgain !== null) return;
    const stop = new AbortController();
    bringing = { item, stop };
    deps.upload(item.row, stop.signal).then(
      () => {
        bringing = null;
        failures = 0;
        item.due = false;
        pump();
      },
      (error: unknown) => {
        bringing = null;
        if (!waiting.includes(item)) return pump();
        const word = error instanceof LogError ? error.word : 'offline';
        if (isNever(word)) return end(item.row.author, word);
        bringAgain = clock.after(pause(failures++), () => {
          bringAgain = null;
          pump();
        });
      },
    );
  }

  function forgetPauses(): void {
    retry?.();
    bringAgain?.();
    retry = bringAgain = null;
    refusals = failures = 0;
  }

  function launch(run: readonly Waiting[]): void {
    for (const item of run) {
      item.underWay = clock.after(ACK_TIMEOUT_MS, () => {
        item.underWay = null;
        pump();
      });
    }
    deps.send(concat(...run.map(({ row }) => row.record)));
  }

  /** Everything of *author* from *n* on is sent again, after a pause that grows. */
  function later(author: string, n: number): void {
    for (const item of waiting) if (item.row.author === author && item.row.n >= n) land(item);
    if (retry !== null) return;
    retry = clock.after(pause(refusals++), () => {
      retry = null;
      pump();
    });
  }

  function end(author: string, error: string): void {
    if (ended.has(author)) return;
    ended.add(author);
    const lost = waiting.filter(({ row }) => row.author === author);
    drop(lost);
    deps.onEnded(author, lost.map(({ row }) => row), error);
    pump();
  }

  return {
    unsent,
    async add(row) {
      // A browser that has no room left, or lost its database, must not keep anybody from writing.
      await storage.put(row).catch(() => {});
      if (ended.has(row.author)) return deps.onEnded(row.author, [row], 'conflict');
      waiting.push({ row, underWay: null, due: row.blobs.length > 0 });
      unsent.value = waiting.length;
      pump();
    },
    takeOver(rows) {
      // What is oldest goes first: it was promised first. Its blobs may be with the server already.
      const fresh = rows.filter((row) => find(row.author, row.n) === undefined);
      waiting = [...fresh.map((row): Waiting => ({ row, underWay: null, due: false })), ...waiting];
      unsent.value = waiting.length;
      pump();
    },
    has: (author, n) => find(author, n)?.row ?? null,
    rowsOf: (author) => waiting.filter(({ row }) => row.author === author).map(({ row }) => row),
    authors: () => [...new Set(waiting.map(({ row }) => row.author))],
    kept(author, n) {
      const item = find(author, n);
      if (item === undefined) return;
      refusals = 0;
      hopeless.delete(author);
      drop([item]);
      pump();
    },
    refused(author, n, error) {
      const item = find(author, n);
      if (item === undefined) return;
      if (isNever(error)) return end(author, error);
      item.due = error === 'blob_missing' && item.row.blobs.length > 0;
      if (error === 'gap' || (error === 'blob_missing' && !item.due)) {
        const count = (hopeless.get(author) ?? 0) + 1;
        hopeless.set(author, count);
        const lowest = waiting.find(({ row }) => row.author === author)?.row.n;
        if (lowest === n && count >= REFUSALS_UNTIL_LOST) return end(author, error);
        return later(author, 0);
      }
      later(author, n);
    },
    takeBack(author, n) {
      const item = waiting.filter(({ row }) => row.author === author).at(-1);
      if (item?.row.n !== n || !item.due) return false;
      drop([item]);
      return true;
    },
    end,
    setGate(to) {
      if (to === gate) return;
      gate = to;
      waiting.forEach(land);
      forgetPauses();
      pump();
    },
    close() {
      gate = 'shut';
      waiting.forEach(land);
      bringing?.stop.abort();
      forgetPauses();
    },
  };
}
