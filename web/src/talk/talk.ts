/**
 * The written conversation as a fold of the log: `talk`, `edit`, `forget` and `member` entries, in log
 * order, with own messages that the log does not hold yet after them.
 *
 * Pure: no clock, no network. Never trusts a body's shape: what is malformed is skipped.
 *
 * - a message that is kept stands where the log has it, however late it was sent;
 * - an own message is never shown twice (matched by author and n);
 * - a `talk` id that was seen before from the same author is ignored: taking over an outbox
 *   may send a message again;
 * - an edit is that of the message's own role, as the server sees to it for the link; the words before
 *   it stay readable. What was taken back leaves its place, without a word in it.
 */
import { MAX_TEXT_CHARS } from '../wire/schema.gen';
import type { AuthorId, Entry } from '../log/types';
import type { Role } from '../wire/protocol.gen';
import { readQuotes, type Quote } from './quotes';
import { isFields } from '../wire/shapes';

/** How far an own message has come; others' messages are always `kept`. */
export type Keeping = 'kept' | 'here' | 'lost';

export interface Message {
  readonly id: string;
  readonly author: AuthorId;
  readonly role: Role;
  readonly text: string;
  readonly quotes: readonly Quote[];
  /** ms since the epoch: the server's once kept, the author's own before */
  readonly at: number;
  readonly own: boolean;
  readonly keeping: Keeping;
  /** where the log has it, then its edits; empty before */
  readonly seqs: readonly number[];
  /** what it said before, oldest first, and until when */
  readonly earlier: readonly { readonly text: string; readonly until: number }[];
  /** when its words were taken away, and by whom */
  readonly gone: { readonly at: number; readonly role: Role } | null;
  /** by which devices of its writer know it */
  readonly hand: string | null;
  /** what its writer was called, where the author says it nowhere else */
  readonly name?: string;
}

/** What is written and not yet in the log. */
export interface Draft {
  readonly text: string;
  readonly quotes: readonly Quote[];
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
  /** entries whose body had the wrong shape */
  readonly malformed: number;
}

export const EMPTY_TALK: TalkState = { kept: [], waiting: [], members: new Map(), malformed: 0 };

/** Names are shown beside every message; a longer one would push the text away. */
export const MAX_NAME_CHARS = 60;

const BARE = { quotes: [], earlier: [], gone: null, hand: null } as const;

/** What stands in a list of messages already, handed from each list to the one that grew out of it. */
const standing = new WeakMap<readonly Message[], Set<string>>();

function standingIn(kept: readonly Message[]): Set<string> {
  return standing.get(kept) ?? new Set(kept.map(keyOf));
}

function withOne(kept: readonly Message[], message: Message): readonly Message[] {
  const keys = standingIn(kept).add(keyOf(message));
  const next = [...kept, message];
  standing.delete(kept);
  standing.set(next, keys);
  return next;
}

/** Fold one entry of the log; entries of other kinds leave the state as it is. */
export function foldEntry(state: TalkState, entry: Entry): TalkState {
  switch (entry.kind) {
    case 'member':
      return foldMember(state, entry);
    case 'talk':
      return foldTalk(state, entry);
    case 'edit':
      return foldEdit(state, entry);
    case 'forget':
      return foldForget(state, entry);
    default:
      return state;
  }
}

function foldTalk(state: TalkState, entry: Entry): TalkState {
  const { author, role, at, seq, own } = entry;
  if (entry.data === undefined) {
    // Forgotten, and no fault of its author; the entry that says so comes later.
    const place: Message = { ...BARE, id: `${author}.${seq}`, author, role, text: '', at, own, keeping: 'kept', seqs: [seq], gone: { at, role } };
    return { ...state, kept: withOne(state.kept, place) };
  }
  const body = readTalk(entry.data);
  if (body === null) return { ...state, malformed: state.malformed + 1 };
  const waiting = own ? state.waiting.filter((m) => m.id !== body.id) : state.waiting;
  if (standingIn(state.kept).has(keyOf({ author, id: body.id }))) return waiting.length === state.waiting.length ? state : { ...state, waiting };
  const message: Message = {
    ...BARE, ...body, author, role, at, own: own || state.waiting.length !== waiting.length, keeping: 'kept', seqs: [seq],
  };
  return { ...state, kept: withOne(state.kept, message), waiting };
}

function foldEdit(state: TalkState, entry: Entry): TalkState {
  // Forgotten along with what it changed.
  if (entry.data === undefined) return state;
  const body = readTalk(entry.data);
  const found = state.kept.find((m) => m.seqs[0] === entry.refs[0]);
  if (body === null || found === undefined || found.role !== entry.role || found.id !== body.id) return { ...state, malformed: state.malformed + 1 };
  if (found.gone !== null) return state;
  const earlier = [...found.earlier, { text: found.text, until: entry.at }];
  return replaced(state, { ...found, text: body.text, quotes: body.quotes, earlier, seqs: [...found.seqs, entry.seq] });
}

function foldForget(state: TalkState, { refs, role, at }: Entry): TalkState {
  return refs.reduce((after, ref) => {
    const found = after.kept.find((m) => m.seqs[0] === ref);
    if (found === undefined || (role !== 'coach' && role !== found.role)) return after;
    return replaced(after, { ...found, ...BARE, text: '', gone: { at, role }, hand: found.hand });
  }, state);
}

function replaced(state: TalkState, message: Message): TalkState {
  return { ...state, kept: state.kept.map((m) => (m.seqs[0] === message.seqs[0] ? message : m)) };
}

/** Show an own message before the log has it. */
export function addWaiting(
  state: TalkState,
  own: Draft & { readonly id: string; readonly author: AuthorId; readonly role: Role; readonly at: number },
): TalkState {
  if (state.kept.some((m) => m.id === own.id)) return state;
  const message: Message = { ...BARE, ...own, own: true, keeping: 'here', seqs: [] };
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

/** What a message is called by, in a note that its words were put on, and on the page. */
export const keyOf = ({ author, id }: Pick<Message, 'author' | 'id'>): string => `${author}/${id}`;

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

function foldMember(state: TalkState, entry: Entry): TalkState {
  const { data } = entry;
  if (!isFields(data) || typeof data['name'] !== 'string') {
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

/** @returns null for what is no message */
export function readTalk(data: unknown): (Draft & Pick<Message, 'id' | 'hand' | 'name'>) | null {
  if (!isFields(data)) return null;
  const { id, text, hand, name } = data;
  if (typeof id !== 'string' || id.length === 0 || id.length > 64) return null;
  if (typeof text !== 'string' || text.length > MAX_TEXT_CHARS) return null;
  return { id, text, quotes: readQuotes(data['quotes']), hand: typeof hand === 'string' && hand.length === 11 ? hand : null, ...(typeof name === 'string' ? { name: name.trim().slice(0, MAX_NAME_CHARS) } : {}) };
}
