/**
 * A server in memory with the real one's rules, which a test may make lie.
 *
 * Nothing moves by itself: what was sent waits until the test delivers it.
 */
import { concat, equal } from '../../crypto/bytes';
import { chainNext, chainStart, digestOf } from '../../crypto/chain';
import { decodeRecords, encodeRecord } from '../../crypto/entry';
import type { Record as LogRecord } from '../../crypto/entry';
import { fromBase64url } from '../../crypto/base64url';
import { asMap } from '../../crypto/msgpack';
import type { Settings } from '../../wire/protocol.gen';
import { LogError } from '../LogError';
import type { EntriesPage, LogPages, OutEvent, Transport, TransportEvents } from '../transport';

const SETTINGS: Settings = { kind: 'room', knock: 'new', writers: 'all', until: 2_000_000_000_000 };

/** How one connection is lied to; each gets what would be told and returns what is told. */
export interface Lies {
  /** records on their way to this page, by socket or page */
  records?(records: readonly LogRecord[]): readonly LogRecord[];
  head?(head: { readonly seq: number; readonly h: Uint8Array }): { readonly seq: number; readonly h: Uint8Array };
}

export class Connection {
  lies: Lies = {};
  online = false;
  admitted = true;
  /** HTTP answers only while there is a network */
  reachable = true;
  readonly sent: { readonly event: OutEvent; readonly payload: unknown }[] = [];
  readonly coming: { readonly event: string; readonly payload: unknown }[] = [];
  private events: TransportEvents | null = null;

  constructor(
    readonly server: ScriptedServer,
    readonly page: string,
  ) {}

  readonly transport: Transport = {
    open: (events) => {
      this.events = events;
    },
    close: () => {
      this.online = false;
      this.events = null;
    },
    doubt: () => undefined,
    emit: (event, payload) => {
      if (this.online) this.sent.push({ event, payload });
    },
  };

  readonly pages: LogPages = {
    entries: async (after, until, skip) => {
      this.mustReach();
      return this.server.entriesFor(this, after, until, skip);
    },
    keyframe: async () => {
      this.mustReach();
      return this.server.keyframe;
    },
    putKeyframe: async (k, sealed) => {
      this.server.keyframe = { k, sealed };
    },
    putBlob: async (id, sealed) => {
      this.mustReach();
      this.server.blobs.set(id, sealed);
    },
    getBlob: async (id) => {
      const found = this.server.blobs.get(id);
      if (found === undefined) throw new LogError('not_found');
      return found;
    },
  };

  private mustReach(): void {
    if (!this.reachable) throw new LogError('offline');
  }

  async connect(): Promise<void> {
    this.online = true;
    this.reachable = true;
    this.events?.connected();
    await this.welcome();
  }

  async welcome(): Promise<void> {
    if (!this.admitted) return this.tell('knock', { state: 'waiting', coach_here: true });
    this.tell('settings', SETTINGS);
    await this.tellHead();
  }

  async tellHead(): Promise<void> {
    const head = await this.server.head();
    this.tell('head', this.lies.head?.(head) ?? head);
  }

  disconnect(): void {
    this.online = false;
    this.reachable = false;
    this.sent.length = 0;
    this.coming.length = 0;
    this.events?.disconnected();
  }

  tell(event: string, payload: unknown): void {
    this.coming.push({ event, payload });
  }

  tellRecords(records: readonly LogRecord[]): void {
    const told = this.lies.records?.(records) ?? records;
    if (told.length > 0) this.tell('entry', { records: concat(...told.map(encodeRecord)) });
  }

  /** Let the page hear the oldest thing that is on its way to it. */
  hearOne(): boolean {
    const next = this.coming.shift();
    if (next === undefined || !this.online) return false;
    this.events?.event(next.event, next.payload);
    return true;
  }

  /** Let the server hear the oldest thing the page sent. */
  async serveOne(): Promise<boolean> {
    const next = this.sent.shift();
    if (next === undefined) return false;
    await this.server.serve(this, next.event, next.payload);
    return true;
  }
}

export class ScriptedServer {
  records: LogRecord[] = [];
  readonly blobs = new Map<string, Uint8Array>();
  keyframe: { k: number; sealed: Uint8Array } | null = null;
  readonly connections: Connection[] = [];
  /** records a page may append before it is refused with this word */
  refuseWith: string | null = null;
  now = 1_790_000_000_000;

  constructor(readonly log: string) {}

  connection(page: string): Connection {
    const made = new Connection(this, page);
    this.connections.push(made);
    return made;
  }

  async head(): Promise<{ seq: number; h: Uint8Array }> {
    let h = await chainStart(fromBase64url(this.log));
    for (const record of this.records) h = await chainNext(h, record);
    return { seq: this.records.length, h };
  }

  entriesFor(to: Connection, after: number, until: number, skip?: 'board'): EntriesPage {
    const asked = this.records.filter(({ seq }) => seq > after && seq <= until).slice(0, 5);
    const last = asked[asked.length - 1]?.seq ?? Math.min(until, this.records.length);
    const wanted = skip === undefined ? asked : asked.filter(({ header }) => header.kind !== 'board');
    const told = to.lies.records?.(wanted) ?? wanted;
    return { bytes: concat(...told.map(encodeRecord)), head: this.records.length, next: Math.max(last, after) };
  }

  async serve(from: Connection, event: OutEvent, payload: unknown): Promise<void> {
    const map = asMap(payload) ?? {};
    if (event === 'append' && map['records'] instanceof Uint8Array) {
      for (const record of decodeRecords(map['records'])) await this.append(from, record);
    } else if (event === 'live' || event === 'signal') {
      for (const other of this.connections) {
        if (other === from || !other.online) continue;
        if (event === 'live') other.tell('live', { page: from.page, sealed: map['sealed'] });
        else if (map['to'] === other.page) other.tell('signal', { from_page: from.page, counter: map['counter'], sealed: map['sealed'] });
      }
    }
  }

  private async append(from: Connection, record: LogRecord): Promise<void> {
    const { author, n } = record.header;
    const refuse = (error: string): void => from.tell('refused', { author, n, error });
    if (this.refuseWith !== null) return refuse(this.refuseWith);
    if (record.header.blobs.some((id) => !this.blobs.has(id))) return refuse('blob_missing');
    const known = this.records.filter(({ header }) => header.author === author);
    const same = known.find(({ header }) => header.n === n);
    if (same !== undefined) {
      if (!equal(await digestOf(same), await digestOf(record))) return refuse('conflict');
      return from.tellRecords([await asDigest(same)]);
    }
    if (n !== known.length) return refuse('gap');
    const placed: LogRecord = { ...record, seq: this.records.length + 1, at: ++this.now };
    this.records.push(placed);
    for (const to of this.connections) {
      if (!to.online || (!to.admitted && to !== from)) continue;
      to.tellRecords([to === from ? await asDigest(placed) : placed]);
    }
  }

  /** As after a restored backup: everything after *seq* is gone. */
  rollBack(seq: number): void {
    this.records = this.records.slice(0, seq);
    if (this.keyframe !== null && this.keyframe.k > seq) this.keyframe = null;
  }
}

export async function asDigest(record: LogRecord): Promise<LogRecord> {
  return { ...record, form: 'digest', bytes: await digestOf(record) };
}
