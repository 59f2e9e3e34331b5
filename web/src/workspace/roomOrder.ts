/** Which room comes first: who waits for an answer, the oldest promise first. Pure. */
import type { HeadsRow } from '../wire/protocol.gen';
import type { RoomItem } from './items';

export type Standing =
  /** somebody is before the door now */
  | 'at_door'
  /** a client waits for an answer that was agreed */
  | 'due'
  /** something came from a client since the coach was last in the room */
  | 'wrote'
  | 'quiet'
  | 'never_came'
  | 'ended'
  /** the server did not say */
  | 'unknown';

export interface RoomRow {
  readonly room: RoomItem;
  readonly standing: Standing;
  readonly waiting: number;
  /** ms, server clock; of the last thing a client did */
  readonly lastGuestAt: number | null;
  /** ms, server clock: by when an answer was agreed; null when none is owed */
  readonly due: number | null;
}

const RANK: Readonly<Record<Standing, number>> = { at_door: 0, due: 1, wrote: 2, quiet: 3, unknown: 3, never_came: 3, ended: 4 };

/** @param seenUntil when the coach last looked into this room, ms; 0 for never */
export function standingOf(head: HeadsRow | undefined, seenUntil: number): Standing {
  if (head === undefined) return 'unknown';
  if (head.error === 'ended' || head.error === 'not_found') return 'ended';
  if (head.error) return 'unknown';
  if ((head.waiting ?? 0) > 0) return 'at_door';
  if ((head.alarm ?? null) !== null) return 'due';
  const last = head.last_guest_at ?? null;
  if (last === null) return 'never_came';
  return last > seenUntil ? 'wrote' : 'quiet';
}

export function orderRooms(
  rooms: Iterable<RoomItem>,
  heads: ReadonlyMap<string, HeadsRow>,
  seenUntil: (log: string) => number,
): readonly RoomRow[] {
  const rows = [...rooms].map((room): RoomRow => {
    const head = heads.get(room.log);
    return {
      room,
      standing: standingOf(head, seenUntil(room.log)),
      waiting: head?.waiting ?? 0,
      lastGuestAt: head?.last_guest_at ?? null,
      due: head?.alarm ?? null,
    };
  });
  return rows.sort((a, b) => RANK[a.standing] - RANK[b.standing] || within(a, b));
}

/** Among those who wait the oldest promise or the longest waiting first; among the others what was last alive first. */
function within(a: RoomRow, b: RoomRow): number {
  if (a.standing === 'due' && a.due !== null && b.due !== null) return a.due - b.due;
  const [one, other] = [a.lastGuestAt ?? a.room.made, b.lastGuestAt ?? b.room.made];
  return a.standing === 'wrote' && b.standing === 'wrote' ? one - other : other - one;
}
