/**
 * A room in memory, for tests: one log, several pages, a hand-moved world.
 *
 * Nothing travels by itself. `deliver` brings a page what the log holds and it has not seen; a page
 * that is cut off goes on writing into its outbox.
 */
import { signal } from '@preact/signals';
import { toBase64url } from '../../crypto/base64url';
import type { Entry, Pending, SealedLog } from '../../log/types';
import type { LivePort } from '../types';
import type { World } from '../world';

type Stored = Omit<Entry, 'own'>;
type LostListener = Parameters<SealedLog['onLost']>[0];

/** The same numbers for the same seed. Source: mulberry32, public domain. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Time that stands until it is moved. */
export class HandMovedWorld implements World {
  #now = 0;
  #next = 0;
  readonly #random: () => number;
  readonly #timers = new Map<number, { readonly at: number; readonly run: () => void }>();

  constructor(seed = 1) {
    this.#random = seededRandom(seed);
  }

  now(): number {
    return this.#now;
  }

  later(ms: number, run: () => void): () => void {
    const id = this.#next++;
    this.#timers.set(id, { at: this.#now + ms, run });
    return () => this.#timers.delete(id);
  }

  soon(run: () => void): void {
    this.later(0, run);
  }

  randomBytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => Math.floor(this.#random() * 256));
  }

  /** Let *ms* pass; what falls due runs in its order. */
  pass(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= until);
      const [id, timer] = due.sort(([a, x], [b, y]) => x.at - y.at || a - b)[0] ?? [];
      if (id === undefined || timer === undefined) break;
      this.#timers.delete(id);
      this.#now = Math.max(this.#now, timer.at);
      timer.run();
    }
    this.#now = until;
  }
}

export class MemoryRoom {
  readonly entries: Stored[] = [];
  readonly pages: MemoryPage[] = [];
  readonly world: HandMovedWorld;

  constructor(world: HandMovedWorld) {
    this.world = world;
  }

  page(role: 'coach' | 'guest' = 'guest'): MemoryPage {
    const page = new MemoryPage(this, toBase64url(this.world.randomBytes(8)), role);
    this.pages.push(page);
    return page;
  }

  append(entry: Omit<Stored, 'seq' | 'at'>): void {
    const known = this.entries.some(({ author, n }) => author === entry.author && n === entry.n);
    if (!known) this.entries.push({ ...entry, seq: this.entries.length + 1, at: this.world.now() });
  }
}

interface Waiting {
  readonly entry: Omit<Stored, 'seq' | 'at'>;
  readonly resolve: (seq: number) => void;
  readonly reject: (error: Error) => void;
}

export class MemoryPage {
  /** acts that the log does not hold */
  outbox: Waiting[] = [];
  readonly log: SealedLog;
  readonly live: LivePort;
  /** false: live messages neither go out nor come in */
  reachable = true;
  readonly #room: MemoryRoom;
  readonly #role: 'coach' | 'guest';
  readonly #author;
  readonly #listeners = new Set<(entry: Entry) => void>();
  readonly #lost = new Set<LostListener>();
  readonly #restart = new Set<() => void>();
  readonly #live = new Set<(page: string, body: unknown) => void>();
  readonly #mine = new Set<string>();
  readonly #awaited: Waiting[] = [];
  #seen = 0;
  #n = 0;

  constructor(room: MemoryRoom, page: string, role: 'coach' | 'guest') {
    this.#room = room;
    this.#role = role;
    this.#author = signal(page);
    this.#mine.add(page);
    this.live = {
      send: (body) => {
        if (!this.reachable) return;
        for (const other of room.pages) if (other !== this && other.reachable) other.hear(page, body);
      },
      onMessage: (listener) => subscribed(this.#live, listener),
    };
    this.log = this.#makeLog(page);
  }

  hear(page: string, body: unknown): void {
    for (const listener of this.#live) listener(page, structuredClone(body));
  }

  /** Let the log have what waits in the outbox, *repeats* times over. */
  send(count = Infinity, repeats = 1): void {
    for (const waiting of this.outbox.splice(0, count)) {
      for (let turn = 0; turn < repeats; turn++) this.#room.append(waiting.entry);
      this.#awaited.push(waiting);
    }
  }

  /** Bring what the log holds and this page has not seen. */
  deliver(count = Infinity): void {
    const until = Math.min(this.#room.entries.length, this.#seen + count);
    for (; this.#seen < until; this.#seen++) {
      const entry = this.#room.entries[this.#seen];
      if (entry === undefined) continue;
      const own = this.#own(entry);
      for (const listener of this.#listeners) listener(own);
      for (const { entry: sent, resolve } of this.#awaited)
        if (sent.author === entry.author && sent.n === entry.n) resolve(entry.seq);
    }
  }

  /** The server refuses the outbox for good: a new author, and word of what was lost. */
  refuse(error: string): void {
    const lost = this.outbox.splice(0);
    this.newAuthor();
    for (const { reject } of lost) reject(new Error(error));
    for (const listener of this.#lost)
      listener(lost.map(({ entry }) => ({ kind: entry.kind, data: entry.data })), error);
  }

  newAuthor(): void {
    this.#n = 0;
    const author = toBase64url(this.#room.world.randomBytes(8));
    this.#mine.add(author);
    this.#author.value = author;
  }

  #own(entry: Stored): Entry {
    return { ...entry, own: this.#mine.has(entry.author) };
  }

  #put(kind: Stored['kind'], data: unknown, author: string, n: number): Promise<Pending> {
    const entry = { kind, role: this.#role, author, n, refs: [], blobs: [], clock: 0, data } as const;
    const kept = new Promise<number>((resolve, reject) => {
      this.outbox.push({ entry, resolve, reject });
    });
    return Promise.resolve({ author, n, kept });
  }

  #makeLog(page: string): SealedLog {
    const refuse = (): never => {
      throw new Error('not in memory');
    };
    return {
      id: 'A'.repeat(22),
      kind: 'room',
      role: this.#role,
      page,
      author: this.#author,
      link: signal('connected'),
      closed: signal(null),
      knock: signal(null),
      knocks: signal([]),
      settings: signal(null),
      peers: signal([]),
      seq: signal(0),
      caughtUp: signal(true),
      unsent: signal(0),
      uploads: signal(new Map()),
      alerts: signal([]),
      unreadable: signal(0),
      open: () => undefined,
      close: () => undefined,
      onEntry: (listener) => {
        for (const entry of this.#room.entries.slice(0, this.#seen)) listener(this.#own(entry));
        return subscribed(this.#listeners, listener);
      },
      append: (kind, data) => this.#put(kind, data, this.#author.peek(), this.#n++),
      appendApart: (kind, make) => {
        const author = toBase64url(this.#room.world.randomBytes(8));
        this.#mine.add(author);
        return this.#put(kind, make(author), author, 0);
      },
      sealApart: refuse,
      openApart: refuse,
      takeBack: ({ author, n }) => {
        const waiting = this.outbox.find(({ entry }) => entry.author === author && entry.n === n);
        this.outbox = this.outbox.filter((one) => one !== waiting);
        waiting?.reject(new Error('taken_back'));
        return waiting !== undefined;
      },
      onLost: (listener) => subscribed(this.#lost, listener),
      onKeyframe: () => () => undefined,
      history: refuse,
      onRestart: (listener) => subscribed(this.#restart, listener),
      provideBoard: () => undefined,
      clearAlerts: refuse,
      putKeyframe: refuse,
      sealBlob: refuse,
      getBlob: refuse,
      sendLive: () => undefined,
      onLive: () => () => undefined,
      sendSignal: refuse,
      onSignal: () => () => undefined,
      doubt: () => undefined,
      sendKnock: refuse,
      openKnock: refuse,
      admit: () => undefined,
    };
  }
}

function subscribed<L>(listeners: Set<L>, listener: L): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
