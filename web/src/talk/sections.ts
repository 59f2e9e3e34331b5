/** Letters under the days on which they were written, in a session or between two, with a line before what is new. Pure. */
import type { Session } from '../exercises/sessions';
import type { Message } from './talk';

/** `before` the first session there was; null where there never was one. */
export type Moment = 'before' | 'during' | 'between' | null;

export interface Section {
  /** local midnight, ms since the epoch */
  readonly day: number;
  readonly moment: Moment;
  readonly messages: readonly Message[];
}

/** @param sessions oldest first, in the server's time, as the messages are */
export function sectionsOf(messages: readonly Message[], sessions: readonly Pick<Session, 'start' | 'end'>[]): readonly Section[] {
  const sections: { day: number; moment: Moment; messages: Message[] }[] = [];
  for (const message of messages) {
    const day = dayOf(message.at);
    const moment = momentOf(message.at, sessions);
    const last = sections.at(-1);
    if (last !== undefined && last.day === day && last.moment === moment) last.messages.push(message);
    else sections.push({ day, moment, messages: [message] });
  }
  return sections;
}

export const dayOf = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/**
 * The stretch in which *at* lies, from 0: odd ones are sessions, even ones before, between and after them.
 *
 * @param sessions oldest first
 */
export function stretchAt(at: number, sessions: readonly Pick<Session, 'start' | 'end'>[]): number {
  const begun = sessions.filter(({ start }) => start <= at).length;
  const last = sessions[begun - 1];
  return last !== undefined && (last.end === null || at <= last.end) ? begun * 2 - 1 : begun * 2;
}

function momentOf(at: number, sessions: readonly Pick<Session, 'start' | 'end'>[]): Moment {
  if (sessions.length === 0) return null;
  const stretch = stretchAt(at, sessions);
  if (stretch === 0) return 'before';
  return stretch % 2 === 1 ? 'during' : 'between';
}

/**
 * The first message of somebody else that was not there when one last read.
 *
 * @param readTo ms, server clock: the newest that was seen then
 * @param until what came later is being read as it comes, and is no news
 */
export function firstNew(messages: readonly Message[], readTo: number, until: number): Message | null {
  return messages.find((m) => !m.own && m.gone === null && m.at > readTo && m.at <= until) ?? null;
}
