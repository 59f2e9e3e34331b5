/**
 * Follows the log: what the socket hands on is a hint, the log is the truth.
 *
 * - On the first head: newest keyframe, the earlier entries that are not `board`, then what follows.
 * - Records that come in order are applied; a hole is fetched; nothing is applied beyond one.
 * - Every head is compared with the chain. A log that went back, or on another branch, is followed
 *   anew from its start, after `goneBack` was told.
 *
 * One thing at a time: everything runs through one queue.
 */
import { chainStart, digestOf } from '../crypto/chain';
import { CryptoError } from '../crypto/errors';
import { decodeRecords } from '../crypto/entry';
import type { Record as LogRecord } from '../crypto/entry';
import { equal } from '../crypto/bytes';
import type { LogKeys } from '../crypto/keys';
import type { Head, LogKind } from '../wire/protocol.gen';
import { Ahead } from './ahead';
import type { Clock } from './clock';
import type { SeenRow, Storage } from './database';
import { Fold, NOTHING_SEEN } from './Fold';
import type { FoldEvents, FoldStart, Opened } from './Fold';
import { LogError } from './LogError';
import { openRecord } from './opening';
import type { LogPages } from './transport';
import type { Lie } from './types';

const RETRY_MS = 1_500;
/** What this device has seen is written down at most this often. */
const REMEMBER_MS = 1_000;
/** More than this waiting beyond a hole is let go; it is fetched with the hole. */
const MAX_WAITING = 1_024;

export interface FollowerDeps {
  readonly log: string;
  readonly kind: LogKind;
  readonly keys: LogKeys;
  readonly pages: LogPages;
  readonly clock: Clock;
  readonly storage: Storage;
  readonly events: FollowerEvents;
}

export interface FollowerEvents extends FoldEvents {
  /** One's own body in place of its digest; null when it is not at hand. */
  ownRecord(record: LogRecord): Promise<LogRecord | null>;
  /** A record has its place in the log. */
  placed(record: LogRecord): void;
  keyframe(board: Uint8Array, k: number): void;
  caughtUp(): void;
  advanced(seq: number): void;
  /** Before everything is told again. */
  goneBack(): void;
  /** After it was. */
  followedAgain(): Promise<void>;
  clearedAt(): number;
  hasAlerts(): boolean;
}

export class Follower {
  private fold: Fold | null = null;
  private readonly waiting = new Map<number, LogRecord>();
  private head: Head | null = null;
  private work: Promise<void> = Promise.resolve();
  private online = false;
  /** the log was followed anew on this connection */
  private wentBack = false;
  /** what this page held and the log did not is still to be given back */
  private owesAgain = false;
  private known: SeenRow | null = null;
  private remembering: (() => void) | null = null;
  private retrying: (() => void) | null = null;

  private readonly ahead: Ahead;

  constructor(private readonly deps: FollowerDeps) {
    this.ahead = new Ahead(deps.pages, deps.keys, deps.clock);
  }

  /** Ask before the head is told; see `Ahead.begin`. */
  askAhead(): void {
    if (this.deps.kind === 'room') this.ahead.begin();
  }

  get seq(): number {
    return this.fold?.seq ?? 0;
  }

  /** What a body sealed now says it has seen. */
  seen(): readonly [number, Uint8Array] {
    return this.fold?.seen() ?? NOTHING_SEEN;
  }

  holds(author: string, n: number): boolean {
    return this.fold?.holds(author, n) ?? false;
  }

  /** @returns H(k) and the authors' counts at k; null where this page has not verified k */
  placeAt(k: number): { h: Uint8Array; next: { readonly [author: string]: number } } | null {
    const h = this.fold?.hashAt(k);
    const next = this.fold?.nextAt(k);
    return h && next ? { h, next } : null;
  }

  /** The first verified place at or after *seq*; null where there is none. */
  verifiedFrom(seq: number): { readonly seq: number; readonly h: Uint8Array } | null {
    return this.fold?.knownFrom(seq) ?? null;
  }

  /** Connected and let in. */
  get isOnline(): boolean {
    return this.online;
  }

  setOnline(online: boolean): void {
    this.online = online;
    if (!online) this.wentBack = false;
  }

  hearHead(head: Head): void {
    this.head = head;
    this.queue(() => this.checkHead(head));
  }

  hearRecords(bytes: Uint8Array): void {
    let records: readonly LogRecord[];
    try {
      records = decodeRecords(bytes);
    } catch {
      return this.deps.events.unreadable();
    }
    this.queue(() => this.takeHints(records));
  }

  /** For tests: resolves when nothing is being worked on. */
  async idle(): Promise<void> {
    for (let work: Promise<void> | null = null; work !== this.work; ) {
      work = this.work;
      await work;
    }
  }

  close(): void {
    this.online = false;
    this.remembering?.();
    this.retrying?.();
    this.queue(() => this.remember());
  }

  private queue(step: () => Promise<void>): void {
    this.work = this.work.then(step).catch((error: unknown) => {
      if (!(error instanceof LogError || error instanceof CryptoError)) throw error;
      this.retryLater();
    }).catch((error: unknown) => {
      // A fault of ours in one step must not end all that follow.
      console.error(error);
    });
  }

  private retryLater(): void {
    if (!this.online || this.retrying !== null) return;
    this.retrying = this.deps.clock.after(RETRY_MS, () => {
      this.retrying = null;
      const { head } = this;
      if (this.online && head !== null) this.queue(() => this.checkHead(head));
    });
  }

  // --- from the start ---------------------------------------------------------------------------

  private async begin(head: Head): Promise<Fold> {
    const { log, kind, keys, events, storage } = this.deps;
    this.known ??= await storage.seen(log).catch(() => null);
    const start = (await this.startFromKeyframe(head)) ?? { seq: 0, h: await chainStart(keys.log), next: {} };
    const fold = new Fold(log, kind, events, start);
    if (start.seq > 0) await this.tellEarlier(fold, start.seq);
    this.fold = fold;
    events.advanced(fold.seq);
    if (this.known !== null && this.known.seq > head.seq) events.alert('rolled_back', head.seq);
    return fold;
  }

  private async startFromKeyframe(head: Head): Promise<FoldStart | null> {
    if (this.deps.kind !== 'room' || head.seq === 0) return null;
    const found = await this.ahead.newest();
    if (found === null || found.k === 0 || found.k > head.seq) return null;
    const { k, frame } = found;
    if (frame === null) {
      // A cache that is no use: the log itself has everything.
      this.deps.events.unreadable();
      return null;
    }
    this.deps.events.keyframe(frame.board, k);
    return { seq: k, h: frame.h, next: frame.next };
  }

  private async tellEarlier(fold: Fold, until: number): Promise<void> {
    let after = 0;
    while (after < until) {
      const page = await this.ahead.entries(after, until, 'board');
      const records = decodeRecords(page.bytes);
      const opened = await this.openAll(records);
      records.forEach((record, i) => {
        const what = opened[i];
        if (what === undefined || record.seq <= after || record.seq > until) return;
        fold.applyEarlier(record, what);
        this.deps.events.placed(record);
      });
      if (page.next <= after) break;
      after = page.next;
    }
  }

  // --- going on ---------------------------------------------------------------------------------

  private async checkHead(head: Head): Promise<void> {
    const fold = this.fold ?? (await this.begin(head));
    await this.fetchUntil(head.seq);
    if (this.fold !== fold) return;
    if (this.owesAgain && fold.seq >= head.seq) {
      this.owesAgain = false;
      await this.deps.events.followedAgain();
    }
    const h = fold.hashAt(head.seq);
    if (h !== null && !equal(h, head.h)) await this.goBack('forked', head.seq);
    else if (head.seq < fold.seq && (await this.isBehind(fold))) await this.goBack('rolled_back', head.seq);
    this.afterStep();
  }

  /** Pages may be ahead of a head that was under way; only what is asked for now says that it went back. */
  private async isBehind(fold: Fold): Promise<boolean> {
    return (await this.deps.pages.entries(fold.seq, fold.seq)).head < fold.seq;
  }

  private async takeHints(records: readonly LogRecord[]): Promise<void> {
    for (const record of records) {
      const whole = record.form === 'digest' ? await this.deps.events.ownRecord(record) : record;
      if (this.fold !== null && record.seq <= this.fold.seq) {
        if (await this.fold.compare(record)) this.deps.events.placed(record);
      } else if (this.fold === null) {
        // Before the door there is no log, only the acknowledgement of what one left there.
        if (whole !== null && !this.online) this.deps.events.placed(whole);
        else if (whole !== null) this.waiting.set(record.seq, whole);
      } else if (whole !== null && this.waiting.size < MAX_WAITING) {
        this.waiting.set(record.seq, whole);
      }
    }
    await this.drain();
    const last = records[records.length - 1];
    if (this.fold !== null && last !== undefined) await this.fetchUntil(last.seq);
    this.afterStep();
  }

  private async drain(): Promise<void> {
    const { fold } = this;
    if (fold === null) return;
    const run: LogRecord[] = [];
    for (let seq = fold.seq + 1; ; seq++) {
      const record = this.waiting.get(seq);
      if (record === undefined) break;
      this.waiting.delete(seq);
      run.push(record);
    }
    await this.applyAll(fold, run);
  }

  private async applyAll(fold: Fold, records: readonly LogRecord[]): Promise<void> {
    const [opened, digests] = await Promise.all([this.openAll(records), Promise.all(records.map(digestOf))]);
    for (const [i, record] of records.entries()) {
      const what = opened[i];
      if (what === undefined) return;
      await fold.apply(record, what, digests[i]);
      this.deps.events.placed(record);
    }
    if (records.length > 0) this.deps.events.advanced(fold.seq);
  }

  private openAll(records: readonly LogRecord[]): Promise<readonly Opened[]> {
    const getBlob = (id: string): Promise<Uint8Array> => this.deps.pages.getBlob(id);
    return Promise.all(records.map((record) => openRecord(this.deps.keys, record, getBlob)));
  }

  private async fetchUntil(until: number): Promise<void> {
    const { fold } = this;
    while (fold !== null && this.fold === fold && fold.seq < until) {
      const page = await this.ahead.entries(fold.seq, until);
      const records = decodeRecords(page.bytes);
      const run: LogRecord[] = [];
      for (const record of records) {
        if (record.seq === fold.seq + 1 + run.length) run.push(record);
      }
      await this.applyAll(fold, run);
      for (const seq of this.waiting.keys()) if (seq <= fold.seq) this.waiting.delete(seq);
      if (run.length === 0 || fold.seq < Math.min(page.next, until)) {
        // It says that it looked there, and hands over nothing.
        if (page.head > fold.seq) this.deps.events.alert('dropped', fold.seq + 1);
        return this.retryLater();
      }
      await this.drain();
    }
  }

  private afterStep(): void {
    const { fold, head } = this;
    if (fold === null || head === null || fold.seq < head.seq) return;
    this.checkKnown(fold);
    this.deps.events.caughtUp();
    this.remembering ??= this.deps.clock.after(REMEMBER_MS, () => {
      this.remembering = null;
      this.queue(() => this.remember());
    });
  }

  // --- what this device saw before --------------------------------------------------------------

  private checkKnown(fold: Fold): void {
    const { known } = this;
    if (known === null || known.seq > fold.seq) return;
    this.known = null;
    const h = fold.hashAt(known.seq);
    const explained = this.deps.events.clearedAt() > known.cleared;
    if (h !== null && !equal(h, known.h) && !explained) this.deps.events.alert('forked', known.seq);
  }

  private async remember(): Promise<void> {
    const { fold } = this;
    // While something is wrong the last good place stays, so that the next visit notices too.
    if (fold === null || this.deps.events.hasAlerts()) return;
    const { log, storage, events } = this.deps;
    await storage.remember({ log, seq: fold.seq, h: fold.h, cleared: events.clearedAt() }).catch(() => {});
  }

  private async goBack(lie: Lie, seq: number): Promise<void> {
    const { events } = this.deps;
    events.alert(lie, seq);
    // A server that keeps changing its mind gets one hearing per connection.
    if (this.wentBack) return;
    this.wentBack = true;
    this.owesAgain = true;
    events.goneBack();
    this.waiting.clear();
    this.fold = null;
    const { head } = this;
    if (head !== null) await this.checkHead(head);
  }
}
