/**
 * The one connection of a page: Socket.IO, websocket first, comes back by itself.
 *
 * A line that dies without a word is noticed by Socket.IO after half a minute, and by TCP when its
 * own ever rarer repetitions say so. Who has reason to doubt it sooner says `doubt`: then the
 * server is asked, and a line that stays silent is replaced by a new one.
 */
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
/** Somebody waits (a call is silent): try often. It holds this long after it was last said. */
const EAGER_FOR_MS = 3_000;
const EAGER_RETRY_MAX_MS = 800;
/**
 * Where the first packet of a connection is lost, the system repeats it after 1, 3 and 7 s: a new
 * try is sooner there than waiting. Every third try waits longer, for networks that are only slow.
 */
const EAGER_TIMEOUT_MS = 2_000;
const EAGER_LONG_TIMEOUT_MS = 5_000;
/** "Are you there?" must be answered within this; each time that a new line was no better, it doubles. */
const ANSWER_MS = 1_000;
const ANSWER_MAX_MS = 12_000;
/** The server answers one in a second. */
const ASK_EVERY_MS = 2_000;
/** Words of a refused connection after which a later try may succeed. */
const PASSING = ['busy', 'too_fast', 'storage', 'internal'];

export function createSocket(base: string, auth: Connect): Transport {
  let client: Client | null = null;
  let again: ReturnType<typeof setTimeout> | null = null;
  let asked: ReturnType<typeof setTimeout> | null = null;
  let patience = ANSWER_MS;
  let askedAt = -Infinity;
  let eagerUntil = -Infinity;

  function listen(socket: Client, events: TransportEvents): void {
    socket.on('connect', () => events.connected());
    socket.io.on('reconnect_attempt', (attempt) => {
      const eager = performance.now() < eagerUntil;
      const short = attempt % 3 === 0 ? EAGER_LONG_TIMEOUT_MS : EAGER_TIMEOUT_MS;
      socket.io.timeout(eager ? short : CONNECT_TIMEOUT_MS);
      socket.io.reconnectionDelayMax(eager ? EAGER_RETRY_MAX_MS : RETRY_MAX_MS);
    });
    socket.on('disconnect', (reason) => {
      stopAsking();
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
    socket.onAny((name: string, payload: unknown) => {
      if (asked !== null) patience = ANSWER_MS;
      stopAsking();
      events.event(name, payload);
    });
  }

  function stopAsking(): void {
    if (asked !== null) clearTimeout(asked);
    asked = null;
  }

  function doubt(): void {
    if (client === null) return;
    const now = performance.now();
    eagerUntil = now + EAGER_FOR_MS;
    if (!client.connected || asked !== null || now - askedAt < ASK_EVERY_MS) return;
    askedAt = now;
    const { io: manager } = client;
    asked = setTimeout(() => {
      asked = null;
      patience = Math.min(2 * patience, ANSWER_MAX_MS);
      manager.reconnectionDelayMax(EAGER_RETRY_MAX_MS);
      manager.engine.close();
    }, patience);
    client.emit('head', {});
  }

  /** There is a network again, or somebody looks again: do not sit out a pause. */
  function wake(): void {
    if (client === null || document.visibilityState === 'hidden') return;
    doubt();
    if (client.connected || client.active === false) return;
    client.disconnect().connect();
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
      globalThis.addEventListener('online', wake);
      document.addEventListener('visibilitychange', wake);
    },
    doubt,
    close() {
      stopAsking();
      globalThis.removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
      if (again !== null) clearTimeout(again);
      client?.disconnect();
      client = null;
    },
    emit(event: OutEvent, payload: unknown) {
      if (client?.connected === true) client.emit(event, payload);
    },
  };
}
