/**
 * A recording that somebody else made: whole and in order, or not at all.
 *
 * What a later version may have added is passed over; what is unsound within a thing is not drawn, as
 * on the flipchart. After reading, nothing that plays it need doubt a type or an order.
 */
import { isMap } from '../wire/shapes';
import { byBirth, byTime, VERSION, type Change, type Chapter, type Life, type Message, type Person, type Recording, type RoundChapter, type Said, type Session, type When } from './recording';

/** Ten years: what lasts longer is no recording of talks. */
const MOST_MS = 10 * 366 * 24 * 3600 * 1000;
const ROLES: readonly unknown[] = ['coach', 'guest', 'trainer', 'owner'];

class Unsound extends Error {}

/** @returns null where it is none, or damaged */
export function readRecording(value: unknown): Recording | null {
  try {
    return read(value);
  } catch (error) {
    if (error instanceof Unsound) return null;
    throw error;
  }
}

/** @throws Unsound */
function read(value: unknown): Recording {
  const said = fieldsOf(value);
  if (said['v'] !== VERSION) throw new Unsound('version');
  const [start, end] = [wholeOf(said['start']), wholeOf(said['end'])];
  if (end < start || end - start > MOST_MS) throw new Unsound('time');
  return {
    v: VERSION,
    start,
    end,
    people: peopleOf(said['people']),
    sheets: rowsOf(said['sheets']).map(lifeOf).sort(byBirth),
    elements: rowsOf(said['elements']).map(lifeOf).sort(byBirth),
    chapters: rowsOf(said['chapters']).flatMap(chapterOf).sort(byTime),
    sessions: rowsOf(said['sessions']).map(sessionOf),
    talk: said['talk'] === null ? null : rowsOf(said['talk']).map(messageOf).sort(byTime),
    forgotten: rowsOf(said['forgotten']).map((row) => {
      const [at, seq] = rowsOf(row);
      return [wholeOf(at), wholeOf(seq)] as const;
    }),
    refused: rowsOf(said['refused']).map(wholeOf),
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (!isMap(value)) throw new Unsound('map');
  return value;
}

function rowsOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Unsound('list');
  return value;
}

function wholeOf(value: unknown): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new Unsound('number');
  return value as number;
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Unsound('text');
  return value;
}

function peopleOf(value: unknown): Recording['people'] {
  const people: Record<string, Person> = {};
  for (const [author, said] of Object.entries(fieldsOf(value))) {
    const { role, name } = fieldsOf(said);
    if (!ROLES.includes(role)) continue;
    people[author] = { role: role as Person['role'], name: textOf(name) };
  }
  return people;
}

function whenOf(value: unknown): When {
  const [at, seq, by] = rowsOf(value);
  return [wholeOf(at), wholeOf(seq), textOf(by)];
}

function lifeOf(value: unknown): Life {
  const { id, born, fields, changes, died } = fieldsOf(value);
  const from = whenOf(born);
  let last = from[0];
  const rows = rowsOf(changes).map((change): Change => {
    const [, , , key, now] = rowsOf(change);
    const when = whenOf(change);
    if (when[0] < last) throw new Unsound('order');
    last = when[0];
    return [...when, textOf(key), now];
  });
  const until = died === null ? null : whenOf(died);
  if (until !== null && until[0] < last) throw new Unsound('order');
  return { id: textOf(id), born: from, fields: fieldsOf(fields), changes: rows, died: until };
}

function chapterOf(value: unknown): Chapter[] {
  const row = fieldsOf(value);
  const { at, seq, by, type, sheet, together, title, auto, writers, note, from, to } = row;
  const said = { at: wholeOf(at), seq: wholeOf(seq), by: textOf(by) };
  switch (type) {
    case 'sheet':
      return [{ ...said, type, sheet: textOf(sheet), together: together === true }];
    case 'snapshot':
      return [{ ...said, type, sheet: textOf(sheet), title: textOf(title), auto: auto === true }];
    case 'writers':
      return [{ ...said, type, writers: writers === 'coach' ? 'coach' : 'all' }];
    case 'zone':
      return [{ ...said, type, note: textOf(note), from: textOf(from), to: textOf(to) }];
    case 'spotlight':
      return [{ ...said, type, note: note === null ? null : textOf(note) }];
    case 'round':
      return stepOf(said, textOf(sheet), row);
    default:
      return [];
  }
}

function stepOf(said: Said, sheet: string, { id, do: what, on, zone, names, person }: Readonly<Record<string, unknown>>): RoundChapter[] {
  const step = { ...said, type: 'round', id: textOf(id), sheet } as const;
  if (what === 'start') {
    const where = zone === 'ring' || zone === 'each' ? zone : 'inner';
    return [{ ...step, do: what, on: on === null ? null : textOf(on), zone: where, names: names === true }];
  }
  if (what === 'stuck') return [{ ...step, do: what, person: textOf(person) }];
  return what === 'choose' || what === 'reveal' || what === 'end' ? [{ ...step, do: what }] : [];
}

function sessionOf(value: unknown): Session {
  const { id, start, end } = fieldsOf(value);
  const session = { id: textOf(id), start: wholeOf(start), end: end === null ? null : wholeOf(end) };
  if (session.end !== null && session.end < session.start) throw new Unsound('order');
  return session;
}

function messageOf(value: unknown): Message {
  const { at, seq, by, text } = fieldsOf(value);
  return { at: wholeOf(at), seq: wholeOf(seq), by: textOf(by), text: textOf(text) };
}
