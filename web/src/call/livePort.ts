/**
 * What does not last, by the shortest way: the data channel to every page that
 * has one open, and one sealed message through the server for the rest.
 *
 * A message through the server reaches all pages; in `o` it names those that
 * had it over the channel, and they drop it. How often the server may be used is
 * the log's to see to.
 */
import { asMap, packed } from '../crypto/msgpack';
import type { LivePort } from '../board/types';
import type { PageId, SealedLog } from '../log/types';

/** One page as this module sees it. */
export interface LiveTarget {
  readonly page: PageId;
  sendLive(bytes: Uint8Array<ArrayBuffer>): boolean;
}

export interface LivePorts {
  readonly port: LivePort;
  /** Hand on what came over a data channel. */
  deliver(page: PageId, body: unknown): void;
  dispose(): void;
}

export function createLivePort(
  log: Pick<SealedLog, 'page' | 'sendLive' | 'onLive'>,
  targets: () => Iterable<LiveTarget>,
): LivePorts {
  const listeners = new Set<(page: PageId, body: unknown) => void>();

  function deliver(page: PageId, body: unknown): void {
    for (const listener of listeners) listener(page, body);
  }

  const stopLog = log.onLive((page, body) => {
    const reached = asMap(body)?.['o'];
    if (Array.isArray(reached) && reached.includes(log.page)) return;
    deliver(page, body);
  });

  return {
    port: {
      send(body) {
        const bytes = packed(body);
        const reached: PageId[] = [];
        let missed = 0;
        for (const target of targets()) {
          if (target.sendLive(bytes)) reached.push(target.page);
          else missed += 1;
        }
        const map = asMap(body);
        if (missed === 0 || map === null) return;
        log.sendLive(reached.length === 0 ? map : { ...map, o: reached });
      },
      onMessage(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    deliver,
    dispose() {
      stopLog();
      listeners.clear();
    },
  };
}
