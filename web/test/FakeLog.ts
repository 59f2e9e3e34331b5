/** A room's log for tests of what stands on it. */
import { signal } from '@preact/signals';
import type { Alert, AppendOptions, Entry, History, Link, Pending, SealedLog } from '../src/log/types';
import type { Kind, KnockOut, Peer, Settings, Waiting } from '../src/wire/protocol.gen';

export const COACH: Peer = { page: 'me', role: 'coach', link: 1, device: 1 };

/** A log without a server: what is appended comes back when the test says so. */
export class FakeLog implements SealedLog {
  readonly id = 'log';
  readonly kind = 'room' as const;
  readonly role = 'coach' as const;
  readonly page = 'me';
  readonly author = signal('me');
  readonly link = signal<Link>('connected');
  readonly closed = signal<string | null>(null);
  readonly knock = signal<KnockOut | null>(null);
  readonly knocks = signal<readonly Waiting[]>([]);
  readonly settings = signal<Settings | null>(null);
  readonly peers = signal<readonly Peer[]>([COACH]);
  readonly seq = signal(0);
  readonly caughtUp = signal(true);
  readonly unsent = signal(0);
  readonly alerts = signal<readonly Alert[]>([]);
  readonly unreadable = signal(0);
  readonly appended: { kind: Kind; data: unknown }[] = [];
  /** what each of `appended` names */
  readonly refs: (readonly number[])[] = [];
  readonly did: string[] = [];
  private readonly keep: (() => void)[] = [];
  restart = (): void => undefined;
  private readonly listeners = new Set<(entry: Entry) => void>();
  private lost: (lost: readonly { kind: Kind; data: unknown }[], error: string) => void = () => undefined;
  open(): void {}
  close(): void {
    this.did.push('close');
  }
  clearAlerts = (): Promise<void> => Promise.resolve();
  onEntry(listener: (entry: Entry) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
  append(kind: Kind, data: unknown, options: AppendOptions = {}): Promise<Pending> {
    this.refs.push(options.refs ?? []);
    const n = this.appended.push({ kind, data }) - 1;
    this.did.push(kind);
    const author = this.author.value;
    const kept = new Promise<number>((resolve) => {
      this.keep.push(() => {
        this.give(kind, data, { author, n, own: true });
        resolve(this.seq.value);
      });
    });
    return Promise.resolve({ author, n, kept });
  }
  /** The server is heard: everything appended comes back. */
  back(): void {
    for (const one of this.keep.splice(0)) one();
  }
  give(kind: Kind, data: unknown, more: Partial<Entry> = {}): void {
    this.seq.value += 1;
    const seq = this.seq.value;
    const entry: Entry = { seq, at: Date.now(), kind, data, role: 'guest', author: 'sam', n: seq, refs: [], blobs: [], clock: 0, own: false, ...more };
    for (const listener of this.listeners) listener(entry);
  }
  lose(acts: readonly { kind: Kind; data: unknown }[], error: string): void {
    this.lost(acts, error);
  }
  onLost(listener: (lost: readonly { kind: Kind; data: unknown }[], error: string) => void): () => void {
    this.lost = listener;
    return () => undefined;
  }
  onRestart(listener: () => void): () => void {
    this.restart = listener;
    return () => undefined;
  }
  provideBoard(): void {}
  history = (): Promise<History> => Promise.resolve({ entries: [], until: 0, unreadable: 0 });
  onKeyframe = (): (() => void) => () => undefined;
  putKeyframe = (): Promise<void> => Promise.resolve();
  readonly uploads = signal<ReadonlyMap<string, number>>(new Map());
  sealBlob = (): Promise<string> => Promise.resolve('');
  appendApart = (kind: Kind, make: (author: string) => unknown): Promise<Pending> => this.append(kind, make('apart'));
  sealApart = (): Promise<never> => Promise.reject(new Error('not here'));
  openApart = (): Promise<unknown> => Promise.resolve(undefined);
  takeBack = (): boolean => false;
  getBlob = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array());
  sendLive = (): void => undefined;
  onLive = (): (() => void) => () => undefined;
  sendSignal = (): Promise<void> => Promise.resolve();
  onSignal = (): (() => void) => () => undefined;
  doubt = (): void => undefined;
  sendKnock = (): Promise<void> => Promise.resolve();
  openKnock = (): Promise<null> => Promise.resolve(null);
  admit = (): void => undefined;
}
