/**
 * What people do with a share: ask, answer, make, end. The server is told, the log says what for.
 *
 * Each act can be done again after it broke off half way; nothing is done twice.
 */
import { toBase64url } from '../crypto/base64url';
import { deriveKeys, tokenHash, tokenOf } from '../crypto/keys';
import { randomBytes } from '../crypto/random';
import { createApi, createLog, type Credentials, type LogApi } from '../log/api';
import { LogError } from '../log/LogError';
import type { NewLog } from '../wire/protocol.gen';
import { answerData, askingData, endData, type Answer, type Asking } from './lent';
import type { ShareLinks } from './links';
import { sealRecording } from './recording';

/** Appends to the room's log. */
export interface SayIt {
  append(kind: 'agreement', data: unknown): Promise<unknown>;
}

type RoomShares = Pick<LogApi, 'askShare' | 'changeShare'>;

/** Ask; nothing follows until everybody who took part has said yes. */
export async function askFor(room: RoomShares, log: SayIt, asking: Asking): Promise<void> {
  // Sealed first: an asking that nobody could read would frighten, one that nobody hears does not.
  await log.append('agreement', askingData(asking));
  await room.askShare({ share: asking.share, until: asking.until });
}

/**
 * `later` is told to nobody but the coach, by the log.
 *
 * A yes is written down before it counts, a no counts before it is written down.
 */
export async function answerTo(room: RoomShares, log: SayIt, share: string, answer: Answer): Promise<void> {
  if (answer === 'no') await room.changeShare({ share, state: 'refused' });
  await log.append('agreement', answerData(share, answer));
  if (answer === 'yes') await room.changeShare({ share, state: 'granted' });
}

export async function endIt(room: RoomShares, log: SayIt, share: string): Promise<void> {
  // The server first: what is over must be unreadable though the line break a moment later.
  await room.changeShare({ share, state: 'ended' });
  await log.append('agreement', endData(share));
}

/**
 * Make a share that was granted, and put *recording* into it.
 *
 * @param room the room's id and the coach's credentials in it
 * @param device the coach's in the share
 * @throws LogError `not_allowed` while a yes is missing, `ended` after a no or the end
 */
export async function makeShare(
  room: { readonly base: string; readonly log: string; readonly credentials: Credentials },
  links: ShareLinks,
  device: string,
  recording: Uint8Array,
  clock: number,
): Promise<void> {
  const { share } = links;
  const [own, trainer] = await Promise.all([tokenOf(share, 'coach', links.coach), tokenOf(share, 'trainer', links.trainer)]);
  const body: NewLog = {
    log: share,
    kind: 'share',
    owner: room.log,
    links: [
      { role: 'coach', token_hash: await tokenHash(own) },
      { role: 'trainer', token_hash: await tokenHash(trainer) },
    ],
  };
  try {
    await createLog(room.base, room.credentials, body);
  } catch (error) {
    // Made before the line broke: what is missing in it follows.
    if (!(error instanceof LogError && error.word === 'exists')) throw error;
  }
  const api = createApi(room.base, share, { token: own, device });
  await api.register();
  if ((await api.entries(0, 1)).head > 0) return;
  const keys = await deriveKeys(share, 'coach', links.coach);
  const { record, blobs } = await sealRecording(keys, toBase64url(randomBytes(8)), recording, clock);
  for (const { id, sealed } of blobs) await api.putBlob(id, sealed);
  await api.append(record);
}
