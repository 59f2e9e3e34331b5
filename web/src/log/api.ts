/**
 * The server's HTTP routes, typed. Nothing secret stands in an address.
 *
 * Independent of the socket, so that a threshold can use it without loading one.
 */
import { toBase64url } from '../crypto/base64url';
import { asMap } from '../crypto/msgpack';
import type {
  Alarm,
  ChangeShare,
  DeviceState,
  HeadsQuery,
  HeadsRow,
  IceServers,
  LinkState,
  LogState,
  NewLink,
  NewLog,
  NewShare,
  Settings,
  ShareStateRow,
  UseInvitation,
} from '../wire/protocol.gen';
import { readLogState, readShares } from '../wire/guards';
import { LogError } from './LogError';
import type { EntriesPage, LogPages } from './transport';
import { upload } from './upload';

export interface Credentials {
  /** base64url of 32 bytes */
  readonly token: string;
  /** base64url of 16 bytes */
  readonly device?: string;
  /** base64url of 8 bytes: by which page load a trainer reads, listed for those who lent */
  readonly page?: string;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Enough for 8 MiB on a poor line; without it one lost answer would hold up all that follows. */
const ANSWER_TIMEOUT_MS = 60_000;
const WORD = /^[a-z_]+$/;

/** Ask the server. @throws LogError with the server's word, `offline` without an answer */
export async function ask(
  method: Method,
  url: string,
  credentials: Credentials | null,
  body?: Uint8Array | object,
): Promise<Response> {
  const headers = new Headers();
  if (credentials !== null) headers.set('Authorization', `Bearer ${credentials.token}`);
  if (credentials?.device !== undefined) headers.set('X-Flipover-Device', credentials.device);
  if (credentials?.page !== undefined) headers.set('X-Flipover-Page', credentials.page);
  if (body !== undefined) {
    headers.set('Content-Type', body instanceof Uint8Array ? 'application/octet-stream' : 'application/json');
  }
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers,
      cache: 'no-store',
      // What is given up is given up from a page that goes away too.
      keepalive: method === 'DELETE',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      ...(body === undefined ? {} : { body: body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body) }),
    });
  } catch {
    throw new LogError('offline');
  }
  if (response.ok) return response;
  const answer = asMap(await response.json().catch(() => null));
  const word = answer?.['error'];
  throw new LogError(typeof word === 'string' && WORD.test(word) ? word : 'internal');
}

export async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new LogError('internal');
  }
}

async function bytes(response: Response): Promise<Uint8Array> {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch {
    throw new LogError('offline');
  }
}

function count(headers: Headers, name: string): number {
  const value = Number(headers.get(name) ?? NaN);
  if (!Number.isSafeInteger(value) || value < 0) throw new LogError('internal');
  return value;
}

function state(value: unknown): LogState {
  const found = readLogState(value);
  if (found === null) throw new LogError('internal');
  return found;
}

function list<T>(value: unknown): readonly T[] {
  if (!Array.isArray(value)) throw new LogError('internal');
  return value as readonly T[];
}

/** Turn a one-time code into a workspace. */
export async function useInvitation(base: string, body: UseInvitation): Promise<void> {
  await ask('POST', `${base}/api/invitations`, null, body);
}

/** @returns the new links' numbers, in the order given */
export async function createLog(base: string, owner: Credentials, body: NewLog): Promise<readonly number[]> {
  const answer = asMap(await json(await ask('POST', `${base}/api/logs`, owner, body)));
  return list<number>(answer?.['links']);
}

export async function askHeads(base: string, body: readonly HeadsQuery[]): Promise<readonly HeadsRow[]> {
  return list<HeadsRow>(await json(await ask('POST', `${base}/api/heads`, null, body)));
}

export interface LogApi extends LogPages {
  /** the link's sealed greeting, base64url */
  greeting(): Promise<string | null>;
  putGreeting(link: number, sealed: Uint8Array): Promise<void>;
  state(): Promise<LogState>;
  /** Only after a person's click: mail scanners open links. */
  register(): Promise<LogState>;
  change(settings: Partial<Pick<Settings, 'knock' | 'writers' | 'until'>>): Promise<void>;
  /** At once and for good, with side log and shares. */
  erase(): Promise<void>;
  links(): Promise<readonly LinkState[]>;
  addLink(link: NewLink): Promise<number>;
  revokeLink(link: number): Promise<void>;
  devices(): Promise<readonly DeviceState[]>;
  revokeDevice(device: number): Promise<void>;
  admit(device: number, yes: boolean): Promise<void>;
  ice(): Promise<readonly IceServers[]>;
  /** Set, move or, with null, clear what is due for a role in one slot. */
  setAlarm(alarm: Alarm): Promise<void>;
  /** One record by an author of its own, held until the coach releases what is held. */
  hold(record: Uint8Array): Promise<void>;
  withdraw(): Promise<void>;
  /** @returns how many acts went into the log */
  release(): Promise<number>;
  /** How the room's shares stand, oldest first. */
  shares(): Promise<readonly ShareStateRow[]>;
  askShare(share: NewShare): Promise<void>;
  changeShare(change: ChangeShare): Promise<void>;
  /** One framed record over HTTP. @throws LogError with the word by which it was refused */
  append(record: Uint8Array): Promise<void>;
}

/** @param base origin, or '' for the page's own */
export function createApi(base: string, log: string, credentials: Credentials): LogApi {
  const at = `${base}/api/logs/${log}`;
  const call = (method: Method, path: string, body?: Uint8Array | object): Promise<Response> =>
    ask(method, at + path, credentials, body);
  const send = async (method: Method, path: string, body?: Uint8Array | object): Promise<void> => {
    await call(method, path, body);
  };
  return {
    async greeting() {
      const { greeting } = asMap(await json(await call('GET', '/greeting'))) ?? {};
      return typeof greeting === 'string' ? greeting : null;
    },
    putGreeting: (link, sealed) => send('PUT', `/links/${link}/greeting`, { greeting: toBase64url(sealed) }),
    state: async () => state(await json(await call('GET', ''))),
    register: async () => state(await json(await call('POST', '/devices'))),
    change: (settings) => send('PATCH', '', settings),
    erase: () => send('DELETE', ''),
    links: async () => list<LinkState>(await json(await call('GET', '/links'))),
    async addLink(link) {
      const made = asMap(await json(await call('POST', '/links', link)))?.['link'];
      if (typeof made !== 'number') throw new LogError('internal');
      return made;
    },
    revokeLink: (link) => send('DELETE', `/links/${link}`),
    devices: async () => list<DeviceState>(await json(await call('GET', '/devices'))),
    revokeDevice: (device) => send('DELETE', `/devices/${device}`),
    admit: (device, yes) => send('POST', `/devices/${device}/admit`, { yes }),
    ice: async () => list<IceServers>(await json(await call('GET', '/ice'))),
    setAlarm: (alarm) => send('PUT', '/alarm', alarm),
    hold: (record) => send('PUT', '/held', record),
    withdraw: () => send('DELETE', '/held'),
    async release() {
      const released = asMap(await json(await call('POST', '/held/release')))?.['released'];
      if (typeof released !== 'number') throw new LogError('internal');
      return released;
    },
    async shares() {
      const rows = readShares(await json(await call('GET', '/shares')));
      if (rows === null) throw new LogError('internal');
      return rows;
    },
    askShare: (share) => send('POST', '/shares', share),
    changeShare: (change) => send('PATCH', '/shares', change),
    async append(record) {
      const answer = asMap(await json(await call('POST', '/entries', record)));
      const error = asMap(list<unknown>(answer?.['results'])[0])?.['error'];
      if (error !== undefined) throw new LogError(typeof error === 'string' && WORD.test(error) ? error : 'internal');
    },
    async entries(after, until, skip): Promise<EntriesPage> {
      const query = new URLSearchParams({ after: String(after), until: String(until), ...(skip ? { skip } : {}) });
      const response = await call('GET', `/entries?${query.toString()}`);
      const { headers } = response;
      return {
        head: count(headers, 'X-Flipover-Head'),
        next: count(headers, 'X-Flipover-Next'),
        bytes: await bytes(response),
      };
    },
    async keyframe() {
      try {
        const response = await call('GET', '/keyframe');
        // 204: a log without one is no error, and browsers write every 404 to the console.
        if (response.status === 204) return null;
        return { k: count(response.headers, 'X-Flipover-K'), sealed: await bytes(response) };
      } catch (error) {
        if (error instanceof LogError && error.word === 'not_found') return null;
        throw error;
      }
    },
    putKeyframe: (k, sealed) => send('PUT', `/keyframes/${k}`, sealed),
    putBlob: (id, sealed, how) => upload(`${at}/blobs/${id}`, credentials, sealed, how),
    getBlob: async (id) => bytes(await call('GET', `/blobs/${id}`)),
  };
}
