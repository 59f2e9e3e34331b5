/** What the rest of the page knows of a sealed log. */
import type { ReadonlySignal } from '@preact/signals';
import type { Kind, KnockOut, Knocks, LogKind, Peer, Role, Settings } from '../wire/protocol.gen';

/** 11 characters, base64url of 8 bytes. */
export type AuthorId = string;
export type PageId = string;
/** 22 characters, base64url of 16 bytes. */
export type LogId = string;

/** An opened entry, as it came from the log. */
export interface Entry<D = unknown> {
  readonly seq: number;
  /** ms since the epoch, server clock */
  readonly at: number;
  readonly kind: Kind;
  readonly role: Role;
  readonly author: AuthorId;
  readonly n: number;
  readonly refs: readonly number[];
  /** base64url of SHA-256 of sealed blobs; for `getBlob` */
  readonly blobs: readonly string[];
  /** author's clock, ms */
  readonly clock: number;
  /**
   * kind-specific data, shape not yet checked; undefined when the body was forgotten. Of `base` it
   * is `{k, board}`, the board having been fetched from its blobs.
   */
  readonly data: D | undefined;
  /** appended by this very page load */
  readonly own: boolean;
}

/** An own act that the log does not hold yet. */
export interface Pending {
  readonly author: AuthorId;
  readonly n: number;
  /** settles when the entry came back in log order; rejects with a LogError word of the `never` kind */
  readonly kept: Promise<number>;
}

/** A record by an author of its own (n = 0), which no log holds yet. */
export interface SealedApart {
  readonly author: AuthorId;
  readonly record: Uint8Array;
}

export type Link =
  /** not yet tried, or trying */
  | 'connecting'
  | 'connected'
  /** was connected; comes back by itself */
  | 'away'
  /** for good: revoked, ended, client_too_old … (see `closed`) */
  | 'closed';

/** Something the server did that an honest one does not. One word each; texts live in i18n. */
export type Lie =
  | 'dropped'
  | 'repeated'
  | 'reordered'
  | 'forked'
  | 'rolled_back'
  | 'foreign'
  | 'forgot'
  | 'replayed_signal'
  | 'swapped_signal';

export interface Alert {
  readonly lie: Lie;
  readonly seq: number;
}

export interface SealedLog {
  readonly id: LogId;
  readonly kind: LogKind;
  readonly role: Role;
  readonly page: PageId;
  /** the current author; changes when one ended */
  readonly author: ReadonlySignal<AuthorId>;
  readonly link: ReadonlySignal<Link>;
  readonly closed: ReadonlySignal<string | null>;
  readonly knock: ReadonlySignal<KnockOut | null>;
  readonly knocks: ReadonlySignal<Knocks['waiting']>;
  readonly settings: ReadonlySignal<Settings | null>;
  readonly peers: ReadonlySignal<readonly Peer[]>;
  /** last seq applied, in order and verified */
  readonly seq: ReadonlySignal<number>;
  /** true once everything up to the first head heard has been applied */
  readonly caughtUp: ReadonlySignal<boolean>;
  /** own entries in the outbox that the log does not hold yet */
  readonly unsent: ReadonlySignal<number>;
  /** blobs going up right now: id → 0..1 of their bytes */
  readonly uploads: ReadonlySignal<ReadonlyMap<string, number>>;
  readonly alerts: ReadonlySignal<readonly Alert[]>;
  /** entries that could not be opened or read, counted and shown, never fatal */
  readonly unreadable: ReadonlySignal<number>;

  /** Connect: be in the room (or before its door). */
  open(): void;
  /** Leave; works offline. */
  close(): void;
  /** Call for every entry, past ones first, in log order. Returns an unsubscribe. */
  onEntry(listener: (entry: Entry) => void): () => void;
  /** Seal, put into the outbox durably, send. Resolves once it is in the outbox. */
  append(kind: Kind, data: unknown, options?: AppendOptions): Promise<Pending>;
  /**
   * As `append`, under a one-off author: what this page does meanwhile does not wait for its blobs.
   * @param make the data, which may have to name its author
   */
  appendApart(kind: Kind, make: (author: AuthorId) => unknown, options?: AppendOptions): Promise<Pending>;
  /**
   * Seal as `appendApart` does, without appending: what waits on the server until it is released. Then
   * it comes as any entry, and is `own`. @param make the data, or a promise of it
   * @throws LogError `too_large` for what would need blobs
   */
  sealApart(kind: Kind, make: (author: AuthorId) => unknown, options?: AppendOptions): Promise<SealedApart>;
  /** What such a record says, whichever page sealed it; undefined when it cannot be read. */
  openApart(record: Uint8Array): Promise<unknown>;
  /** Give up an entry whose blobs have not all gone up; false when it is too late for that. */
  takeBack(pending: Pick<Pending, 'author' | 'n'>): boolean;
  /** Called when a `never` error ended an author: what was not kept, oldest first. */
  onLost(listener: (lost: readonly { kind: Kind; data: unknown }[], error: string) => void): () => void;
  /** Board state of the newest keyframe, if the log was opened with one: apply before any entry. */
  onKeyframe(listener: (board: Uint8Array, k: number) => void): () => void;
  /**
   * The log was taken back: what was told so far no longer holds. Everything is told again from
   * the start right after; whoever folds, folds anew.
   */
  onRestart(listener: () => void): () => void;
  /**
   * Who can give the whole board as this page holds it. Asked on a coach's page when a restored
   * backup has lost part of it; what is given is appended as `base`.
   */
  provideBoard(give: () => Uint8Array): void;
  /** The coach says that a backup was restored: all pages drop the alerts up to here. */
  clearAlerts(): Promise<void>;
  /** Store a sealed keyframe (coach). */
  putKeyframe(k: number, board: Uint8Array): Promise<void>;
  /**
   * The whole log from its beginning, for what looks back: replay, kept sheets. Read from the server,
   * checked link by link up to what this page has verified.
   *
   * @throws LogError `offline` and other words of the server; a lie's word when what is handed over is
   *   not the past that this page knows
   */
  history(options?: HistoryOptions): Promise<History>;
  /** Seal what is too large for an entry; it goes up with the entry that names it, and before it. */
  sealBlob(plain: Uint8Array): Promise<string>;
  getBlob(id: string): Promise<Uint8Array>;

  /** What does not last, through the server. */
  sendLive(body: unknown): void;
  onLive(listener: (page: PageId, body: unknown) => void): () => void;
  sendSignal(to: PageId, body: unknown): Promise<void>;
  onSignal(listener: (from: PageId, body: unknown) => void): () => void;
  /** The others are not heard: is the server? Asked at once, and a dead line is replaced by a new one. */
  doubt(): void;
  sendKnock(name: string, form: string): Promise<void>;
  /** Open a knock's sealed name (coach). */
  openKnock(page: PageId, sealed: Uint8Array): Promise<{ name: string; form: string } | null>;
  admit(device: number, yes: boolean): void;
}

export interface HistoryOptions {
  /** last seq wanted; what this page has applied when absent */
  readonly until?: number;
  /** 0..1, now and then */
  readonly onProgress?: (done: number) => void;
  /** Each in order as soon as it is read; what is made of them is worth nothing when the history fails. */
  readonly onEntry?: (entry: Entry) => void;
  readonly signal?: AbortSignal;
}

export interface History {
  /** in order, up to `until`; of those whose body was forgotten `data` is undefined */
  readonly entries: readonly Entry[];
  readonly until: number;
  /** entries that could not be opened or read */
  readonly unreadable: number;
}

export interface AppendOptions {
  readonly refs?: readonly number[];
  readonly notify?: boolean;
  readonly drop?: boolean;
  readonly blobs?: readonly string[];
}
