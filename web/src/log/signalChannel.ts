/** Call signalling from page to page: sealed with from, to and a counter that only rises. */
import { CryptoError } from '../crypto/errors';
import type { LogKeys } from '../crypto/keys';
import { openSignal, sealSignal } from '../crypto/purposes';
import type { SignalIn, SignalOut } from '../wire/protocol.gen';
import type { PageId } from './types';

export interface SignalChannel {
  send(to: PageId, body: unknown): Promise<void>;
  receive(signal: SignalOut): Promise<void>;
}

export interface SignalDeps {
  readonly keys: LogKeys;
  readonly page: PageId;
  emit(signal: SignalIn): void;
  deliver(from: PageId, body: unknown): void;
  alert(lie: 'replayed_signal' | 'swapped_signal'): void;
}

export function createSignalChannel({ keys, page, emit, deliver, alert }: SignalDeps): SignalChannel {
  const sent = new Map<PageId, number>();
  const heard = new Map<PageId, number>();
  // One after the other: an offer must not be overtaken by its candidates while it is opened.
  let sending = Promise.resolve();
  let receiving = Promise.resolve();

  async function open({ from_page: from, counter, sealed }: SignalOut): Promise<void> {
    let body: unknown;
    try {
      body = await openSignal(keys, { from, to: page, counter }, sealed);
    } catch (error) {
      if (error instanceof CryptoError && error.word === 'bad_body') return;
      return alert('swapped_signal');
    }
    // Only what opened may say which counter was last.
    if (counter <= (heard.get(from) ?? 0)) return alert('replayed_signal');
    heard.set(from, counter);
    deliver(from, body);
  }

  return {
    send(to, body) {
      const counter = (sent.get(to) ?? 0) + 1;
      sent.set(to, counter);
      sending = sending.then(async () => {
        emit({ to, counter, sealed: await sealSignal(keys, { from: page, to, counter }, body) });
      });
      return sending;
    },
    receive(signal) {
      receiving = receiving.then(() => open(signal));
      return receiving;
    },
  };
}
