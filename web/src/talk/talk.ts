/**
 * The written conversation as a fold of the log: `talk` and `member` entries, in log order,
 * with own messages that the log does not hold yet after them.
 *
 * Pure: no clock, no network. Never trusts a body's shape: what is malformed is skipped.
 *
 * - a message that is kept stands where the log has it, however late it was sent;
 * - an own message is never shown twice (matched by author and n);
 * - a `talk` id that was seen before from the same author is ignored: taking over an outbox
 *   may send a message again.
 */
import { MAX_TEXT_CHARS } from '../wire/schema.gen';
import type { AuthorId, Entry } from '../log/types';
import type { Role } from '../wire/protocol.gen';

/** How far an own message has come; others' messages are always `kept`. */
export type Keeping = 'kept' | 'here' | 'lost';

export interface Message {
  readonly id: string;
  readonly author: AuthorId;
  readonly role: Role;
  readonly text: string;
  /** ms since the epoch: the server's once kept, the author's own before */
  readonly at: number;
  readonly own: boolean;
  readonly keeping: Keeping;
}

/** What the log last heard an author say of themselves. */
export interface MemberState {
  readonly name: string;
  readonly form: 'picture' | 'voice' | 'writing';
  readonly gone: boolean;
  readonly role: Role;
  /** seq of the entry that said so */
  readonly seq: number;
}

export interface TalkState {
  readonly kept: readonly Message[];
  readonly waiting: readonly Message[];
  readonly members: ReadonlyMap<AuthorId, MemberState>;
  /** `talk` and `member` entries whose body had the wrong shape */
  readonly malformed: number;
}

export const EMPTY_TALK: TalkState = { kept: [], waiting: [], members: new Map(), malformed: 0 };

/** Names are shown beside every message; a longer one would push the text away. */
export const MAX_NAME_CHARS = 60;

/** Fold one entry of the log; entries of other kinds leave the state as it is. */
export function foldEntry(state: TalkState, entry: Entry): TalkState {
  if (entry.kind === 'member') return foldMember(state, entry);
  if (entry.kind !== 'talk') return state;
  const body = readTalk(entry.data);
  if (body === null) {
    // A forgotten body is no fault of its author.
    return entry.data === undefined ? state : { ...state, malformed: state.malformed + 1 };
  }
  const seen = (m: Message): boolean => m.id === body.id && m.author === entry.author;
  const waiting = entry.own ? state.waiting.filter((m) => m.id !== body.id) : state.waiting;
  if (state.kept.some(seen)) return waiting.length === state.waiting.length ? state : { ...state, waiting };
  const message: Message = {
    id: body.id,
    author: entry.author,
    role: entry.role,
    text: body.text,
    at: entry.at,
    own: entry.own || state.waiting.length !== waiting.length,
    keeping: 'kept',
  };
  return { ...state, kept: [...state.kept, message], waiting };
}

/** Show an own message before the log has it. */
export function addWaiting(
  state: TalkState,
  own: { readonly id: string; readonly author: AuthorId; readonly role: Role; readonly text: string; readonly at: number },
): TalkState {
  if (state.kept.some((m) => m.id === own.id)) return state;
  const message: Message = { ...own, own: true, keeping: 'here' };
  return { ...state, waiting: [...state.waiting, message] };
}

/** Mark own messages that will never be kept; they stay readable so that they can be copied. */
export function markLost(state: TalkState, ids: ReadonlySet<string>): TalkState {
  if (ids.size === 0) return state;
  const waiting = state.waiting.map((m) => (ids.has(m.id) ? { ...m, keeping: 'lost' as const } : m));
  return { ...state, waiting };
}

/** All messages as they are to be read: the log's order, then what is only here. */
export function messagesOf(state: TalkState): readonly Message[] {
  return [...state.kept, ...state.waiting];
}

/** The name an author goes by; empty when none was given. */
export function nameOf(state: TalkState, author: AuthorId): string {
  return state.members.get(author)?.name ?? '';
}

/** The newest name that anybody of *role* gave, whoever it was; empty when none. */
export function newestName(state: TalkState, role: Role): string {
  let newest: MemberState | null = null;
  for (const member of state.members.values()) {
    if (member.role !== role || member.name === '') continue;
    if (newest === null || member.seq > newest.seq) newest = member;
  }
  return newest?.name ?? '';
}

/** Trim what a person typed to what an entry may hold; null when nothing is left to send. */
export function toSend(typed: string): string | null {
  const text = typed.replace(/\r\n?/g, '\n').replace(/\s+$/u, '').replace(/^\n+/u, '');
  return text === '' || text.length > MAX_TEXT_CHARS ? null : text;
}

export interface Day {
  /** local midnight, ms since the epoch */
  readonly day: number;
  readonly messages: readonly Message[];
}

/** Group messages under the day on which they were written, in the reader's time zone. */
export function byDay(messages: readonly Message[]): readonly Day[] {
  const days: { day: number; messages: Message[] }[] = [];
  for (const message of messages) {
    const day = new Date(message.at).setHours(0, 0, 0, 0);
    const last = days[days.length - 1];
    if (last !== undefined && last.day === day) last.messages.push(message);
    else days.push({ day, messages: [message] });
  }
  return days;
}

function foldMember(state: TalkState, entry: Entry): TalkState {
  const { data } = entry;
  if (!isMap(data) || typeof data['name'] !== 'string') {
    return data === undefined ? state : { ...state, malformed: state.malformed + 1 };
  }
  const form = data['form'];
  const members = new Map(state.members);
  members.set(entry.author, {
    name: data['name'].trim().slice(0, MAX_NAME_CHARS),
    form: form === 'voice' || form === 'writing' ? form : 'picture',
    gone: data['gone'] === true,
    role: entry.role,
    seq: entry.seq,
  });
  return { ...state, members };
}

function readTalk(data: unknown): { id: string; text: string } | null {
  if (!isMap(data)) return null;
  const { id, text } = data;
  if (typeof id !== 'string' || id.length === 0 || id.length > 64) return null;
  if (typeof text !== 'string' || text.length > MAX_TEXT_CHARS) return null;
  return { id, text };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
