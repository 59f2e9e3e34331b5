/**
 * When a session starts and ends.
 *
 * Pure: the clock and the presence are handed in. Every page computes the same from the same
 * log, and at most one of them acts; should two act at once, the fold takes the first.
 */
import type { AuthorId, Entry, PageId } from '../../log/types';
import type { Peer } from '../../wire/protocol.gen';
import { isFields } from '../../wire/shapes';

/** A session ends when fewer than two people have been live for this long. Source: design, words. */
export const ALONE_MS = 600_000;

export interface SessionState {
  /** the session that is open, if any */
  readonly open: { readonly id: string; readonly at: number } | null;
  /** the newest there was; null before the first */
  readonly newest: string | null;
  /** ms, server clock, of the last entry of any kind but `session`; 0 when there is none */
  readonly lastAt: number;
  /** when each page said that it is there; the same clock */
  readonly came: ReadonlyMap<AuthorId, number>;
  /** the last time in the open session that nothing happened for as long as ends one */
  readonly silence: { readonly from: number; readonly to: number } | null;
}

export const NO_SESSION: SessionState = { open: null, newest: null, lastAt: 0, came: new Map(), silence: null };

/** Fold one entry: a start while one is open and an end of another are ignored. */
export function foldSession(state: SessionState, entry: Entry): SessionState {
  if (entry.kind !== 'session') {
    const silence = silenceUntil(state, entry.at) ?? state.silence;
    const news = entry.kind === 'member' && !state.came.has(entry.author);
    return { ...state, lastAt: entry.at, silence, came: news ? new Map([...state.came, [entry.author, entry.at]]) : state.came };
  }
  const { data } = entry;
  if (!isFields(data)) return state;
  const { id, do: act } = data;
  if (typeof id !== 'string') return state;
  if (act === 'start' && state.open === null) return { ...state, open: { id, at: entry.at }, newest: id, lastAt: entry.at, silence: null };
  if (act === 'end' && state.open?.id === id) return { ...state, open: null, silence: null };
  return state;
}

/** From the last that happened in the open session until *at*; null when that is not long ago. */
function silenceUntil({ open, lastAt }: SessionState, at: number): SessionState['silence'] {
  const from = Math.max(lastAt, open?.at ?? 0);
  return open !== null && at - from >= ALONE_MS ? { from, to: at } : null;
}

export interface Presence {
  readonly page: PageId;
  readonly peers: readonly Peer[];
  /** since when no second link has been live, ms; null while one is */
  readonly aloneSince: number | null;
  /** true until this page has looked at the log once after coming in */
  readonly justIn: boolean;
  /** ms, as near to the server's clock as the page has it */
  readonly now: number;
}

export type SessionStep =
  | { readonly do: 'start' }
  | { readonly do: 'end'; readonly id: string; readonly at?: number };

/**
 * Return what this page should append now, or null.
 *
 * - start: a second link is in, none is open, and this page has the smallest id;
 * - end: this page has been alone for ten minutes; or it comes in, and all who are here came after
 *   a silence as long as that: then it ended before the silence, and is dated so. What the page
 *   itself said on coming in does not break it, and neither does another who came with it.
 */
export function sessionStep(state: SessionState, presence: Presence): SessionStep | null {
  const together = liveLinks(presence.peers) > 1;
  const pages = presence.peers.filter(isPerson).map(({ page }) => page);
  const first = pages.every((page) => presence.page <= page);
  if (state.open === null) return together && first ? { do: 'start' } : null;
  if (presence.justIn && first) {
    const lasting = silenceUntil(state, presence.now);
    const silence = lasting === null ? state.silence : { ...lasting, to: Infinity };
    if (silence !== null && pages.every((page) => (state.came.get(page) ?? Infinity) >= silence.to)) return { do: 'end', id: state.open.id, at: silence.from };
  }
  if (together) return null;
  if (presence.aloneSince !== null && presence.now - presence.aloneSince >= ALONE_MS) {
    return { do: 'end', id: state.open.id };
  }
  return null;
}

/** How many people's links are live; several devices of one link count once. */
export function liveLinks(peers: readonly Peer[]): number {
  return new Set(peers.filter(isPerson).map((p) => p.link)).size;
}

function isPerson(peer: Peer): boolean {
  return peer.role === 'coach' || peer.role === 'guest';
}
