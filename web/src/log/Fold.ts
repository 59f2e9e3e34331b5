/**
 * The log as this page has verified it: strictly by seq, link by link of the chain.
 *
 * Pure but for the opening of bodies: records in, entries and alerts out. Never throws on what a
 * server or a member sent; a lie is named, what cannot be read is counted.
 *
 * - `foreign`: of another log, of a role that may not, or opened by no key of this log under the
 *   header it came with (moved to another author, kind or place)
 * - `repeated`: an author's n a second time · `reordered`: an n after a higher one, a time before
 *   an earlier one, or an entry before one it had seen · `dropped`: an n that never came
 * - `forked`: two different things under one seq, or a `seen` that is not our chain
 */
import { equal } from '../crypto/bytes';
import { chainNext } from '../crypto/chain';
import { SEEN_BYTES } from '../crypto/entry';
import type { Body, Record as LogRecord } from '../crypto/entry';
import { MAY_APPEND } from '../wire/protocol.gen';
import type { Kind, LogKind, Role } from '../wire/protocol.gen';
import type { Entry, Lie } from './types';

/** An entry's body as far as it could be opened. */
export type Opened =
  | { readonly is: 'open'; readonly body: Body; readonly data: unknown }
  /** the body was forgotten; header and digest remain */
  | { readonly is: 'forgotten' }
  /** sealed under another header or key */
  | { readonly is: 'foreign' }
  /** opened, or its blobs are gone, but no use */
  | { readonly is: 'unreadable' };

export interface FoldEvents {
  entry(entry: Entry): void;
  alert(lie: Lie, seq: number): void;
  unreadable(): void;
  isOwn(author: string): boolean;
}

export const NOTHING_SEEN: readonly [number, Uint8Array] = [0, new Uint8Array(SEEN_BYTES)];

export interface FoldStart {
  readonly seq: number;
  readonly h: Uint8Array;
  /** each author's next n */
  readonly next: Readonly<Record<string, number>>;
}

export function mayAppend(log: LogKind, role: Role, kind: Kind): boolean {
  const allowed = MAY_APPEND[log] as Readonly<Partial<Record<Role, readonly Kind[]>>>;
  return allowed[role]?.includes(kind) ?? false;
}

export class Fold {
  /** last seq applied */
  seq: number;
  private readonly chain = new Map<number, Uint8Array>();
  private readonly next = new Map<string, number>();
  private readonly skipped = new Map<string, Set<number>>();
  private readonly roles = new Map<string, Role | 'unknown'>();
  /** what stood where, for keyframes and for what is missed after a roll-back */
  private readonly places: { readonly seq: number; readonly author: string; readonly n: number }[] = [];
  private readonly startNext: Readonly<Record<string, number>>;
  private lastAt = 0;

  constructor(
    private readonly log: string,
    private readonly kind: LogKind,
    private readonly events: FoldEvents,
    start: FoldStart,
  ) {
    this.seq = start.seq;
    this.chain.set(start.seq, start.h);
    this.startNext = start.next;
    for (const [author, n] of Object.entries(start.next)) this.next.set(author, n);
  }

  /** H(seq), or null where it was never computed. */
  hashAt(seq: number): Uint8Array | null {
    return this.chain.get(seq) ?? null;
  }

  /** The first place at or after *seq* whose hash is known; null beyond the end. */
  knownFrom(seq: number): { readonly seq: number; readonly h: Uint8Array } | null {
    for (const [at, h] of this.chain) if (at >= seq) return { seq: at, h };
    return null;
  }

  get h(): Uint8Array {
    return this.chain.get(this.seq) ?? new Uint8Array(32);
  }

  /** Where the log stood when a body is sealed now. */
  seen(): readonly [number, Uint8Array] {
    // Nothing seen is spelled as zeros.
    return this.seq === 0 ? NOTHING_SEEN : [this.seq, this.h.slice(0, SEEN_BYTES)];
  }

  /** Each author's next n after *k*; null before the start of this fold or beyond its end. */
  nextAt(k: number): { readonly [author: string]: number } | null {
    if (this.hashAt(k) === null) return null;
    const counts: { [author: string]: number } = { ...this.startNext };
    for (const { seq, author, n } of this.places) if (seq <= k) counts[author] = Math.max(counts[author] ?? 0, n + 1);
    return counts;
  }

  holds(author: string, n: number): boolean {
    return n < (this.next.get(author) ?? 0) && this.skipped.get(author)?.has(n) !== true;
  }

  /** Authors and ns after *seq*. */
  after(seq: number): readonly { readonly seq: number; readonly author: string; readonly n: number }[] {
    return this.places.filter((place) => place.seq > seq);
  }

  /** Compare what is told again with what was applied; *record*.seq is at most `seq`. */
  async compare(record: LogRecord): Promise<boolean> {
    const before = this.hashAt(record.seq - 1);
    const known = this.hashAt(record.seq);
    if (before === null || known === null) return true;
    if (equal(await chainNext(before, record), known)) return true;
    this.events.alert('forked', record.seq);
    return false;
  }

  /** Apply the next record of the log. @param record whose seq is `seq` + 1 */
  async apply(record: LogRecord, opened: Opened, digest?: Uint8Array): Promise<void> {
    this.applyLinked(record, opened, await chainNext(this.h, record, digest));
  }

  /** Apply the next record, whose hash in the chain is *h*. */
  applyLinked(record: LogRecord, opened: Opened, h: Uint8Array): void {
    if (record.seq !== this.seq + 1) throw new RangeError('out of order');
    this.seq = record.seq;
    this.chain.set(record.seq, h);
    if (record.at < this.lastAt) this.events.alert('reordered', record.seq);
    this.lastAt = Math.max(this.lastAt, record.at);
    const { author, n } = record.header;
    const counted = record.header.log === this.log && opened.is !== 'foreign';
    if (!counted) this.events.alert('foreign', record.seq);
    else if (this.takesPlace(record)) {
      this.places.push({ seq: record.seq, author, n });
      this.checkSeen(record, opened);
      this.deliver(record, opened);
    }
  }

  /** Deliver an entry from before the start of this fold: its place in the chain stays unchecked. */
  applyEarlier(record: LogRecord, opened: Opened): void {
    if (record.header.log !== this.log || opened.is === 'foreign') this.events.alert('foreign', record.seq);
    else this.deliver(record, opened);
  }

  private takesPlace({ header, seq }: LogRecord): boolean {
    const { author, n } = header;
    const due = this.next.get(author) ?? 0;
    const skipped = this.skipped.get(author);
    if (n === due) {
      this.next.set(author, n + 1);
      return true;
    }
    if (n > due) {
      const missing = skipped ?? new Set<number>();
      // Bounded: a forged n must not fill the memory.
      for (let i = due; i < n && missing.size < 1024; i++) missing.add(i);
      this.skipped.set(author, missing);
      this.next.set(author, n + 1);
      this.events.alert('dropped', seq);
      return true;
    }
    if (skipped?.delete(n) === true) {
      this.events.alert('reordered', seq);
      return true;
    }
    this.events.alert('repeated', seq);
    return false;
  }

  private checkSeen({ seq }: LogRecord, opened: Opened): void {
    if (opened.is !== 'open') return;
    const [seenSeq, seenH] = opened.body.seen;
    if (seenSeq === 0) return;
    if (seenSeq >= seq) return this.events.alert('reordered', seq);
    const known = this.hashAt(seenSeq);
    if (known !== null && !equal(known.subarray(0, SEEN_BYTES), seenH)) this.events.alert('forked', seq);
  }

  private deliver(record: LogRecord, opened: Opened): void {
    const { kind, role, author, n, refs, blobs } = record.header;
    if (kind === 'unknown' || role === 'unknown') return;
    const known = this.roles.get(author);
    if (!mayAppend(this.kind, role, kind) || (known !== undefined && known !== role)) {
      return this.events.alert('foreign', record.seq);
    }
    this.roles.set(author, role);
    if (opened.is === 'unreadable' || opened.is === 'foreign') return this.events.unreadable();
    const { seq, at } = record;
    const own = this.events.isOwn(author);
    const clock = opened.is === 'open' ? opened.body.clock : at;
    const data = opened.is === 'open' ? opened.data : undefined;
    this.events.entry({ seq, at, kind, role, author, n, refs, blobs, clock, data, own });
  }
}

