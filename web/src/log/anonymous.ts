/**
 * Acts that are held by the server and released together, without anybody's name on them.
 *
 * Each is by an author of its own, and its body says nothing that differs from person to person: its
 * clock is the same for all, and it has seen nothing. The server knows by which link it came.
 */
import { toBase64url } from '../crypto/base64url';
import { encodeHeader, encodeRecord, sealBody } from '../crypto/entry';
import type { LogKeys } from '../crypto/keys';
import { randomBytes } from '../crypto/random';
import type { Kind, Role } from '../wire/protocol.gen';
import type { LogApi } from './api';
import type { AuthorId } from './types';

/** In bytes, of H; zeros with seq 0 mean nothing seen, and are compared with nothing. */
const NOTHING_SEEN = [0, new Uint8Array(16)] as const;

export interface Anonymous {
  /**
   * Have the server hold an act in place of the one it held for this link.
   * @param clock ms since the epoch; the same for everybody
   * @throws LogError
   */
  hold(kind: Kind, clock: number, make: (author: AuthorId) => unknown): Promise<void>;
  withdraw(): Promise<void>;
  /** A coach's: all that is held goes into the log. @returns how many */
  release(): Promise<number>;
}

export function createAnonymous(
  log: string,
  role: Role,
  keys: Pick<LogKeys, 'entry'>,
  api: Pick<LogApi, 'hold' | 'withdraw' | 'release'>,
): Anonymous {
  return {
    async hold(kind, clock, make) {
      const author = toBase64url(randomBytes(8));
      const headerBytes = encodeHeader({ log, kind, role, author, n: 0, notify: false, drop: false, refs: [], blobs: [] });
      const body = { clock, seen: NOTHING_SEEN, data: make(author), inBlobs: false };
      const bytes = await sealBody(keys.entry, headerBytes, body);
      await api.hold(encodeRecord({ headerBytes, seq: 0, at: 0, form: 'sealed', bytes }));
    },
    withdraw: () => api.withdraw(),
    release: () => api.release(),
  };
}
