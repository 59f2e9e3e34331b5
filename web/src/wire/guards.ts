/**
 * What comes from the server, checked before anything else sees it: unknown in, typed or null out.
 *
 * Pure. Fields nobody knows are ignored; the caller counts what is null.
 */
import { MAX_SEALED_BYTES } from './protocol.gen';
import type {
  Alarm,
  Closed,
  EntryOut,
  Head,
  HeldState,
  Knock,
  KnockOut,
  Knocks,
  KnockState,
  LiveOut,
  LogKind,
  LogState,
  MailLanguage,
  MailState,
  NoticeRow,
  NoticeState,
  Peer,
  Peers,
  Refused,
  Role,
  Settings,
  ShareGrant,
  ShareOpening,
  ShareState,
  ShareStateRow,
  SignalOut,
  Waiting,
  Writers,
} from './protocol.gen';
import { isId, isMap } from './shapes';

const LOG_KINDS: readonly LogKind[] = ['room', 'side', 'workspace', 'share'];
const ROLES: readonly Role[] = ['coach', 'guest', 'trainer', 'owner'];
const KNOCKS: readonly Knock[] = ['every', 'new', 'never'];
const KNOCK_STATES: readonly KnockState[] = ['waiting', 'admitted', 'refused'];
const WRITERS: readonly Writers[] = ['coach', 'all'];
const SHARE_STATES: readonly ShareState[] = ['asked', 'granted', 'refused', 'made', 'ended'];
const MAIL_LANGUAGES: readonly MailLanguage[] = ['nl', 'en'];
const MAIL_STATES: readonly MailState[] = ['ok', 'failing'];
const MAX_LISTED = 4096;
/** base64url of one record */
const MAX_HELD_CHARS = 2 * MAX_SEALED_BYTES;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 4096;

function oneOf<T extends string>(words: readonly T[], value: unknown): value is T {
  return typeof value === 'string' && (words as readonly string[]).includes(value);
}

function listOf<T>(value: unknown, read: (item: unknown) => T | null): readonly T[] | null {
  if (!Array.isArray(value) || value.length > MAX_LISTED) return null;
  const items: T[] = [];
  for (const raw of value) {
    const item = read(raw);
    if (item === null) return null;
    items.push(item);
  }
  return items;
}

export function readEntryOut(value: unknown): EntryOut | null {
  return isMap(value) && isBytes(value['records']) ? { records: value['records'] } : null;
}

export function readHead(value: unknown): Head | null {
  if (!isMap(value)) return null;
  const { seq, h } = value;
  return isCount(seq) && isBytes(h) && h.length === 32 ? { seq, h } : null;
}

export function readRefused(value: unknown): Refused | null {
  if (!isMap(value)) return null;
  const { author, n, error } = value;
  return isId(author) && isCount(n) && isText(error) ? { author, n, error } : null;
}

export function readLive(value: unknown): LiveOut | null {
  if (!isMap(value)) return null;
  const { page, sealed } = value;
  return isId(page) && isBytes(sealed) ? { page, sealed } : null;
}

export function readSignal(value: unknown): SignalOut | null {
  if (!isMap(value)) return null;
  const { from_page, counter, sealed } = value;
  return isId(from_page) && isCount(counter) && isBytes(sealed) ? { from_page, counter, sealed } : null;
}

function readPeer(value: unknown): Peer | null {
  if (!isMap(value)) return null;
  const { page, role, link, device } = value;
  return isId(page) && oneOf(ROLES, role) && isCount(link) && isCount(device) ? { page, role, link, device } : null;
}

export function readPeers(value: unknown): Peers | null {
  const peers = isMap(value) ? listOf(value['peers'], readPeer) : null;
  return peers === null ? null : { peers };
}

export function readKnock(value: unknown): KnockOut | null {
  if (!isMap(value)) return null;
  const { state, coach_here } = value;
  return oneOf(KNOCK_STATES, state) && typeof coach_here === 'boolean' ? { state, coach_here } : null;
}

function readWaiting(value: unknown): Waiting | null {
  if (!isMap(value)) return null;
  const { device, link, page, sealed, at } = value;
  if (!isCount(device) || !isCount(link) || !isId(page) || !isCount(at)) return null;
  return { device, link, page, at, sealed: isBytes(sealed) ? sealed : null };
}

export function readKnocks(value: unknown): Knocks | null {
  const waiting = isMap(value) ? listOf(value['waiting'], readWaiting) : null;
  return waiting === null ? null : { waiting };
}

export function readSettings(value: unknown): Settings | null {
  if (!isMap(value)) return null;
  const { kind, knock, writers, until } = value;
  if (!oneOf(LOG_KINDS, kind) || !oneOf(KNOCKS, knock) || !oneOf(WRITERS, writers) || !isCount(until)) return null;
  return { kind, knock, writers, until };
}

export function readClosed(value: unknown): Closed | null {
  return isMap(value) && isText(value['error']) ? { error: value['error'] } : null;
}

export function readLogState(value: unknown): LogState | null {
  if (!isMap(value)) return null;
  const { role, link, registered, knock, settings } = value;
  if (!oneOf(ROLES, role) || !isCount(link) || typeof registered !== 'boolean' || !oneOf(KNOCK_STATES, knock)) return null;
  return { role, link, registered, knock, settings: readSettings(settings) };
}

function readShareGrant(value: unknown): ShareGrant | null {
  if (!isMap(value)) return null;
  const { link, at } = value;
  return isCount(link) && (at === null || isCount(at)) ? { link, at } : null;
}

function readShareOpening(value: unknown): ShareOpening | null {
  if (!isMap(value)) return null;
  const { at, link } = value;
  return isCount(at) && isCount(link) ? { at, link } : null;
}

export function readShareState(value: unknown): ShareStateRow | null {
  if (!isMap(value)) return null;
  const { share, state, until, asked_at, ended_at } = value;
  const grants = listOf(value['grants'], readShareGrant);
  const openings = listOf(value['openings'], readShareOpening);
  if (typeof share !== 'string' || !/^[A-Za-z0-9_-]{22}$/.test(share) || !oneOf(SHARE_STATES, state)) return null;
  if (!isCount(until) || !isCount(asked_at) || !(ended_at === null || isCount(ended_at))) return null;
  return grants === null || openings === null ? null : { share, state, until, asked_at, ended_at, grants, openings };
}

export function readHeld(value: unknown): HeldState | null {
  if (!isMap(value)) return null;
  const { author, due_at, left_ms, seq, record } = value;
  if (!isId(author) || !isCount(due_at) || !isCount(left_ms) || !isCount(seq)) return null;
  if (!(record === null || (typeof record === 'string' && record.length <= MAX_HELD_CHARS))) return null;
  return { author, due_at, left_ms, seq, record };
}

export const readResting = (value: unknown): readonly HeldState[] | null => listOf(value, readHeld);

export function readNotice(value: unknown): NoticeState | null {
  if (!isMap(value)) return null;
  const { available, address, language, confirmed, failing_since } = value;
  if (typeof available !== 'boolean' || typeof confirmed !== 'boolean') return null;
  if (!(address === null || isText(address)) || !(language === null || oneOf(MAIL_LANGUAGES, language))) return null;
  if (!(failing_since === null || isCount(failing_since))) return null;
  return { available, address, language, confirmed, failing_since };
}

function readNoticeRow(value: unknown): NoticeRow | null {
  if (!isMap(value)) return null;
  const { link, state, since } = value;
  if (!isCount(link) || !oneOf(MAIL_STATES, state) || !(since === null || isCount(since))) return null;
  return { link, state, since };
}

export const readNotices = (value: unknown): readonly NoticeRow[] | null => listOf(value, readNoticeRow);

function readAlarm(value: unknown): Alarm | null {
  if (!isMap(value)) return null;
  const { at, to_role, slot } = value;
  return isCount(at) && oneOf(ROLES, to_role) && isCount(slot) ? { at, to_role, slot } : null;
}

export const readAlarms = (value: unknown): readonly Alarm[] | null => listOf(value, readAlarm);

export const readShares = (value: unknown): readonly ShareStateRow[] | null => listOf(value, readShareState);
