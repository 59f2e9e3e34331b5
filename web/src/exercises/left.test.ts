/** Sessions, what they left, and the facts as data are read as Python reads them from the same room. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BoardDocument } from '../board/document';
import { readZoneChange } from '../board/exercises';
import { byOrder } from '../board/order';
import type { Element, Sheet } from '../board/types';
import { fromBase64url } from '../crypto/base64url';
import { readExercises } from './facts';
import { whatWasLeft } from './left';
import { plainFacts } from './plain';
import { addSession, lastEnded, type Session } from './sessions';

interface Vectors {
  readonly summary: {
    readonly board: string;
    readonly chapters: readonly { readonly data: unknown; readonly at: number }[];
    readonly sessions: readonly { readonly entry: { readonly seq: number; readonly at: number; readonly data: unknown }; readonly then: unknown }[];
    readonly plain: unknown;
  };
  readonly left: {
    readonly before: string;
    readonly after: string;
    readonly moved: readonly (readonly string[])[];
    readonly new: readonly string[];
    readonly marks: readonly string[];
    readonly cards: readonly string[];
  };
}
const { summary, left } = JSON.parse(readFileSync(new URL('../../../tests/wire/exercises.py.json', import.meta.url), 'utf8')) as Vectors;

function opened(board: string): { readonly sheets: readonly Sheet[]; readonly on: (sheet: string) => readonly Element[] } {
  const document = new BoardDocument();
  document.apply(fromBase64url(board));
  document.takeTouched();
  const elements = [...document.elements.values()].sort(byOrder);
  return { sheets: document.sheets(), on: (sheet) => elements.filter((element) => element.sheet === sheet) };
}

it('sessions begin and end where the log says so, and nowhere else', () => {
  let sessions: readonly Session[] = [];
  for (const { entry, then } of summary.sessions) {
    sessions = addSession(sessions, { kind: 'session', ...entry });
    expect(sessions.map(({ id, start, end, from, to }) => [id, start, end, from, to])).toEqual(then);
  }
  expect(lastEnded(sessions)?.id).toBe('four');
  expect(lastEnded([])).toBeNull();
});

it('what a session left is the difference that it made', () => {
  const [before, after] = [opened(left.before), opened(left.after)];
  const found = whatWasLeft(after.sheets, before.sheets, before.on, after.on);
  expect(found.moved.map(({ note, from, to }) => [note, from, to])).toEqual(left.moved);
  expect(found.moved.length).toBeGreaterThan(0);
  expect(found.added).toEqual(left.new);
  expect(found.marks).toEqual(left.marks);
  expect(found.cards).toEqual(left.cards);
});

it('nothing is told of two states that are the same', () => {
  const { sheets, on } = opened(left.after);
  expect(whatWasLeft(sheets, sheets, on, on)).toEqual({ moved: [], added: [], marks: [], cards: [] });
});

it('the facts as data are the same in both programs', () => {
  const { sheets, on } = opened(summary.board);
  const changes = summary.chapters.map(({ data, at }) => readZoneChange(data, at)).filter((change) => change !== null);
  let sessions: readonly Session[] = [];
  for (const { entry } of summary.sessions) sessions = addSession(sessions, { kind: 'session', ...entry });
  const facts = plainFacts(readExercises(sheets, on, changes), sheets, sessions);
  expect(JSON.parse(JSON.stringify(facts))).toEqual(summary.plain);
});
