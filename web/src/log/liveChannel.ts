/**
 * What does not last, through the server: sealed under the page's own key, at most 20 a second.
 *
 * What is said faster is put together into one message; of cursor moves only the newest counts.
 * Nothing is kept while there is no connection.
 */
import { asMap, packed } from '../crypto/msgpack';
import { openLive, sealLive } from '../crypto/purposes';
import type { LogKeys } from '../crypto/keys';
import { paddedSize } from '../crypto/padding';
import { MAX_LIVE_BYTES, MAX_LIVE_PER_SECOND } from '../wire/protocol.gen';
import type { Clock } from './clock';
import type { PageId } from './types';

const INTERVAL_MS = 1000 / MAX_LIVE_PER_SECOND;
const SEAL_BYTES = 28;
/** So many wait at most; the oldest goes first. */
const MAX_QUEUED = 64;

export interface LiveChannel {
  send(body: unknown): void;
  receive(page: PageId, sealed: Uint8Array): Promise<void>;
  close(): void;
}

export interface LiveDeps {
  readonly keys: LogKeys;
  readonly page: PageId;
  readonly clock: Clock;
  emit(sealed: Uint8Array): void;
  deliver(page: PageId, body: unknown): void;
}

export function createLiveChannel(deps: LiveDeps): LiveChannel {
  const { keys, page, clock } = deps;
  let queue: { readonly body: unknown; readonly isCursor: boolean; readonly size: number }[] = [];
  let counter = 0;
  let pause: (() => void) | null = null;
  let sending = Promise.resolve();
  let receiving = Promise.resolve();
  const last = new Map<PageId, number>();

  function flush(): void {
    if (queue.length === 0) return;
    let size = 32;
    let count = 0;
    for (const item of queue) {
      size += item.size;
      if (count > 0 && paddedSize(size) + SEAL_BYTES > MAX_LIVE_BYTES) break;
      count++;
    }
    const bodies = queue.slice(0, count).map((item) => item.body);
    queue = queue.slice(count);
    const body = { c: ++counter, m: bodies };
    // In a row: the counter must rise on the wire too.
    sending = sending.then(async () => deps.emit(await sealLive(keys, page, body)));
    pause = clock.after(INTERVAL_MS, () => {
      pause = null;
      flush();
    });
  }

  async function open(from: PageId, sealed: Uint8Array): Promise<void> {
    const message = asMap(await openLive(keys, from, sealed));
    const c = message?.['c'];
    const bodies = message?.['m'];
    if (typeof c !== 'number' || !Array.isArray(bodies) || c <= (last.get(from) ?? 0)) return;
    last.set(from, c);
    for (const body of bodies) deps.deliver(from, body);
  }

  return {
    send(body) {
      const isCursor = asMap(body)?.['t'] === 'c';
      const size = packed(body).length;
      if (paddedSize(size + 32) + SEAL_BYTES > MAX_LIVE_BYTES) return;
      if (isCursor) queue = queue.filter((item) => !item.isCursor);
      queue.push({ body, isCursor, size });
      if (queue.length > MAX_QUEUED) queue.shift();
      if (pause === null) flush();
    },
    receive(from, sealed) {
      // In a row, or a later message that opened sooner would make an earlier one look old.
      const opened = receiving.then(() => open(from, sealed));
      receiving = opened.catch(() => {});
      return opened;
    },
    close() {
      pause?.();
      queue = [];
    },
  };
}
