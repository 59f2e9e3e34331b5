/**
 * A sealed log, open: the composition of socket, pages, fold, outbox and writer.
 *
 * Nothing here decides what is true; see `Fold` for that, and `Outbox` for what is kept.
 */
import { batch, signal } from '@preact/signals';
import { toBase64url } from '../crypto/base64url';
import { openBlob } from '../crypto/blob';
import { equal } from '../crypto/bytes';
import { digestOf } from '../crypto/chain';
import { decodeRecord } from '../crypto/entry';
import type { Record as LogRecord } from '../crypto/entry';
import { deriveKeys } from '../crypto/keys';
import type { Secret } from '../crypto/keys';
import { openKnock, sealKeyframe, sealKnock } from '../crypto/purposes';
import { randomBytes } from '../crypto/random';
import { PROTOCOL_VERSION } from '../wire/protocol.gen';
import type { KnockOut, Knocks, LogKind, Peer, Role, Settings } from '../wire/protocol.gen';
import { createApi } from './api';
import { browserClock } from './clock';
import type { Clock } from './clock';
import { openStorage } from './database';
import type { Storage } from './database';
import { deviceOf } from './device';
import { Follower } from './Follower';
import { createHearing } from './hearing';
import { createLiveChannel } from './liveChannel';
import { LogError } from './LogError';
import { createOutbox } from './Outbox';
import { browserLocks } from './pageLocks';
import type { PageLocks } from './pageLocks';
import { createRecovery } from './recovery';
import type { Lost } from './recovery';
import { createSignalChannel } from './signalChannel';
import { createSocket } from './Socket';
import type { LogPages, Transport, TransportEvents } from './transport';
import type { Alert, AppendOptions, Entry, Lie, Link, PageId, SealedLog } from './types';
import { createWriter } from './Writer';

export interface OpenLogOptions {
  readonly log: string;
  readonly role: Role;
  readonly kind?: LogKind;
  /** of the person's own link */
  readonly secret: Secret;
  /** the server's origin; the page's own when left out */
  readonly base?: string;
  readonly device?: string;
  readonly page?: PageId;
  /** the server said so: then what lies in the log is asked for while the line is still being made */
  readonly admitted?: boolean;
  readonly clock?: Clock;
  readonly storage?: Storage;
  readonly locks?: PageLocks;
  readonly transport?: Transport;
  readonly pages?: LogPages;
}

type Listeners<A extends readonly unknown[]> = Set<(...args: A) => void>;

function subscribe<A extends readonly unknown[]>(to: Listeners<A>, listener: (...args: A) => void): () => void {
  to.add(listener);
  return () => to.delete(listener);
}

function tell<A extends readonly unknown[]>(whom: Listeners<A>, ...what: A): void {
  for (const listener of whom) {
    try {
      listener(...what);
    } catch (error) {
      // A fault of one listener must not keep the log from the others.
      console.error(error);
    }
  }
}

/** The device must be registered (`LogApi.register`) before the log is opened with `open()`. */
export async function openLog(options: OpenLogOptions): Promise<SealedLog> {
  const { log, role, kind = 'room', clock = browserClock } = options;
  const page = options.page ?? toBase64url(randomBytes(8));
  const [keys, device, storage] = await Promise.all([
    deriveKeys(log, role, options.secret),
    options.device ?? deviceOf(log),
    options.storage ?? openStorage(),
  ]);
  const base = options.base ?? '';
  const { token } = keys;
  // Who looks at what was lent says by which page load: those who lent it see each of them.
  const pages = options.pages ?? createApi(base, log, { token, device, ...(role === 'trainer' ? { page } : {}) });
  const transport =
    options.transport ?? createSocket(base, { v: PROTOCOL_VERSION, log, token, device, page });
  const locks = options.locks ?? browserLocks();
  const lock = locks.hold(page);

  const link = signal<Link>('connecting');
  const closed = signal<string | null>(null);
  const knock = signal<KnockOut | null>(null);
  const knocks = signal<Knocks['waiting']>([]);
  const settings = signal<Settings | null>(null);
  const peers = signal<readonly Peer[]>([]);
  const seq = signal(0);
  const caughtUp = signal(false);
  const alerts = signal<readonly Alert[]>([]);
  const unreadable = signal(0);
  const uploads = signal<ReadonlyMap<string, number>>(new Map());

  const entryListeners: Listeners<[Entry]> = new Set();
  const lostListeners: Listeners<[readonly Lost[], string]> = new Set();
  const keyframeListeners: Listeners<[Uint8Array, number]> = new Set();
  const restartListeners: Listeners<[]> = new Set();
  const liveListeners: Listeners<[PageId, unknown]> = new Set();
  const signalListeners: Listeners<[PageId, unknown]> = new Set();

  let entries: Entry[] = [];
  let keyframe: { board: Uint8Array; k: number } | null = null;
  let clearedAt = 0;
  let giveBoard: (() => Uint8Array) | null = null;

  function alert(lie: Lie, at: number): void {
    if (alerts.peek().some((known) => known.lie === lie && known.seq === at)) return;
    alerts.value = [...alerts.peek(), { lie, seq: at }];
  }

  const writer = createWriter({
    log,
    role,
    page,
    keys,
    clock,
    seen: () => follower.seen(),
    store: (row) => outbox.add(row),
  });

  const outbox = createOutbox({
    clock,
    storage,
    send: (records) => transport.emit('append', { records }),
    async upload(row, stop) {
      const tell = (id: string, fraction: number | null): void => {
        const others = [...uploads.peek()].filter(([known]) => known !== id);
        uploads.value = new Map(fraction === null ? others : [...others, [id, fraction]]);
      };
      for (const { id, sealed } of row.blobs) {
        tell(id, 0);
        await pages.putBlob(id, sealed, { stop, onProgress: (fraction) => tell(id, fraction) }).finally(() => tell(id, null));
      }
    },
    onEnded: (author, rows, error) => void recovery.authorEnded(author, rows, error),
  });

  const recovery = createRecovery({
    writer,
    outbox: () => outbox,
    seq: () => follower.seq,
    holds: (author, n) => follower.holds(author, n),
    forgot: () => alert('forgot', follower.seq),
    lost: (lost, error) => tell(lostListeners, lost, error),
    finish,
  });

  const follower = new Follower({
    log,
    kind,
    keys,
    pages,
    clock,
    storage,
    events: {
      isOwn: (author) => writer.isOwn(author),
      alert,
      unreadable: () => void unreadable.value++,
      hasAlerts: () => alerts.peek().length > 0,
      clearedAt: () => clearedAt,
      entry(entry) {
        if (entry.kind === 'cleared' && entry.role === 'coach') {
          clearedAt = entry.seq;
          alerts.value = alerts.peek().filter((known) => known.seq >= entry.seq);
        }
        if (entry.own) recovery.remember(entry);
        entries.push(entry);
        tell(entryListeners, entry);
      },
      async ownRecord(record) {
        const row = outbox.has(record.header.author, record.header.n);
        if (row === null) return null;
        const sent = decodeRecord(row.record);
        const same = equal(sent.headerBytes, record.headerBytes) && equal(await digestOf(sent), record.bytes);
        return same ? { ...record, form: 'sealed', bytes: sent.bytes } : null;
      },
      placed: (record) => void placed(record),
      keyframe(board, k) {
        keyframe = { board, k };
        tell(keyframeListeners, board, k);
      },
      advanced: (to) => void (seq.value = to),
      caughtUp: () => void (caughtUp.value = true),
      goneBack() {
        recovery.goneBack(role === 'coach' ? (giveBoard?.() ?? null) : null);
        entries = [];
        keyframe = null;
        tell(restartListeners);
      },
      followedAgain: () => recovery.writeAgain(),
    },
  });

  async function placed(record: LogRecord): Promise<void> {
    const { author, n } = record.header;
    const row = outbox.has(author, n);
    if (row === null) return;
    const sent = decodeRecord(row.record);
    if (equal(await digestOf(sent), await digestOf(record))) {
      outbox.kept(author, n);
      writer.settle(author, n, record.seq);
    } else {
      // Something else stands where only this act can stand.
      alert('forgot', record.seq);
      outbox.end(author, 'conflict');
    }
  }

  const live = createLiveChannel({
    keys,
    page,
    clock,
    emit: (sealed) => transport.emit('live', { sealed }),
    deliver: (from, body) => tell(liveListeners, from, body),
  });
  const signals = createSignalChannel({
    keys,
    page,
    emit: (sealed) => transport.emit('signal', sealed),
    deliver: (from, body) => tell(signalListeners, from, body),
    alert: (lie) => alert(lie, follower.seq),
  });

  function finish(word: string): void {
    if (closed.peek() !== null) return;
    batch(() => {
      closed.value = word;
      link.value = 'closed';
      peers.value = [];
    });
    shut();
  }

  function shut(): void {
    transport.close();
    outbox.close();
    follower.close();
    live.close();
    lock.release();
  }

  let takingOver = false;
  async function takeOver(): Promise<void> {
    if (takingOver) return;
    takingOver = true;
    await takeOverDead().catch(() => {});
    takingOver = false;
  }

  async function takeOverDead(): Promise<void> {
    const rows = (await storage.rows(log).catch(() => [])).filter((row) => row.page !== page);
    for (const dead of new Set(rows.map((row) => row.page))) {
      await locks.ifDead(dead, async () => {
        const left = (await storage.rows(log)).filter((row) => row.page === dead);
        for (const author of new Set(left.map((row) => row.author))) await storage.adopt(log, author, page);
        outbox.takeOver(left.map((row) => ({ ...row, page })));
      });
    }
  }

  const hear = createHearing({
    head(head) {
      // Only who is in the room is told of one.
      follower.setOnline(true);
      outbox.setGate('all');
      follower.hearHead(head);
      void takeOver();
    },
    entry: ({ records }) => follower.hearRecords(records),
    refused: ({ author, n, error }) => outbox.refused(author, n, error),
    live: ({ page: from, sealed }) => void live.receive(from, sealed).catch(() => unreadable.value++),
    signal: (said) => void signals.receive(said),
    peers: (said) => void (peers.value = said.peers),
    knocks: (said) => void (knocks.value = said.waiting),
    settings: (said) => void (settings.value = said),
    knock(said) {
      knock.value = said;
      // A known device that waits for the coach is told the head, and may write as ever.
      if (said.state === 'waiting' && !follower.isOnline) outbox.setGate('first');
    },
    closed: ({ error }) => finish(error),
  });

  const events: TransportEvents = {
    connected() {
      link.value = 'connected';
      void takeOver();
    },
    disconnected() {
      if (link.peek() === 'closed') return;
      batch(() => {
        if (link.peek() === 'connected') link.value = 'away';
        peers.value = [];
      });
      follower.setOnline(false);
      outbox.setGate('shut');
    },
    refused: finish,
    event(name, payload) {
      if (!hear(name, payload)) unreadable.value++;
    },
  };

  return {
    id: log,
    kind,
    role,
    page,
    author: writer.author,
    link,
    closed,
    knock,
    knocks,
    settings,
    peers,
    seq,
    caughtUp,
    unsent: outbox.unsent,
    uploads,
    alerts,
    unreadable,
    open() {
      if (options.admitted === true) follower.askAhead();
      transport.open(events);
    },
    close() {
      if (link.peek() === 'closed') return;
      batch(() => {
        link.value = 'closed';
        peers.value = [];
      });
      shut();
    },
    onEntry(listener) {
      for (const entry of entries) listener(entry);
      return subscribe(entryListeners, listener);
    },
    append: (what, data, how: AppendOptions = {}) => writer.append({ kind: what, data, options: how }),
    appendApart: (what, make, how: AppendOptions = {}) =>
      writer.appendApart((author) => ({ kind: what, data: make(author), options: how })),
    sealApart: (what, make, options = {}) => writer.sealApart(async (by) => ({ kind: what, data: await make(by), options })),
    openApart: async (record) => (await writer.open(record))?.data,
    takeBack({ author, n }) {
      if (!outbox.takeBack(author, n)) return false;
      writer.fail(author, n, new LogError('taken_back'));
      return true;
    },
    onLost: (listener) => subscribe(lostListeners, listener),
    onKeyframe(listener) {
      if (keyframe !== null) listener(keyframe.board, keyframe.k);
      return subscribe(keyframeListeners, listener);
    },
    onRestart: (listener) => subscribe(restartListeners, listener),
    provideBoard(give) {
      giveBoard = give;
    },
    async clearAlerts() {
      const { kept: done } = await writer.append({ kind: 'cleared', data: { reason: 'backup' }, options: {} });
      await done;
    },
    async putKeyframe(k, board) {
      const place = follower.placeAt(k);
      if (place === null) throw new LogError('not_found');
      await pages.putKeyframe(k, await sealKeyframe(keys, { k, ...place, board }));
    },
    async history({ until = follower.seq, ...options } = {}) {
      const { readHistory } = await import('./history');
      const isOwn = (author: string): boolean => writer.isOwn(author);
      const verifiedFrom = (at: number) => follower.verifiedFrom(at);
      return readHistory({ log, kind, keys, pages, isOwn, verifiedFrom }, until, options);
    },
    sealBlob: async (plain) => (await writer.sealBlob(plain)).id,
    getBlob: async (id) => openBlob(keys, id, await pages.getBlob(id)),
    sendLive: (body) => {
      if (link.peek() === 'connected') live.send(body);
    },
    onLive: (listener) => subscribe(liveListeners, listener),
    sendSignal: (to, body) => signals.send(to, body),
    onSignal: (listener) => subscribe(signalListeners, listener),
    doubt: () => transport.doubt(),
    async sendKnock(name, form) {
      transport.emit('knock', { sealed: await sealKnock(keys, page, { name, form }) });
    },
    openKnock: (from, sealed) => openKnock(keys, from, sealed).catch(() => null),
    admit: (waiting, yes) => transport.emit('admit', { device: waiting, yes }),
  };
}
