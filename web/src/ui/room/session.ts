/**
 * When a session starts and ends.
 *
 * Pure: the clock and the presence are handed in. Every page computes the same from the same
 * log, and at most one of them acts; should two act at once, the fold takes the first.
 */
import type { Entry, PageId } from '../../log/types';
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
}

export const NO_SESSION: SessionState = { open: null, newest: null, lastAt: 0 };

/** Fold one entry: a start while one is open and an end of another are ignored. */
export function foldSession(state: SessionState, entry: Entry): SessionState {
  if (entry.kind !== 'session') return { ...state, lastAt: entry.at };
  const { data } = entry;
  if (!isFields(data)) return state;
  const { id, do: act } = data;
  if (typeof id !== 'string') return state;
  if (act === 'start' && state.open === null) return { open: { id, at: entry.at }, newest: id, lastAt: entry.at };
  if (act === 'end' && state.open?.id === id) return { ...state, open: null };
  return state;
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
 * - end: this page has been alone for ten minutes, or it comes in alone and finds a session
 *   whose last entry is older than that; then it is dated to that entry.
 */
export function sessionStep(state: SessionState, presence: Presence): SessionStep | null {
  const together = liveLinks(presence.peers) > 1;
  if (state.open === null) {
    const first = presence.peers.filter(isPerson).reduce((least, p) => (p.page < least ? p.page : least), presence.page);
    return together && first === presence.page ? { do: 'start' } : null;
  }
  if (together) return null;
  const lastAt = Math.max(state.lastAt, state.open.at);
  if (presence.justIn && presence.now - lastAt >= ALONE_MS) return { do: 'end', id: state.open.id, at: lastAt };
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
