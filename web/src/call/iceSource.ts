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
  /** who asks while an answer is under way gets the same one */
  let asking: Promise<void> | null = null;

  async function ask(fetch: () => Promise<RTCIceServer[]>): Promise<void> {
    try {
      last = await fetch();
      relay.value = hasRelay(last.flatMap(({ urls }) => urls)) ? 'there' : 'none';
    } catch (error) {
      console.debug('no ICE servers', error);
    }
    asking = null;
  }

  return {
    relay,
    async servers() {
      if (fetchIce === undefined) return last;
      const fetched = (asking ??= ask(fetchIce));
      const late = new Promise<void>((resolve) => setTimeout(resolve, ICE_SERVERS_WAIT_MS));
      await Promise.race([fetched, late]);
      return last;
    },
  };
}
