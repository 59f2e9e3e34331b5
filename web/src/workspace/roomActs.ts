/**
 * What a coach does to a room from outside: make it, invite, withdraw, prolong, erase.
 *
 * Every act tells the server first and returns the new item; the caller keeps it in the workspace.
 */
import { fromBase64url, toBase64url } from '../crypto/base64url';
import { deriveKeys, deriveSide, newLogId, newSecret, PASS_BYTES, tokenHash, tokenOf, type LogKeys } from '../crypto/keys';
import { sealGreeting } from '../crypto/purposes';
import { randomBytes } from '../crypto/random';
import type { Language } from '../i18n/language';
import { askHeads, createApi, createLog, type Credentials, type LogApi } from '../log/api';
import { deviceOf } from '../log/device';
import type { HeadsQuery, HeadsRow, Knock, NewLink, NewLog, Writers } from '../wire/protocol.gen';
import { coachSecret, greetingFor, guestSecret } from './invitation';
import type { GuestLink, Me, RoomItem } from './items';

export interface NewRoom {
  readonly title: string;
  /** for whom the first link is; may be '' */
  readonly guest: string;
  readonly until: number;
  readonly lang: Language;
  readonly knock: Knock;
  readonly writers: Writers;
  readonly answer: string;
  readonly agreed: string;
  readonly help: string;
}

async function coachKeys(room: RoomItem): Promise<LogKeys> {
  return deriveKeys(room.log, 'coach', coachSecret(room));
}

async function coachCredentials(room: RoomItem): Promise<Credentials> {
  return { token: await tokenOf(room.log, 'coach', coachSecret(room)), device: await deviceOf(room.log) };
}

async function apiOf(room: RoomItem): Promise<LogApi> {
  return createApi('', room.log, await coachCredentials(room));
}

async function guestRow(room: RoomItem, keys: LogKeys, link: GuestLink, me: Me): Promise<NewLink> {
  const token = await tokenOf(room.log, 'guest', await guestSecret(room, link));
  return { role: 'guest', token_hash: await tokenHash(token), greeting: await greetingOf(me, room, keys, link.name) };
}

async function greetingOf(me: Me, room: RoomItem, keys: LogKeys, guest: string): Promise<string> {
  return toBase64url(await sealGreeting(keys, greetingFor(me, room, guest)));
}

/**
 * Make a room with one guest link, and its side log.
 *
 * @param workspace whose room it becomes
 * @throws Refusal; when the room itself was made but something after it failed, the room is
 * returned all the same: the side log is made good when the room is next arranged.
 */
export async function createRoom(workspace: { log: string; credentials: Credentials }, me: Me, wanted: NewRoom, now: number): Promise<RoomItem> {
  const secret = newSecret();
  const { guest, ...rest } = wanted;
  const first: GuestLink = { id: 0, pass: toBase64url(randomBytes(PASS_BYTES)), name: guest };
  const room: RoomItem = {
    ...rest,
    log: newLogId(),
    seed: toBase64url(secret.seed),
    pass: toBase64url(secret.pass),
    made: now,
    link: null,
    links: [first],
  };
  const keys = await coachKeys(room);
  const body: NewLog = {
    log: room.log,
    kind: 'room',
    owner: workspace.log,
    links: [
      { role: 'coach', token_hash: await tokenHash(keys.token), greeting: await greetingOf(me, room, keys, guest) },
      await guestRow(room, keys, first, me),
    ],
    knock: room.knock,
    writers: room.writers,
    until: room.until,
  };
  const [own, id] = await createLog('', workspace.credentials, body);
  const whole: RoomItem = { ...room, link: own ?? null, links: id === undefined ? [] : [{ ...first, id }] };
  await settleIn(whole).catch(() => undefined);
  return whole;
}

/** Register this device in the room and see that its side log exists. Needs a human click before it. */
export async function settleIn(room: RoomItem): Promise<void> {
  const credentials = await coachCredentials(room);
  await createApi('', room.log, credentials).register();
  const side = await deriveSide(room.log, fromBase64url(room.seed));
  const body: NewLog = {
    log: side.log,
    kind: 'side',
    owner: room.log,
    links: [{ role: 'owner', token_hash: await tokenHash(await tokenOf(side.log, 'owner', side)) }],
  };
  try {
    await createLog('', credentials, body);
  } catch (error) {
    if (!(error instanceof Error && error.message === 'exists')) throw error;
  }
}

export async function addGuest(me: Me, room: RoomItem, name: string): Promise<RoomItem> {
  const keys = await coachKeys(room);
  const link: GuestLink = { id: 0, pass: toBase64url(randomBytes(PASS_BYTES)), name };
  const row = await guestRow(room, keys, link, me);
  const id = await (await apiOf(room)).addLink(row);
  return { ...room, links: [...room.links, { ...link, id }] };
}

export async function revokeGuest(room: RoomItem, link: GuestLink): Promise<RoomItem> {
  await (await apiOf(room)).revokeLink(link.id);
  return { ...room, links: room.links.filter((one) => one.id !== link.id) };
}

export async function changeEnd(me: Me, room: RoomItem, until: number): Promise<RoomItem> {
  await (await apiOf(room)).change({ until });
  const changed = { ...room, until };
  await renewGreetings(me, changed);
  return changed;
}

export type Agreements = Pick<RoomItem, 'agreed' | 'answer' | 'help' | 'knock' | 'writers'>;

export async function changeAgreements(me: Me, room: RoomItem, agreements: Agreements): Promise<RoomItem> {
  const { knock, writers } = agreements;
  await (await apiOf(room)).change({ knock, writers });
  const changed = { ...room, ...agreements };
  await renewGreetings(me, changed);
  return changed;
}

/** Say the same at every door: the greeting of each link anew, sealed. */
export async function renewGreetings(me: Me, room: RoomItem): Promise<void> {
  const keys = await coachKeys(room);
  const api = await apiOf(room);
  const [first] = room.links;
  const doors = room.links.map(({ id, name }) => ({ id, name }));
  if (room.link !== null) doors.push({ id: room.link, name: first?.name ?? '' });
  for (const { id, name } of doors) await api.putGreeting(id, await sealGreeting(keys, greetingFor(me, room, name)));
}

/** Erase the room and its side log at once. A room that is gone already counts as erased. */
export async function eraseRoom(room: RoomItem): Promise<void> {
  try {
    await (await apiOf(room)).erase();
  } catch (error) {
    if (!(error instanceof Error && (error.message === 'not_found' || error.message === 'ended'))) throw error;
  }
}

/** How things stand in every room, in one request. */
export async function fetchHeads(rooms: readonly RoomItem[]): Promise<ReadonlyMap<string, HeadsRow>> {
  if (rooms.length === 0) return new Map();
  const queries: readonly HeadsQuery[] = await Promise.all(
    rooms.map(async (room) => ({
      log: room.log,
      token: await tokenOf(room.log, 'coach', coachSecret(room)),
      device: await deviceOf(room.log),
    })),
  );
  const rows = await askHeads('', queries);
  return new Map(rows.map((row) => [row.log, row]));
}
