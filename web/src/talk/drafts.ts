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
import { readQuotes } from './quotes';
import type { Draft } from './talk';
import { isFields } from './shapes';

export const NO_DRAFT: Draft = { text: '', quotes: [] };

export interface Drafts {
  /** what was left here; {@link NO_DRAFT} when nothing was, or nothing that this link opens */
  load(): Promise<Draft>;
  keep(draft: Draft): void;
  /** Settles when everything kept so far is written down. */
  settled(): Promise<void>;
}

export const isEmpty = ({ text, quotes }: Draft): boolean => text === '' && quotes.length === 0;

export async function createDrafts(log: string, secret: Secret, storage: Pick<Storage, 'draft' | 'keepDraft'>): Promise<Drafts> {
  const key = await sealingKey(await deriveOwn(log, secret, 'draft'));
  const aad = concat(Uint8Array.of(1), fromBase64url(log, ID_BYTES), ascii('draft'));
  let waiting: Draft | null = null;
  let writing: Promise<void> | null = null;

  async function write(): Promise<void> {
    for (let draft = waiting; draft !== null; draft = waiting) {
      waiting = null;
      const sealed = isEmpty(draft) ? null : await seal(key, padded(packed({ v: 1, ...draft })), aad);
      // A device without room or database must not keep anybody from writing.
      await storage.keepDraft(log, sealed).catch(() => undefined);
    }
    writing = null;
  }

  return {
    async load() {
      try {
        const row = await storage.draft(log);
        if (row === null) return NO_DRAFT;
        const map = unpacked(unpadded(await unseal(key, row.sealed, aad)));
        if (!isFields(map) || typeof map['text'] !== 'string') return NO_DRAFT;
        return { text: map['text'], quotes: readQuotes(map['quotes']) };
      } catch {
        return NO_DRAFT;
      }
    },
    keep(draft) {
      waiting = draft;
      writing ??= write();
    },
    settled: () => writing ?? Promise.resolve(),
  };
}
