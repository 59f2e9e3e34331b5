/** A room for tests: a scripted server, and pages that a test opens, reloads and disconnects. */
import { toBase64url } from '../../crypto/base64url';
import { deriveRaw } from '../../crypto/keys';
import type { Secret } from '../../crypto/keys';
import type { Role } from '../../wire/protocol.gen';
import { memoryStorage } from '../database';
import type { Storage } from '../database';
import { openLog } from '../openLog';
import type { PageLocks } from '../pageLocks';
import type { Entry, SealedLog } from '../types';
import { ManualClock } from './ManualClock';
import { ScriptedServer } from './ScriptedServer';
import type { Connection } from './ScriptedServer';

const bytesOf = (byte: number, length: number): Uint8Array<ArrayBuffer> => new Uint8Array(length).fill(byte);

/** What one person's browser keeps. */
export interface Device {
  readonly name: string;
  readonly role: Role;
  readonly storage: Storage;
  readonly locks: PageLocks;
  readonly alive: Set<string>;
}

export interface Page {
  readonly log: SealedLog;
  readonly wire: Connection;
  readonly device: Device;
  readonly entries: Entry[];
  readonly lost: { readonly kind: string; readonly data: unknown; readonly error: string }[];
  readonly lies: () => readonly string[];
  readonly texts: () => readonly unknown[];
  /** The tab dies: nothing is said, its lock is dropped. */
  kill(): void;
}

export function makeDevice(name: string, role: Role): Device {
  const alive = new Set<string>();
  const locks: PageLocks = {
    hold(page) {
      alive.add(page);
      return { release: () => void alive.delete(page) };
    },
    async ifDead(page, act) {
      if (!alive.has(page)) await act();
    },
  };
  return { name, role, storage: memoryStorage(), locks, alive };
}

export class TestRoom {
  readonly id = toBase64url(bytesOf(7, 16));
  readonly clock = new ManualClock();
  readonly server = new ScriptedServer(this.id);
  readonly pages: Page[] = [];
  /** Told of each page's connection before the page has it. */
  onConnection: (wire: Connection) => void = () => undefined;
  private made = 0;

  async secret(role: Role): Promise<Secret> {
    const owner = { seed: bytesOf(1, 32), pass: bytesOf(2, 16) };
    if (role === 'coach') return owner;
    const raw = await deriveRaw(bytesOf(7, 16), 'coach', owner);
    return { seed: raw.member, pass: bytesOf(3, 16) };
  }

  async page(device: Device, options: { connect?: boolean; admitted?: boolean } = {}): Promise<Page> {
    this.made++;
    // The first six bytes are its Yjs client id.
    const id = toBase64url(Uint8Array.of(0, 0, 0, 0, 1, this.made, 0, 0));
    const wire = this.server.connection(id);
    this.onConnection(wire);
    const log = await openLog({
      log: this.id,
      role: device.role,
      secret: await this.secret(device.role),
      device: toBase64url(bytesOf(9, 16)),
      page: id,
      admitted: options.admitted ?? false,
      clock: this.clock,
      storage: device.storage,
      locks: device.locks,
      transport: wire.transport,
      pages: wire.pages,
    });
    const entries: Entry[] = [];
    const lost: Page['lost'] = [];
    log.onEntry((entry) => entries.push(entry));
    log.onRestart(() => void (entries.length = 0));
    log.onLost((rows, error) => lost.push(...rows.map((row) => ({ ...row, error }))));
    log.open();
    const page: Page = {
      log,
      wire,
      device,
      entries,
      lost,
      lies: () => log.alerts.value.map(({ lie }) => lie),
      texts: () => entries.filter(({ kind }) => kind === 'talk').map(({ data }) => data),
      kill: () => {
        wire.disconnect();
        wire.transport.close();
        device.alive.delete(id);
      },
    };
    this.pages.push(page);
    if (options.connect !== false) {
      await wire.connect();
      await this.flush();
    }
    return page;
  }

  async coachAndGuest(): Promise<readonly [Page, Page]> {
    return [await this.page(makeDevice('desk', 'coach')), await this.page(makeDevice('phone', 'guest'))];
  }

  /** Deliver everything until nothing is on its way. */
  async flush(): Promise<void> {
    for (let moved = true; moved; ) {
      moved = false;
      await settle();
      for (const { wire } of this.pages) {
        while (await wire.serveOne()) moved = true;
        while (wire.hearOne()) moved = true;
      }
      await settle();
    }
  }

  /** Let time pass, delivering what it sets in motion. */
  async pass(ms: number): Promise<void> {
    this.clock.advance(ms);
    await this.flush();
  }
}

/** Calls of WebCrypto that have not come back: they run in another thread, so no count of turns is enough. */
let underWay = 0;
for (const name of ['encrypt', 'decrypt', 'digest', 'deriveBits', 'importKey'] as const) {
  const real = crypto.subtle[name].bind(crypto.subtle) as (...args: unknown[]) => Promise<unknown>;
  const counted = async (...args: unknown[]): Promise<unknown> => {
    underWay++;
    try {
      return await real(...args);
    } finally {
      underWay--;
    }
  };
  Object.defineProperty(crypto.subtle, name, { value: counted, configurable: true });
}

/** Let what is being sealed, opened and stored come to its end, however long that takes. */
export async function settle(): Promise<void> {
  for (let quiet = 0; quiet < 12; ) {
    await new Promise((resolve) => setImmediate(resolve));
    quiet = underWay === 0 ? quiet + 1 : 0;
  }
}
