/**
 * The safety words with every other page of a call: says what is due, hears what comes, and keeps
 * what a person found on comparing, for this page load only.
 *
 * - Follows the certificate in use for as long as the call lasts: one that is not the first breaks
 *   the words, also after they were compared.
 * - A page keeps its words through remade connections; a page that was loaded anew is another page.
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { Bytes } from '../crypto/bytes';
import { randomBytes } from '../crypto/random';
import { SAFETY_NONCE_BYTES } from '../crypto/safety';
import type { PageId, SealedLog } from '../log/types';
import type { FarFingerprint } from './fingerprint';
import {
  answersTo, beginExchange, conclude, dueOf, hear, listOf, meet, parseSafetySignal,
  type Breach, type Exchange, type SafetySignal, type WordList,
} from './safety';

export type SafetyState =
  /** the call or the exchange is not there yet */
  | { readonly state: 'waiting' }
  /** the other page knows no safety words, or this browser does not name its certificates */
  | { readonly state: 'none'; readonly why: 'older' | 'browser' }
  /** `words`: four places in the list; `found`: what a person said on comparing */
  | { readonly state: 'words'; readonly list: WordList; readonly words: readonly number[]; readonly found: Found | null }
  | { readonly state: 'broken'; readonly why: Breach };

export type Found = 'same' | 'different';

export interface Safety {
  readonly pages: ReadonlySignal<ReadonlyMap<PageId, SafetyState>>;
  /** What a person found on comparing the words with that page; null: looks again. */
  judge(page: PageId, found: Found | null): void;
}

export interface SafetyKeys {
  /** the log's call key, 32 bytes */
  readonly callKey: Uint8Array;
  /** the room's language, as this page knows it */
  readonly list: WordList;
}

/** What is asked of a page in the call. */
export interface FollowedPage {
  readonly page: PageId;
  farFingerprint(): Promise<FarFingerprint>;
}

export interface SafetyBook extends Safety {
  /**
   * Called twice a second for every page in the call.
   *
   * @param reachable through the server
   * @param now ms, of a clock that only rises
   */
  follow(page: FollowedPage, reachable: boolean, now: number): void;
  dispose(): void;
}

/** Signals may be lost; an exchange takes three of them, and nobody waits for it with open eyes. */
const SAY_AGAIN_MS = 2_000;
/** So often without any answer while the call stands: the other page knows no safety words. */
const UNANSWERED = 5;
/**
 * Pages in one page load. Each is one more draw for whoever makes up pages on both sides until two
 * draws are alike: 256 on each leave a chance of 2^-28.
 */
const MAX_PAGES = 256;

interface Row {
  exchange: Exchange | null;
  far: FarFingerprint;
  saidAt: number;
  unanswered: number;
  found: Found | null;
  /** one after the other, since each step builds on the last */
  work: Promise<void>;
}

export function createSafetyBook(
  log: Pick<SealedLog, 'page' | 'sendSignal' | 'onSignal'>,
  keys: SafetyKeys | null,
  ownFingerprint: () => Promise<Bytes | null>,
  random: (length: number) => Bytes = randomBytes,
): SafetyBook {
  const rows = new Map<PageId, Row>();
  const pages = signal<ReadonlyMap<PageId, SafetyState>>(new Map());

  function show(page: PageId, row: Row): void {
    const now = stateOf(row);
    const before = pages.peek().get(page);
    if (JSON.stringify(before) !== JSON.stringify(now)) pages.value = new Map(pages.peek()).set(page, now);
  }

  function queue(page: PageId, row: Row, step: () => Promise<void>): void {
    row.work = row.work
      .then(step)
      .catch((error: unknown) => {
        // The connection was closed in between; the next look sees the next one.
        console.debug('safety words', error);
      })
      .then(() => show(page, row));
  }

  function say(page: PageId, signals: readonly SafetySignal[]): void {
    for (const one of signals) {
      // Not sent is as good as lost: it is said again.
      log.sendSignal(page, one).catch(() => undefined);
    }
  }

  async function begin(page: PageId, row: Row): Promise<Exchange | null> {
    if (row.exchange !== null || keys === null) return row.exchange;
    const fingerprint = await ownFingerprint();
    if (fingerprint === null) {
      row.far = 'untold';
      return null;
    }
    const own = { page: log.page, fingerprint, nonce: random(SAFETY_NONCE_BYTES) };
    row.exchange = await beginExchange(own, keys.list, page);
    return row.exchange;
  }

  async function look(followed: FollowedPage, row: Row, reachable: boolean, now: number): Promise<void> {
    const { page } = followed;
    let exchange = await begin(page, row);
    if (exchange === null || keys === null) return;
    row.far = await followed.farFingerprint();
    if (row.far !== null && row.far !== 'untold') exchange = await conclude(meet(exchange, row.far), keys.callKey);
    row.exchange = exchange;
    if (!reachable || now - row.saidAt < SAY_AGAIN_MS) return;
    row.saidAt = now;
    const due = dueOf(exchange);
    if (due.length > 0 && row.far !== null) row.unanswered += 1;
    say(page, due);
  }

  const stop =
    keys === null
      ? () => undefined
      : log.onSignal((from, body) => {
          const heard = parseSafetySignal(body);
          const row = rows.get(from);
          // Of a page that is not in the call yet nothing is needed: it says it again.
          if (heard === null || row === undefined) return;
          queue(from, row, async () => {
            if (row.exchange === null) return;
            const next = hear(row.exchange, heard);
            say(from, answersTo(next, heard));
            row.exchange = await conclude(next, keys.callKey);
            row.unanswered = 0;
          });
        });

  return {
    pages,
    follow(followed, reachable, now) {
      if (keys === null) return;
      let row = rows.get(followed.page);
      if (row === undefined) {
        if (rows.size >= MAX_PAGES) return;
        row = { exchange: null, far: null, saidAt: -Infinity, unanswered: 0, found: null, work: Promise.resolve() };
        rows.set(followed.page, row);
      }
      const kept = row;
      queue(followed.page, kept, () => look(followed, kept, reachable, now));
    },
    judge(page, found) {
      const row = rows.get(page);
      if (!row?.exchange?.words) return;
      row.found = found;
      show(page, row);
    },
    dispose: stop,
  };
}

function stateOf({ exchange, far, unanswered, found }: Row): SafetyState {
  if (exchange?.broken) return { state: 'broken', why: exchange.broken };
  if (exchange?.words) return { state: 'words', list: listOf(exchange), words: exchange.words, found };
  if (far === 'untold') return { state: 'none', why: 'browser' };
  if (unanswered >= UNANSWERED && exchange?.commitment === null) return { state: 'none', why: 'older' };
  return { state: 'waiting' };
}
