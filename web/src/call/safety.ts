/**
 * How two pages come to their safety words: commit, reveal, check.
 *
 * Pure: plain data in, plain data out; nonces are handed in, and there is no clock. What it guards
 * against holds the link and runs the server, so it can write any signal. It must not learn our
 * nonce while it may still choose its own:
 *
 * - our nonce is revealed only to a page whose commitment we hold, and that commitment is final;
 * - the nonce is fresh for each page, so that what one page learns says nothing to another;
 * - the far fingerprint is that of the certificate DTLS really uses (see fingerprint.ts), never
 *   what a signal says.
 *
 * `broken` is for good, since an honest page of the same id would have to be loaded anew.
 */
import { equal, type Bytes } from '../crypto/bytes';
import { asMap } from '../crypto/msgpack';
import { COMMITMENT_BYTES, SAFETY_NONCE_BYTES, commitmentOf, safetyWords, type SafetySide } from '../crypto/safety';
import type { PageId } from '../log/types';

export type WordList = 'nl' | 'en';

export type SafetySignal =
  /** `have`: I hold your commitment; `list`: the room's language, as I know it */
  | { readonly t: 'commit'; readonly c: Bytes; readonly have: boolean; readonly list: WordList }
  | { readonly t: 'reveal'; readonly n: Bytes };

/** What does not fit: a second commitment, a nonce, a certificate other than the one committed to. */
export type Breach = 'commit' | 'reveal' | 'certificate';

export interface Exchange {
  readonly own: SafetySide;
  readonly ownCommitment: Bytes;
  readonly ownList: WordList;
  readonly page: PageId;
  /** the other page's, each null until it is known */
  readonly commitment: Bytes | null;
  readonly list: WordList | null;
  readonly nonce: Bytes | null;
  readonly fingerprint: Bytes | null;
  /** places in the list; once there they stay */
  readonly words: readonly number[] | null;
  readonly broken: Breach | null;
}

/** Begin with one page; *own* must hold a nonce made for it alone. */
export async function beginExchange(own: SafetySide, ownList: WordList, page: PageId): Promise<Exchange> {
  return {
    own,
    ownCommitment: await commitmentOf(own.nonce, own.fingerprint),
    ownList,
    page,
    commitment: null,
    list: null,
    nonce: null,
    fingerprint: null,
    words: null,
    broken: null,
  };
}

/** Take what the other page says. A nonce before its commitment is not taken: it binds nobody. */
export function hear(exchange: Exchange, signal: SafetySignal): Exchange {
  if (exchange.broken !== null) return exchange;
  const { commitment, nonce } = exchange;
  if (signal.t === 'commit') {
    if (commitment === null) return { ...exchange, commitment: signal.c, list: signal.list };
    return equal(commitment, signal.c) ? exchange : broken(exchange, 'commit');
  }
  if (commitment === null) return exchange;
  if (nonce === null) return { ...exchange, nonce: signal.n };
  return equal(nonce, signal.n) ? exchange : broken(exchange, 'reveal');
}

/** Take the fingerprint of the certificate that is in use with the other page; `several` is a breach. */
export function meet(exchange: Exchange, fingerprint: Bytes | 'several'): Exchange {
  if (exchange.broken !== null) return exchange;
  if (fingerprint === 'several') return broken(exchange, 'certificate');
  if (exchange.fingerprint === null) return { ...exchange, fingerprint };
  return equal(exchange.fingerprint, fingerprint) ? exchange : broken(exchange, 'certificate');
}

/** Once all is known: check nonce and certificate against the commitment, and derive the words. */
export async function conclude(exchange: Exchange, callKey: Uint8Array): Promise<Exchange> {
  const { own, page, commitment, nonce, fingerprint } = exchange;
  if (exchange.broken !== null || exchange.words !== null) return exchange;
  if (commitment === null || nonce === null || fingerprint === null) return exchange;
  if (!equal(await commitmentOf(nonce, fingerprint), commitment)) return broken(exchange, 'reveal');
  return { ...exchange, words: await safetyWords(callKey, own, { page, fingerprint, nonce }) };
}

/** What to answer at once to what was just heard. Nothing answers a nonce, so two that have finished fall silent. */
export function answersTo(exchange: Exchange, signal: SafetySignal): readonly SafetySignal[] {
  const { commitment, broken: breach } = exchange;
  if (signal.t === 'reveal' || breach !== null || commitment === null) return [];
  return signal.have ? [reveal(exchange)] : [commit(exchange), reveal(exchange)];
}

/** What to say, again and again, until the other's nonce is here: any of it may have been lost. */
export function dueOf(exchange: Exchange): readonly SafetySignal[] {
  if (exchange.broken !== null || exchange.nonce !== null) return [];
  return exchange.commitment === null ? [commit(exchange)] : [commit(exchange), reveal(exchange)];
}

/** The list both read from: that of the page with the smaller id, whatever languages they know. */
export function listOf(exchange: Exchange): WordList {
  return exchange.own.page < exchange.page ? exchange.ownList : (exchange.list ?? exchange.ownList);
}

function commit(exchange: Exchange): SafetySignal {
  const { ownCommitment, commitment, ownList } = exchange;
  return { t: 'commit', c: ownCommitment, have: commitment !== null, list: ownList };
}

function reveal({ own }: Exchange): SafetySignal {
  return { t: 'reveal', n: new Uint8Array(own.nonce) };
}

function broken(exchange: Exchange, why: Breach): Exchange {
  return { ...exchange, broken: why, words: null };
}

/** @returns null for what is none: other signals, and what is malformed */
export function parseSafetySignal(body: unknown): SafetySignal | null {
  const map = asMap(body);
  if (map === null) return null;
  const { t, c, n, have, list } = map;
  if (t === 'commit' && typeof have === 'boolean' && (list === 'nl' || list === 'en')) {
    return isBytes(c, COMMITMENT_BYTES) ? { t, c, have, list } : null;
  }
  return t === 'reveal' && isBytes(n, SAFETY_NONCE_BYTES) ? { t, n } : null;
}

function isBytes(value: unknown, length: number): value is Bytes {
  return value instanceof Uint8Array && value.length === length;
}
