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
import * as guards from '../wire/guards';
import { createApi } from './api';
import { browserClock } from './clock';
import type { Clock } from './clock';
import { openStorage } from './database';
import type { OutboxRow, Storage } from './database';
import { deviceOf } from './device';
import { Follower } from './Follower';
import { createLiveChannel } from './liveChannel';
import { LogError } from './LogError';
import { createOutbox } from './Outbox';
import { browserLocks } from './pageLocks';
import type { PageLocks } from './pageLocks';
import { createSignalChannel } from './signalChannel';
import { createSocket } from './Socket';
import type { LogPages, Transport, TransportEvents } from './transport';
import type { Alert, AppendOptions, Entry, Lie, Link, PageId, SealedLog } from './types';
import { createWriter } from './Writer';
import type { Act } from './Writer';

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
  const pages = options.pages ?? createApi(base, log, { token, device });
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

  const entryListeners: Listeners<[Entry]> = new Set();
  const lostListeners: Listeners<[readonly { kind: Act['kind']; data: unknown }[], string]> = new Set();
  const keyframeListeners: Listeners<[Uint8Array, number]> = new Set();
  const restartListeners: Listeners<[]> = new Set();
  const liveListeners: Listeners<[PageId, unknown]> = new Set();
  const signalListeners: Listeners<[PageId, unknown]> = new Set();

  let entries: Entry[] = [];
  let keyframe: { board: Uint8Array; k: number } | null = null;
  let clearedAt = 0;
  let giveBoard: (() => Uint8Array) | null = null;
  let boardBefore: Uint8Array | null = null;
  /** own acts that were told to be kept, to be written again should the log go back */
  const kept = new Map<string, { readonly author: string; readonly n: number; readonly act: Act }>();

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
    uploadBlob: ({ id, sealed }) => pages.putBlob(id, sealed),
  });

  const outbox = createOutbox({
    clock,
    storage,
    send: (records) => transport.emit('append', { records }),
    async upload(row) {
      for (const { id, sealed } of row.blobs) await pages.putBlob(id, sealed);
    },
    onEnded: (author, rows, error) => void authorEnded(author, rows, error),
  });

  /** What of an ended author may be written again is; the rest is told to be lost. */
  async function authorEnded(author: string, rows: readonly OutboxRow[], error: string): Promise<void> {
    if (author === writer.author.peek()) writer.startNewAuthor();
    const final = ['revoked', 'ended', 'client_too_old'].includes(error);
    const lost: { kind: Act['kind']; data: unknown }[] = [];
    for (const [i, row] of rows.entries()) {
      const act = await writer.read(row);
      // The first is what was refused. A board act hangs on its author: nobody else can say it.
      const again = act !== null && !final && act.kind !== 'board' && (i > 0 || error === 'gap' || error === 'rolled_back');
      if (again) writer.redirect(author, row.n, await writer.append(act));
      else {
        writer.fail(author, row.n, new LogError(error));
        if (act !== null && !(boardBefore !== null && act.kind === 'board')) lost.push({ kind: act.kind, data: act.data });
      }
    }
    if (lost.length > 0) for (const listener of lostListeners) listener(lost, error);
    if (final) finish(error);
  }

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
        if (entry.own) {
          const { author, n, refs, blobs, data } = entry;
          kept.set(`${author}/${n}`, { author, n, act: { kind: entry.kind, data, options: { refs, blobs } } });
        }
        entries.push(entry);
        for (const listener of entryListeners) listener(entry);
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
        for (const listener of keyframeListeners) listener(board, k);
      },
      advanced: (to) => void (seq.value = to),
      caughtUp: () => void (caughtUp.value = true),
      goneBack() {
        boardBefore = role === 'coach' ? (giveBoard?.() ?? null) : null;
        entries = [];
        keyframe = null;
        for (const listener of restartListeners) listener();
      },
      followedAgain: writeAgain,
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

  /** The log went back: give what this page holds and the log does not. */
  async function writeAgain(): Promise<void> {
    const gone = [...kept.values()].filter(({ author, n }) => !follower.holds(author, n));
    if (gone.length > 0) alert('forgot', follower.seq);
    const broken = new Set(gone.map(({ author }) => author));
    if (broken.has(writer.author.peek())) writer.startNewAuthor();
    if (boardBefore !== null) {
      const { id, sealed } = await writer.sealBlob(boardBefore);
      await pages.putBlob(id, sealed).catch(() => {}); // asked for again when missing
      const k = follower.seq;
      await writer.append({ kind: 'base', data: { k }, options: { refs: k > 0 ? [k] : [], blobs: [id] } });
    }
    const lost: { kind: Act['kind']; data: unknown }[] = [];
    for (const { author, n, act } of gone) {
      kept.delete(`${author}/${n}`);
      if (act.kind !== 'board') await writer.append(act);
      else if (boardBefore === null) lost.push({ kind: act.kind, data: act.data });
    }
    for (const author of outbox.authors()) {
      const first = outbox.rowsOf(author)[0];
      const reachable = first === undefined || first.n === 0 || follower.holds(author, first.n - 1);
      if (!reachable) outbox.end(author, 'rolled_back');
    }
    if (lost.length > 0) for (const listener of lostListeners) listener(lost, 'rolled_back');
    boardBefore = null;
  }

  const live = createLiveChannel({
    keys,
    page,
    clock,
    emit: (sealed) => transport.emit('live', { sealed }),
    deliver: (from, body) => {
      for (const listener of liveListeners) listener(from, body);
    },
  });
  const signals = createSignalChannel({
    keys,
    page,
    emit: (sealed) => transport.emit('signal', sealed),
    deliver: (from, body) => {
      for (const listener of signalListeners) listener(from, body);
    },
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

  async function takeOver(): Promise<void> {
    const rows = (await storage.rows(log).catch(() => [])).filter((row) => row.page !== page);
    for (const dead of new Set(rows.map((row) => row.page))) {
      await locks.ifDead(dead, async () => {
        const left = (await storage.rows(log)).filter((row) => row.page === dead);
        for (const author of new Set(left.map((row) => row.author))) await storage.adopt(log, author, page);
        outbox.takeOver(left.map((row) => ({ ...row, page })));
      });
    }
  }

  function hear(name: string, payload: unknown): void {
    const head = name === 'head' ? guards.readHead(payload) : null;
    if (head !== null) {
      follower.setOnline(true);
      outbox.setGate('all');
      return follower.hearHead(head);
    }
    if (!hearEvent(name, payload)) unreadable.value++;
  }

  /** @returns whether it had the shape it must have */
  function hearEvent(name: string, payload: unknown): boolean {
    switch (name) {
      case 'entry': {
        const found = guards.readEntryOut(payload);
        if (found !== null) follower.hearRecords(found.records);
        return found !== null;
      }
      case 'refused': {
        const found = guards.readRefused(payload);
        if (found !== null) outbox.refused(found.author, found.n, found.error);
        return found !== null;
      }
      case 'live': {
        const found = guards.readLive(payload);
        if (found !== null) live.receive(found.page, found.sealed).catch(() => unreadable.value++);
        return found !== null;
      }
      case 'signal': {
        const found = guards.readSignal(payload);
        if (found !== null) void signals.receive(found);
        return found !== null;
      }
      case 'peers': {
        const found = guards.readPeers(payload);
        if (found !== null) peers.value = found.peers;
        return found !== null;
      }
      case 'settings': {
        const found = guards.readSettings(payload);
        if (found !== null) settings.value = found;
        return found !== null;
      }
      case 'knock': {
        const found = guards.readKnock(payload);
        if (found !== null) knock.value = found;
        if (found?.state === 'waiting') outbox.setGate('first');
        return found !== null;
      }
      case 'knocks': {
        const found = guards.readKnocks(payload);
        if (found !== null) knocks.value = found.waiting;
        return found !== null;
      }
      case 'closed': {
        const found = guards.readClosed(payload);
        if (found !== null) finish(found.error);
        return found !== null;
      }
      default:
        // A later server may say more.
        return name !== 'head';
    }
  }

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
    event: hear,
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
    alerts,
    unreadable,
    open: () => transport.open(events),
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
    async putBlob(plain) {
      const { id, sealed } = await writer.sealBlob(plain);
      await pages.putBlob(id, sealed);
      return id;
    },
    getBlob: async (id) => openBlob(keys, id, await pages.getBlob(id)),
    sendLive: (body) => {
      if (link.peek() === 'connected') live.send(body);
    },
    onLive: (listener) => subscribe(liveListeners, listener),
    sendSignal: (to, body) => signals.send(to, body),
    onSignal: (listener) => subscribe(signalListeners, listener),
    async sendKnock(name, form) {
      transport.emit('knock', { sealed: await sealKnock(keys, page, { name, form }) });
    },
    openKnock: (from, sealed) => openKnock(keys, from, sealed).catch(() => null),
    admit: (waiting, yes) => transport.emit('admit', { device: waiting, yes }),
  };
}
