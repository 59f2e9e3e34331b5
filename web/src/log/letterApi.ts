/** The routes of written coaching: what rests, what is due, and who is told by e-mail. */
import type { Alarm, AskNotice, HeldState, NoticeRow, NoticeState } from '../wire/protocol.gen';
import { readAlarms, readHeld, readNotice, readNotices, readResting } from '../wire/guards';
import { ask, json } from './api';
import type { Credentials } from './api';
import { LogError } from './LogError';
import type { AuthorId } from './types';

export interface LetterApi {
  /**
   * Have one message by an author of its own rest. The same record may be sent again after a lost answer.
   * @param restMs MIN_REST_MS..MAX_REST_MS @param inPlaceOf author of an own one that rests
   * @throws LogError `conflict`: that one has been released · `not_found`: it was withdrawn · `ended`: the
   *   room ends before · `too_large`: enough of this link rests
   */
  rest(record: Uint8Array, restMs: number, inPlaceOf?: AuthorId): Promise<HeldState>;
  /** Own messages that rest, with their records, soonest due first. */
  resting(): Promise<readonly HeldState[]>;
  /** When it comes back nothing of it is on the server. @throws LogError `conflict`: it has been released */
  withdrawResting(author: AuthorId): Promise<void>;
  /** All that is due in this room, soonest first, passed or not. */
  alarms(): Promise<readonly Alarm[]>;
  /** The address of one's own link, and how it stands. */
  notice(): Promise<NoticeState>;
  /** A question goes to the address; nothing else before its holder said yes there. @throws LogError `malformed` */
  askNotice(asked: AskNotice): Promise<NoticeState>;
  dropNotice(): Promise<void>;
  /** For a coach: which links are told by e-mail, and whether that works. */
  notices(): Promise<readonly NoticeRow[]>;
}

/** @throws LogError `internal`: not what the server should say */
async function read<T>(guard: (value: unknown) => T | null, answer: Promise<Response>): Promise<T> {
  const found = guard(await json(await answer));
  if (found === null) throw new LogError('internal');
  return found;
}

/** @param base origin, or '' for the page's own */
export function createLetterApi(base: string, log: string, credentials: Credentials): LetterApi {
  const at = `${base}/api/logs/${log}`;
  return {
    rest(record, restMs, inPlaceOf) {
      const query = new URLSearchParams({ rest_ms: String(restMs), ...(inPlaceOf ? { in_place_of: inPlaceOf } : {}) });
      return read(readHeld, ask('PUT', `${at}/held?${query.toString()}`, credentials, record));
    },
    resting: () => read(readResting, ask('GET', `${at}/held`, credentials)),
    async withdrawResting(author) {
      await ask('DELETE', `${at}/held/${author}`, credentials);
    },
    alarms: () => read(readAlarms, ask('GET', `${at}/alarm`, credentials)),
    notice: () => read(readNotice, ask('GET', `${at}/notice`, credentials)),
    askNotice: (asked) => read(readNotice, ask('PUT', `${at}/notice`, credentials, asked)),
    async dropNotice() {
      await ask('DELETE', `${at}/notice`, credentials);
    },
    notices: () => read(readNotices, ask('GET', `${at}/notices`, credentials)),
  };
}
