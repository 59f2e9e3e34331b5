/**
 * From a link's secret to the keys of its log.
 *
 *     owner seed ─ member ─→ member seed ─→ entry, signal, call, greeting, live/<page>
 *     seed ‖ pass ─ token/<role> ─→ token
 *     seed ‖ pass ─→ draft, hand
 *
 * The coach's link carries the owner seed, a guest's and a trainer's the member seed; workspace
 * and side log have an owner only.
 */
import { concat } from './bytes';
import type { Bytes } from './bytes';
import { fromBase64url, toBase64url } from './base64url';
import { derive, sealingKey, sha256 } from './seal';
import { randomBytes } from './random';
import type { Role } from '../wire/protocol.gen';

export const SEED_BYTES = 32;
export const PASS_BYTES = 16;
export const ID_BYTES = 16;

/** What stands behind the `#` of a link. */
export interface Secret {
  /** the seed of this very link: owner seed for coach and owner, member seed for the others */
  readonly seed: Uint8Array;
  readonly pass: Uint8Array;
}

export interface LogKeys {
  readonly log: Bytes;
  readonly entry: CryptoKey;
  readonly signal: CryptoKey;
  readonly greeting: CryptoKey;
  /** raw; safety words are derived from it */
  readonly call: Bytes;
  /** base64url; what the server knows the hash of */
  readonly token: string;
  /** what a guest's link carries */
  readonly memberSeed: Bytes;
  live(page: string): Promise<CryptoKey>;
}

/** The raw bytes behind `LogKeys`; only vectors need them. */
export interface RawKeys {
  readonly member: Bytes;
  readonly entry: Bytes;
  readonly signal: Bytes;
  readonly call: Bytes;
  readonly greeting: Bytes;
  readonly token: Bytes;
}

export async function deriveRaw(log: Bytes, role: Role, secret: Secret): Promise<RawKeys> {
  const owns = role === 'coach' || role === 'owner';
  const member = owns ? await derive(secret.seed, log, 'member', 32) : new Uint8Array(secret.seed);
  const [entry, signal, call, greeting, token] = await Promise.all([
    derive(member, log, 'entry', 32),
    derive(member, log, 'signal', 32),
    derive(member, log, 'call', 32),
    derive(member, log, 'greeting', 32),
    derive(concat(secret.seed, secret.pass), log, `token/${role}`, 32),
  ]);
  return { member, entry, signal, call, greeting, token };
}

export async function deriveKeys(log: string, role: Role, secret: Secret): Promise<LogKeys> {
  const id = fromBase64url(log, ID_BYTES);
  const raw = await deriveRaw(id, role, secret);
  const [entry, signal, greeting] = await Promise.all([raw.entry, raw.signal, raw.greeting].map(sealingKey));
  if (entry === undefined || signal === undefined || greeting === undefined) throw new Error('keys');
  const live = new Map<string, Promise<CryptoKey>>();
  return {
    log: id,
    entry,
    signal,
    greeting,
    call: raw.call,
    token: toBase64url(raw.token),
    memberSeed: raw.member,
    live(page) {
      let key = live.get(page);
      if (key === undefined) {
        key = derive(raw.member, id, `live/${page}`, 32).then(sealingKey);
        live.set(page, key);
      }
      return key;
    },
  };
}

/** base64url of SHA-256 of a token: all the server keeps of it. */
export async function tokenHash(token: string): Promise<string> {
  return toBase64url(await sha256(fromBase64url(token)));
}

/** The token of a link somebody else will use: what its hash is registered under. */
export async function tokenOf(log: string, role: Role, secret: Secret): Promise<string> {
  const ikm = concat(secret.seed, secret.pass);
  return toBase64url(await derive(ikm, fromBase64url(log, ID_BYTES), `token/${role}`, 32));
}

/** 32 bytes for what only holders of this very link share: `draft`, `hand`. */
export async function deriveOwn(log: string, secret: Secret, purpose: 'draft' | 'hand'): Promise<Bytes> {
  return derive(concat(secret.seed, secret.pass), fromBase64url(log, ID_BYTES), purpose, 32);
}

export interface DerivedLog extends Secret {
  readonly log: string;
  readonly seed: Bytes;
  readonly pass: Bytes;
}

/** A coach's workspace follows from its seed alone. */
export async function deriveWorkspace(seed: Uint8Array): Promise<DerivedLog> {
  const id = await derive(seed, new Uint8Array(0), 'workspace-id', ID_BYTES);
  return { log: toBase64url(id), seed: new Uint8Array(seed), pass: await derive(seed, id, 'pass', PASS_BYTES) };
}

/** A room's side log follows from the coach's seed; the client never receives that. */
export async function deriveSide(room: string, coachSeed: Uint8Array): Promise<DerivedLog> {
  const salt = fromBase64url(room, ID_BYTES);
  const [id, seed] = await Promise.all([
    derive(coachSeed, salt, 'side-id', ID_BYTES),
    derive(coachSeed, salt, 'side-seed', SEED_BYTES),
  ]);
  return { log: toBase64url(id), seed, pass: await derive(seed, id, 'pass', PASS_BYTES) };
}

export function newLogId(): string {
  return toBase64url(randomBytes(ID_BYTES));
}

export function newSecret(): Secret {
  return { seed: randomBytes(SEED_BYTES), pass: randomBytes(PASS_BYTES) };
}
