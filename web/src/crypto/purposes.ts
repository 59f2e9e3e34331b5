/**
 * What is sealed and is no entry: greeting, knock, signal, live message, keyframe.
 *
 * The purpose stands in the additional data, so none of them can be passed off as another.
 */
import { fromBase64url } from './base64url';
import { ascii, concat, u64 } from './bytes';
import type { Bytes } from './bytes';
import { CryptoError } from './errors';
import type { LogKeys } from './keys';
import { asMap, packed, unpacked } from './msgpack';
import { padded, unpadded } from './padding';
import { seal, unseal } from './seal';

const VERSION = Uint8Array.of(1);

async function sealValue(key: CryptoKey, value: unknown, aad: Bytes, nonce?: Uint8Array): Promise<Bytes> {
  return seal(key, padded(packed(value)), aad, nonce);
}

async function openValue(key: CryptoKey, sealed: Uint8Array, aad: Bytes): Promise<unknown> {
  return unpacked(unpadded(await unseal(key, sealed, aad)));
}

// --- greeting -----------------------------------------------------------------------------------

/** What the threshold says before anybody is let in. */
export interface Greeting {
  readonly coach: string;
  readonly lang: 'nl' | 'en';
  /** ms since the epoch; when the room ends */
  readonly until: number;
  readonly agreed: string;
  /** agreed time to answer, in words; may be empty */
  readonly answer: string;
  readonly knock: 'every' | 'new' | 'never';
  readonly guest?: string;
  /** what the coach wrote for when somebody needs help at once; may be absent */
  readonly help?: string;
}

const greetingAad = (log: Uint8Array): Bytes => concat(VERSION, log, ascii('greeting'));

export function sealGreeting(
  keys: Pick<LogKeys, 'greeting' | 'log'>,
  greeting: Greeting,
  nonce?: Uint8Array,
): Promise<Bytes> {
  return sealValue(keys.greeting, { v: 1, ...greeting }, greetingAad(keys.log), nonce);
}

/** @throws CryptoError */
export async function openGreeting(keys: Pick<LogKeys, 'greeting' | 'log'>, sealed: Uint8Array): Promise<Greeting> {
  const map = asMap(await openValue(keys.greeting, sealed, greetingAad(keys.log)));
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  if (map === null || typeof map['coach'] !== 'string' || typeof map['until'] !== 'number') {
    throw new CryptoError('bad_body');
  }
  const { knock, guest } = map;
  return {
    coach: map['coach'],
    lang: map['lang'] === 'nl' ? 'nl' : 'en',
    until: map['until'],
    agreed: text(map['agreed']),
    answer: text(map['answer']),
    knock: knock === 'every' || knock === 'never' ? knock : 'new',
    ...(typeof guest === 'string' ? { guest } : {}),
    ...(typeof map['help'] === 'string' ? { help: map['help'] } : {}),
  };
}

// --- knock --------------------------------------------------------------------------------------

export interface KnockData {
  readonly name: string;
  readonly form: string;
}

const knockAad = (log: Uint8Array, page: string): Bytes => concat(VERSION, log, ascii('knock'), fromBase64url(page, 8));

export function sealKnock(
  keys: Pick<LogKeys, 'signal' | 'log'>,
  page: string,
  knock: KnockData,
  nonce?: Uint8Array,
): Promise<Bytes> {
  return sealValue(keys.signal, { v: 1, ...knock }, knockAad(keys.log, page), nonce);
}

/** @throws CryptoError */
export async function openKnock(
  keys: Pick<LogKeys, 'signal' | 'log'>,
  page: string,
  sealed: Uint8Array,
): Promise<KnockData> {
  const map = asMap(await openValue(keys.signal, sealed, knockAad(keys.log, page)));
  if (map === null || typeof map['name'] !== 'string' || typeof map['form'] !== 'string') {
    throw new CryptoError('bad_body');
  }
  return { name: map['name'], form: map['form'] };
}

// --- signal -------------------------------------------------------------------------------------

export interface SignalRoute {
  readonly from: string;
  readonly to: string;
  readonly counter: number;
}

const signalAad = (log: Uint8Array, route: SignalRoute): Bytes =>
  concat(VERSION, log, ascii('signal'), fromBase64url(route.from, 8), fromBase64url(route.to, 8), u64(route.counter));

export function sealSignal(
  keys: Pick<LogKeys, 'signal' | 'log'>,
  route: SignalRoute,
  body: unknown,
  nonce?: Uint8Array,
): Promise<Bytes> {
  return sealValue(keys.signal, body, signalAad(keys.log, route), nonce);
}

/** @throws CryptoError */
export function openSignal(
  keys: Pick<LogKeys, 'signal' | 'log'>,
  route: SignalRoute,
  sealed: Uint8Array,
): Promise<unknown> {
  return openValue(keys.signal, sealed, signalAad(keys.log, route));
}

// --- live ---------------------------------------------------------------------------------------

const liveAad = (log: Uint8Array, page: string): Bytes => concat(VERSION, log, ascii('live'), fromBase64url(page, 8));

export async function sealLive(
  keys: Pick<LogKeys, 'live' | 'log'>,
  page: string,
  body: unknown,
  nonce?: Uint8Array,
): Promise<Bytes> {
  return sealValue(await keys.live(page), body, liveAad(keys.log, page), nonce);
}

/** @throws CryptoError */
export async function openLive(keys: Pick<LogKeys, 'live' | 'log'>, page: string, sealed: Uint8Array): Promise<unknown> {
  return openValue(await keys.live(page), sealed, liveAad(keys.log, page));
}

// --- keyframe -----------------------------------------------------------------------------------

/** The board at *k*, so that a joiner needs not fold what came before. */
export interface Keyframe {
  readonly k: number;
  /** H(k) */
  readonly h: Uint8Array;
  /** each author's next n after k */
  readonly next: Readonly<Record<string, number>>;
  readonly board: Uint8Array;
}

const keyframeAad = (log: Uint8Array, k: number): Bytes => concat(VERSION, log, ascii('keyframe'), u64(k));

export function sealKeyframe(
  keys: Pick<LogKeys, 'entry' | 'log'>,
  frame: Keyframe,
  nonce?: Uint8Array,
): Promise<Bytes> {
  const { k, h, next, board } = frame;
  return sealValue(keys.entry, { v: 1, k, h, next, board }, keyframeAad(keys.log, k), nonce);
}

/** @throws CryptoError */
export async function openKeyframe(
  keys: Pick<LogKeys, 'entry' | 'log'>,
  k: number,
  sealed: Uint8Array,
): Promise<Keyframe> {
  const map = asMap(await openValue(keys.entry, sealed, keyframeAad(keys.log, k)));
  if (map === null) throw new CryptoError('bad_body');
  const { h, board } = map;
  const next = asMap(map['next']);
  if (map['k'] !== k || !(h instanceof Uint8Array) || h.length !== 32) throw new CryptoError('bad_body');
  if (!(board instanceof Uint8Array) || next === null) throw new CryptoError('bad_body');
  const counts: { [author: string]: number } = {};
  for (const [author, n] of Object.entries(next)) {
    if (typeof n !== 'number' || !Number.isSafeInteger(n) || n < 0) throw new CryptoError('bad_body');
    counts[author] = n;
  }
  return { k, h, next: counts, board };
}
