/**
 * What is being written, kept on this device between one visit and the next.
 *
 * Sealed under a key that only the link gives: who has the device but not the link reads nothing. It
 * belongs to the device, goes nowhere, and is never sent by itself. Every change is kept at once; while
 * one is being written down the newest of those that follow waits, so that typing never queues up.
 */
import { fromBase64url } from '../crypto/base64url';
import { ascii, concat } from '../crypto/bytes';
import { deriveOwn, ID_BYTES, type Secret } from '../crypto/keys';
import { packed, unpacked } from '../crypto/msgpack';
import { padded, unpadded } from '../crypto/padding';
import { seal, sealingKey, unseal } from '../crypto/seal';
import type { Storage } from '../log/database';
import type { AuthorId } from '../log/types';
import { readQuotes } from './quotes';
import type { Draft } from './talk';
import { isFields } from '../wire/shapes';

export const NO_DRAFT: Draft = { text: '', quotes: [] };

/** A letter that rested, on its way back to its writer or off to the other. */
export interface Moving {
  /** under which it rests */
  readonly author: AuthorId;
  /** id of the message as which it is sent; null when it comes back to be written on */
  readonly sentAs: string | null;
  readonly draft: Draft;
}

export interface Drafts {
  /** what was left here; {@link NO_DRAFT} when nothing was, or nothing that this link opens */
  load(): Promise<Draft>;
  keep(draft: Draft): void;
  /** What a page was moving when it went away. */
  moving(): Promise<Moving | null>;
  /** Settles when it is written down. */
  move(moving: Moving | null): Promise<void>;
  /** Settles when everything kept so far is written down. */
  settled(): Promise<void>;
}

export const isEmpty = ({ text, quotes }: Draft): boolean => text === '' && quotes.length === 0;

export async function createDrafts(log: string, secret: Secret, storage: Pick<Storage, 'draft' | 'keepDraft'>): Promise<Drafts> {
  const key = await sealingKey(await deriveOwn(log, secret, 'draft'));
  const aad = concat(Uint8Array.of(1), fromBase64url(log, ID_BYTES), ascii('draft'));
  let waits = false;
  let writing: Promise<void> | null = null;
  // Both lie in one row: what changes one must know the other.
  let { draft, moving } = await read();

  async function read(): Promise<{ readonly draft: Draft; readonly moving: Moving | null }> {
    try {
      const row = await storage.draft(log);
      const map = row === null ? null : unpacked(unpadded(await unseal(key, row.sealed, aad)));
      if (isFields(map)) return { draft: readDraft(map) ?? NO_DRAFT, moving: readMoving(map['moving']) };
    } catch {
      // As if nothing had been left.
    }
    return { draft: NO_DRAFT, moving: null };
  }
  async function write(): Promise<void> {
    while (waits) {
      waits = false;
      const sealed = isEmpty(draft) && moving === null ? null : await seal(key, padded(packed({ v: 1, ...draft, ...(moving === null ? {} : { moving }) })), aad);
      // A device without room or database must not keep anybody from writing.
      await storage.keepDraft(log, sealed).catch(() => undefined);
    }
    writing = null;
  }
  function keep(): Promise<void> {
    waits = true;
    return (writing ??= write());
  }

  return {
    load: async () => (await read()).draft,
    keep(next) {
      draft = next;
      void keep();
    },
    moving: async () => (await read()).moving,
    move(next) {
      moving = next;
      return keep();
    },
    settled: () => writing ?? Promise.resolve(),
  };
}

function readDraft(map: Readonly<Record<string, unknown>>): Draft | null {
  return typeof map['text'] === 'string' ? { text: map['text'], quotes: readQuotes(map['quotes']) } : null;
}

function readMoving(map: unknown): Moving | null {
  if (!isFields(map) || typeof map['author'] !== 'string') return null;
  const { author, sentAs } = map;
  const draft = isFields(map['draft']) ? readDraft(map['draft']) : null;
  return draft === null ? null : { author, sentAs: typeof sentAs === 'string' ? sentAs : null, draft };
}
