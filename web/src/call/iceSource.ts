/** The relay's addresses and credentials, which expire: asked anew for each connection and restart. */
import { signal, type ReadonlySignal } from '@preact/signals';
import { hasRelay } from './relay';
import type { Relay } from './types';

/** A slow server shall not keep two pages apart that could find each other without it. */
const ICE_SERVERS_WAIT_MS = 1_500;

export interface IceSource {
  /** The newest there are; the last ones where asking fails or takes long. */
  servers(): Promise<RTCIceServer[]>;
  readonly relay: ReadonlySignal<Relay>;
}

export function createIceSource(fetchIce: (() => Promise<RTCIceServer[]>) | undefined): IceSource {
  const relay = signal<Relay>(fetchIce === undefined ? 'none' : 'unknown');
  let last: RTCIceServer[] = [];
  return {
    relay,
    async servers() {
      if (fetchIce === undefined) return last;
      const fetched = fetchIce().then(
        (servers) => {
          last = servers;
          relay.value = hasRelay(servers.flatMap(({ urls }) => urls)) ? 'there' : 'none';
        },
        (error: unknown) => {
          console.debug('no ICE servers', error);
        },
      );
      const late = new Promise<void>((resolve) => setTimeout(resolve, ICE_SERVERS_WAIT_MS));
      await Promise.race([fetched, late]);
      return last;
    },
  };
}
