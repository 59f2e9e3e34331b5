/**
 * A room as one page to read again: its sessions and what was between them, oldest first, with the
 * letters in place and each sheet as that stretch left it.
 *
 * Pure. A letter belongs to the session in which the log has it, however long it had been on its way.
 */
import type { Period, SheetThen } from '../exercises/periods';
import type { Session } from '../exercises/sessions';
import { stretchAt } from '../talk/sections';
import type { Message } from '../talk/talk';

export interface Section {
  /** null before, between and after them */
  readonly session: Session | null;
  readonly letters: readonly Message[];
  readonly sheets: readonly SheetThen[];
}

/**
 * @param messages in log order, those on their way last
 * @returns no section between sessions in which nothing came about
 */
export function sectionsOf(sessions: readonly Session[], periods: readonly Period[], messages: readonly Message[]): readonly Section[] {
  const left = new Map(periods.map(({ place, sheets }) => [place, sheets]));
  const letters = new Map<number, Message[]>();
  for (const message of messages) {
    const place = stretchAt(message.at, sessions);
    const there = letters.get(place);
    if (there === undefined) letters.set(place, [message]);
    else there.push(message);
  }
  return Array.from({ length: sessions.length * 2 + 1 }, (_, place): Section => {
    const session = place % 2 === 1 ? (sessions[(place - 1) / 2] ?? null) : null;
    return { session, letters: letters.get(place) ?? [], sheets: left.get(place) ?? [] };
  }).filter(({ session, letters, sheets }) => session !== null || letters.length + sheets.length > 0);
}
