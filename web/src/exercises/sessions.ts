/** When sessions were, as the log has it; by the rules of `whiteboard/sessions.py`. */
import { isFields } from '../wire/shapes';
import type { Entry } from '../log/types';

export interface Session {
  readonly id: string;
  /** ms, server clock */
  readonly start: number;
  /** null while it is open */
  readonly end: number | null;
  /** where the log has its start and its end */
  readonly from: number;
  readonly to: number | null;
}

/** @returns the sessions after *entry*; a start while one is open, and another's end, are none */
export function addSession(before: readonly Session[], { kind, data, at, seq }: Pick<Entry, 'kind' | 'data' | 'at' | 'seq'>): readonly Session[] {
  if (kind !== 'session' || !isFields(data) || typeof data['id'] !== 'string') return before;
  const { id, do: act } = data;
  const last = before.at(-1);
  const open = last?.end === null ? last : null;
  // When it was, where that is not now; nothing is later than the log has it, nor before what came before.
  const when = Math.max(last?.end ?? last?.start ?? 0, isTime(data['at']) ? Math.min(data['at'], at) : at);
  if (act === 'start' && open === null) return [...before, { id, start: when, end: null, from: seq, to: null }];
  if (act !== 'end' || open?.id !== id) return before;
  return [...before.slice(0, -1), { ...open, end: when, to: seq }];
}

/** The last session that is over; null before there was one. */
export const lastEnded = (sessions: readonly Session[]): (Session & { readonly end: number; readonly to: number }) | null => {
  for (const session of [...sessions].reverse()) {
    const { end, to } = session;
    if (end !== null && to !== null) return { ...session, end, to };
  }
  return null;
};

const isTime = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
