/**
 * Whether it is shown what was read, and up to where. Pure.
 *
 * It takes a yes of coach and client, and either's no ends it; until then no page says what it read.
 */
import type { AuthorId, Entry } from '../log/types';
import type { Role } from '../wire/protocol.gen';
import { isFields } from '../wire/shapes';

export interface ReadingState {
  /** who said yes last */
  readonly agreed: Readonly<Record<'coach' | 'guest', boolean>>;
  /** seq up to which each read, while both had agreed */
  readonly to: Readonly<Record<'coach' | 'guest', number>>;
  /** every answer there was, oldest first: of several guests each speaks for their own pages only */
  readonly said: readonly { readonly author: AuthorId; readonly own: boolean; readonly on: boolean }[];
}

export const NOTHING_READ: ReadingState = { agreed: { coach: false, guest: false }, to: { coach: 0, guest: 0 }, said: [] };

export const isShown = ({ agreed }: ReadingState): boolean => agreed.coach && agreed.guest;

export function foldReading(state: ReadingState, { kind, role, data, seq, author, own }: Pick<Entry, 'kind' | 'role' | 'data' | 'seq' | 'author' | 'own'>): ReadingState {
  if ((role !== 'coach' && role !== 'guest') || !isFields(data)) return state;
  if (kind === 'agreement' && data['type'] === 'reading' && typeof data['on'] === 'boolean')
    return { ...state, agreed: { ...state.agreed, [role]: data['on'] }, said: [...state.said, { author, own, on: data['on'] }] };
  if (kind !== 'read' || !isShown(state)) return state;
  const to = data['seq'];
  // Nobody has read what came later.
  if (typeof to !== 'number' || !Number.isSafeInteger(to) || to >= seq) return state;
  return { ...state, to: { ...state.to, [role]: Math.max(state.to[role], to) } };
}

/** Whether somebody on the other side read *seq*; never before both agreed. */
export function wasRead(state: ReadingState, mine: Role, seq: number | undefined): boolean {
  if (seq === undefined || !isShown(state)) return false;
  return state.to[mine === 'coach' ? 'guest' : 'coach'] >= seq;
}
