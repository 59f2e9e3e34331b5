/**
 * What people do with a share: ask, answer, make, end. The server is told, the log says what for.
 *
 * Each act can be done again after it broke off half way; nothing is done twice.
 */
import { toBase64url } from '../crypto/base64url';
import { deriveKeys, tokenHash } from '../crypto/keys';
import { sealGreeting, type Greeting } from '../crypto/purposes';
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
  try {
    await room.askShare({ share: asking.share, until: asking.until });
  } catch (error) {
    if (!(error instanceof LogError && error.word === 'exists')) throw error;
  }
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

/** What {@link makeShare} is given. */
export interface Making {
  /** the room's id and the coach's credentials in it */
  readonly room: { readonly base: string; readonly log: string; readonly credentials: Credentials };
  readonly links: ShareLinks;
  /** its log is there already, as the server says: only what is missing in it follows */
  readonly made: boolean;
  /** the coach's in the share */
  readonly device: string;
  /** what the trainer's link says before it is opened */
  readonly greeting: Greeting;
  /** what is lent; asked for only where it is not there yet */
  recording(): Promise<Uint8Array>;
  /** ms */
  readonly clock: number;
  /** 0..1 of the bytes that went up */
  onProgress?(done: number): void;
}

/**
 * Make a share that was granted, and put what is lent into it; done again, it goes on where it stopped.
 *
 * @throws LogError `not_allowed` while a yes is missing, `ended` after a no or the end
 */
export async function makeShare({ room, links, made, device, greeting, recording, clock, onProgress }: Making): Promise<void> {
  const { share } = links;
  const [coach, trainer] = await Promise.all([deriveKeys(share, 'coach', links.coach), deriveKeys(share, 'trainer', links.trainer)]);
  const body: NewLog = {
    log: share,
    kind: 'share',
    owner: room.log,
    links: [
      { role: 'coach', token_hash: await tokenHash(coach.token) },
      { role: 'trainer', token_hash: await tokenHash(trainer.token), greeting: toBase64url(await sealGreeting(trainer, greeting)) },
    ],
  };
  try {
    if (!made) await createLog(room.base, room.credentials, body);
  } catch (error) {
    // Another page of the coach's was first, or the line broke before the answer came.
    if (!(error instanceof LogError && error.word === 'exists')) throw error;
  }
  const api = createApi(room.base, share, { token: coach.token, device });
  await api.register();
  const filled = async (): Promise<boolean> => (await api.entries(0, 1)).head > 0;
  if (await filled()) return;
  const { record, blobs } = await sealRecording(coach, toBase64url(randomBytes(8)), await recording(), clock);
  const all = blobs.reduce((sum, { sealed }) => sum + sealed.length, 0);
  let gone = 0;
  for (const { id, sealed } of blobs) {
    await api.putBlob(id, sealed, { onProgress: (part) => onProgress?.((gone + part * sealed.length) / all) });
    gone += sealed.length;
  }
  try {
    await api.append(record);
  } catch (error) {
    // Another page of the coach's was first: it put the same into it.
    if (!(await filled())) throw error;
  }
}
