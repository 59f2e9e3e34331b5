/** How an asking stands for whoever looks at it, of what log and server say. Pure. */
import type { Item } from './lending';

export type Standing =
  /** guest: to be answered here */
  | 'to_answer'
  /** guest: answered here; others have not, or the coach's browser has not made it */
  | 'waits_for_others'
  | 'waits_for_coach'
  /** coach: somebody has not answered */
  | 'waits_for_guests'
  /** coach: everybody said yes, and this browser makes it */
  | 'making'
  | 'lent'
  | 'refused'
  | 'called_off'
  | 'over';

/** Who looks: a coach, or a guest by a link that may not be known yet. */
export type Viewer = 'coach' | { readonly link: number | null };

/** @param now ms, server clock */
export function standingOf({ row, asking }: Item, viewer: Viewer, now: number): Standing {
  const { state, grants } = row;
  if (state === 'refused') return 'refused';
  if (state === 'ended' || asking.until <= now || row.until <= now) return grants.every(({ at }) => at !== null) ? 'over' : 'called_off';
  if (state === 'made') return 'lent';
  if (state === 'granted') return viewer === 'coach' ? 'making' : 'waits_for_coach';
  if (viewer === 'coach') return 'waits_for_guests';
  const mine = grants.find((grant) => grant.link === viewer.link);
  return mine !== undefined && mine.at === null ? 'to_answer' : 'waits_for_others';
}

/** Whether it can still be stopped, by anybody. */
export const goesOn = (standing: Standing): boolean => !['refused', 'called_off', 'over'].includes(standing);
