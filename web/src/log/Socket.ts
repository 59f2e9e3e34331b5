/** The one connection of a page: Socket.IO, websocket first, comes back by itself. */
import { io } from 'socket.io-client';
import type { Socket as Client } from 'socket.io-client';
import type { Connect } from '../wire/protocol.gen';
import { LogError } from './LogError';
import { msgpackParser } from './msgpackParser';
import type { OutEvent, Transport, TransportEvents } from './transport';

/** A server that restarts is back within a second or two; a phone in a tunnel must not try forever fast. */
const RETRY_MS = 300;
const RETRY_MAX_MS = 5_000;
/** Spread, so that a restart is not met by everybody at once. */
const RETRY_JITTER = 0.5;
const CONNECT_TIMEOUT_MS = 10_000;
/** Words of a refused connection after which a later try may succeed. */
const PASSING = ['busy', 'too_fast', 'storage', 'internal'];

export function createSocket(base: string, auth: Connect): Transport {
  let client: Client | null = null;
  let again: ReturnType<typeof setTimeout> | null = null;

  function listen(socket: Client, events: TransportEvents): void {
    socket.on('connect', () => events.connected());
    socket.on('disconnect', (reason) => {
      events.disconnected();
      // The server ended it: Socket.IO would not come back by itself.
      if (reason === 'io server disconnect') retry(socket);
    });
    socket.on('connect_error', (error) => {
      if (socket.active) return events.disconnected();
      // The server answered, and its answer is a word.
      if (PASSING.includes(error.message)) {
        events.disconnected();
        retry(socket);
      } else events.refused(/^[a-z_]+$/.test(error.message) ? error.message : 'internal');
    });
    socket.onAny((name: string, payload: unknown) => events.event(name, payload));
  }

  function retry(socket: Client): void {
    const wait = RETRY_MS + Math.random() * RETRY_MAX_MS * RETRY_JITTER;
    again = setTimeout(() => {
      if (client === socket) socket.connect();
    }, wait);
  }

  return {
    open(events) {
      if (client !== null) throw new LogError('exists');
      client = io(base, {
        parser: msgpackParser,
        transports: ['websocket', 'polling'],
        tryAllTransports: true,
        reconnectionDelay: RETRY_MS,
        reconnectionDelayMax: RETRY_MAX_MS,
        randomizationFactor: RETRY_JITTER,
        timeout: CONNECT_TIMEOUT_MS,
        forceNew: true,
        auth: { ...auth },
      });
      listen(client, events);
    },
    close() {
      if (again !== null) clearTimeout(again);
      client?.disconnect();
      client = null;
    },
    emit(event: OutEvent, payload: unknown) {
      if (client?.connected === true) client.emit(event, payload);
    },
  };
}
