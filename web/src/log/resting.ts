/**
 * Messages that rest on the server before the other sees them: to be read again, changed, withdrawn.
 *
 * They lie there sealed, and are released by the server's clock whether or not this page is there. An
 * answer can be lost: whoever does not know how it went asks again with the same letter.
 */
import { fromBase64url } from '../crypto/base64url';
import type { LetterApi } from './letterApi';
import { LogError } from './LogError';
import type { AppendOptions, AuthorId, SealedApart, SealedLog } from './types';

export interface Resting {
  readonly author: AuthorId;
  /** ms since the epoch, server clock */
  readonly dueAt: number;
  /** ms from when the server answered; to be shown by this, since clocks differ */
  readonly leftMs: number;
  /** shape not yet checked; undefined when it cannot be read */
  readonly data: unknown;
}

export type Held =
  | { readonly is: 'resting'; readonly dueAt: number; readonly leftMs: number }
  /** this very letter is in the log already */
  | { readonly is: 'released'; readonly seq: number }
  /** what it was to replace has been released: both stay as they are */
  | { readonly is: 'too_late' }
  /** what it was to replace was withdrawn, perhaps by another page of this link */
  | { readonly is: 'withdrawn' };

export interface RestingLetters {
  /** Seal a `talk`. @param make its data, or a promise of it; it may have to name its author */
  seal(make: (author: AuthorId) => unknown, options?: Pick<AppendOptions, 'notify' | 'refs'>): Promise<SealedApart>;
  /** @param restMs MIN_REST_MS..MAX_REST_MS, from now @throws LogError */
  hold(letter: SealedApart, restMs: number, inPlaceOf?: AuthorId): Promise<Held>;
  /** Those of this link, from whichever page, soonest due first. @throws LogError */
  list(): Promise<readonly Resting[]>;
  /** False: it has been released. True: nothing of it is left on the server. @throws LogError */
  withdraw(author: AuthorId): Promise<boolean>;
}

export function createResting(
  log: Pick<SealedLog, 'sealApart' | 'openApart'>,
  api: Pick<LetterApi, 'rest' | 'resting' | 'withdrawResting'>,
): RestingLetters {
  return {
    seal: (make, options = {}) => log.sealApart('talk', make, options),
    async hold({ record }, restMs, inPlaceOf) {
      try {
        const { due_at, left_ms, seq = 0 } = await api.rest(record, restMs, inPlaceOf);
        return seq > 0 ? { is: 'released', seq } : { is: 'resting', dueAt: due_at, leftMs: left_ms };
      } catch (error) {
        if (inPlaceOf === undefined || !(error instanceof LogError)) throw error;
        if (error.word === 'conflict') return { is: 'too_late' };
        if (error.word === 'not_found') return { is: 'withdrawn' };
        throw error;
      }
    },
    async list() {
      const rows = await api.resting();
      return Promise.all(
        rows.map(async ({ author, due_at, left_ms, record }) => {
          const data = record == null ? undefined : await opened(log, record);
          return { author, dueAt: due_at, leftMs: left_ms, data };
        }),
      );
    },
    async withdraw(author) {
      try {
        await api.withdrawResting(author);
        return true;
      } catch (error) {
        if (error instanceof LogError && error.word === 'conflict') return false;
        throw error;
      }
    },
  };
}

async function opened(log: Pick<SealedLog, 'openApart'>, record: string): Promise<unknown> {
  try {
    return await log.openApart(fromBase64url(record));
  } catch {
    return undefined;
  }
}
