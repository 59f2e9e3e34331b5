/** A server that lists pages and carries signals, and what each page sees of it as a log. */
import { signal } from '@preact/signals';
import type { PageId } from '../../log/types';
import type { Peer } from '../../wire/protocol.gen';
import type { CallLog } from '../Call';

export interface CarriedSignal {
  readonly from: PageId;
  readonly to: PageId;
  readonly body: unknown;
}

type Listener = (page: PageId, body: unknown) => void;

export class FakeRoom {
  readonly carried: CarriedSignal[] = [];
  readonly relayed: { from: PageId; body: unknown }[] = [];
  /** false: this one is lost on the way */
  passes: (carried: CarriedSignal) => boolean = () => true;
  readonly #pages = new Map<PageId, FakePage>();

  page(page: PageId, link: number): FakePage {
    return new FakePage(this, { page, link, role: 'guest', device: link });
  }

  carry(carried: CarriedSignal): void {
    this.carried.push(carried);
    const to = this.#pages.get(carried.to);
    if (to !== undefined && this.passes(carried)) to.hearSignal(carried.from, carried.body);
  }

  relay(from: PageId, body: unknown): void {
    this.relayed.push({ from, body });
    for (const page of this.#pages.values()) if (page.page !== from) page.hearLive(from, body);
  }

  enter(page: FakePage): void {
    this.#pages.set(page.page, page);
    this.#tell();
  }

  leave(page: FakePage): void {
    this.#pages.delete(page.page);
    this.#tell();
  }

  /** As a restart of the server: all are away, none is told of the others. */
  crash(): void {
    const all = [...this.#pages.values()];
    this.#pages.clear();
    for (const page of all) {
      page.peers.value = [];
      page.link.value = 'away';
    }
  }

  has(page: FakePage): boolean {
    return this.#pages.get(page.page) === page;
  }

  #tell(): void {
    const list = [...this.#pages.values()].map(({ self }) => self);
    for (const page of this.#pages.values()) page.peers.value = list;
  }
}

export class FakePage implements CallLog {
  readonly page: PageId;
  readonly link = signal<'connecting' | 'connected' | 'away' | 'closed'>('connecting');
  readonly peers = signal<readonly Peer[]>([]);
  doubts = 0;
  readonly #signals = new Set<Listener>();
  readonly #lives = new Set<Listener>();

  constructor(
    readonly room: FakeRoom,
    readonly self: Peer,
  ) {
    this.page = self.page;
  }

  doubt(): void {
    this.doubts += 1;
  }

  enter(): void {
    this.link.value = 'connected';
    this.room.enter(this);
  }

  sendLive(body: unknown): void {
    if (this.room.has(this)) this.room.relay(this.page, body);
  }

  onLive(listener: Listener): () => void {
    this.#lives.add(listener);
    return () => this.#lives.delete(listener);
  }

  async sendSignal(to: PageId, body: unknown): Promise<void> {
    await Promise.resolve();
    if (this.room.has(this)) this.room.carry({ from: this.page, to, body });
  }

  onSignal(listener: Listener): () => void {
    this.#signals.add(listener);
    return () => this.#signals.delete(listener);
  }

  hearSignal(from: PageId, body: unknown): void {
    for (const listener of this.#signals) listener(from, body);
  }

  hearLive(from: PageId, body: unknown): void {
    for (const listener of this.#lives) listener(from, body);
  }
}
