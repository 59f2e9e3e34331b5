/**
 * A round as the log tells it: everybody writes, or places, by themselves first. Pure.
 *
 * What is written meanwhile is nowhere in here: it is on each person's own device until they stick
 * it up. The note that is read out is told here as well, so that whoever comes late sees it.
 */
import { isFields, isId } from '../../wire/shapes';
import type { ElementId, SheetId } from '../../board/types';
import type { Entry } from '../../log/types';
import type { RoundAct } from '../../wire/schema.gen';
import type { PersonId } from './person';

export type RoundZone = NonNullable<RoundAct['zone']>;
/** `write`: in silence; `choose`: each marks one note; `over`: whoever still has some may stick them */
export type Phase = 'write' | 'choose' | 'over';

export interface Round {
  readonly id: string;
  readonly sheet: SheetId;
  /** circles or a scale; null for plain paper */
  readonly on: ElementId | null;
  readonly zone: RoundZone;
  readonly names: boolean;
  readonly phase: Phase;
  /** a scale's marks may be shown */
  readonly revealed: boolean;
  readonly stuck: ReadonlySet<PersonId>;
  /** ms since the epoch, server clock */
  readonly startedAt: number;
}

export interface RoundState {
  /** the newest; null before the first */
  readonly round: Round | null;
  /** what is read out; *since* is the seq with which the reading began, the same for all its notes */
  readonly spotlight: { readonly note: ElementId; readonly since: number } | null;
}

export const NO_ROUND: RoundState = { round: null, spotlight: null };

export function foldRound(state: RoundState, entry: Pick<Entry, 'kind' | 'role' | 'data' | 'seq' | 'at'>): RoundState {
  // Nobody is read out to when everybody has gone.
  if (entry.kind === 'session') return state.spotlight === null ? state : { ...state, spotlight: null };
  if (entry.kind !== 'chapter' || !isFields(entry.data)) return state;
  const { data, role } = entry;
  if (data['type'] === 'spotlight' && role === 'coach')
    return { ...state, spotlight: isId(data['note']) ? { note: data['note'], since: state.spotlight?.since ?? entry.seq } : null };
  if (data['type'] !== 'round' || !isId(data['id'])) return state;
  const { id } = data;
  if (data['do'] === 'start') {
    const { sheet, on, zone, names } = data;
    if (role !== 'coach' || !isId(sheet)) return state;
    const round: Round = {
      id,
      sheet,
      on: isId(on) ? on : null,
      zone: zone === 'ring' || zone === 'each' ? zone : 'inner',
      names: names !== false,
      phase: 'write',
      revealed: false,
      stuck: new Set(),
      startedAt: entry.at,
    };
    return { ...state, round };
  }
  if (state.round?.id !== id) return state;
  const round = step(state.round, data, role === 'coach');
  return round === state.round ? state : { ...state, round };
}

function step(round: Round, { do: what, person }: Readonly<Record<string, unknown>>, coach: boolean): Round {
  if (what === 'stuck') return isId(person) && !round.stuck.has(person) ? { ...round, stuck: new Set([...round.stuck, person]) } : round;
  if (!coach) return round;
  if (what === 'reveal') return { ...round, revealed: true };
  if (what === 'choose') return { ...round, phase: 'choose' };
  return what === 'end' ? { ...round, phase: 'over' } : round;
}

/** How many of all have stuck theirs up: everybody who is here, and who was and did. */
export function stuckCount(round: Round, here: readonly PersonId[]): { readonly stuck: number; readonly all: number } {
  return { stuck: round.stuck.size, all: new Set([...here, ...round.stuck]).size };
}
