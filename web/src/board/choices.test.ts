/** Who chose which note is read as Python reads it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { personId } from '../exercises/round/person';
import { choicesOf, peopleOf } from './choices';
import { readElement } from './schema';
import { notes, opened } from './testing/boards';
import type { Note } from './types';

interface Vectors {
  readonly choices: {
    readonly notes: readonly { id: string; fields: Readonly<Record<string, unknown>> }[];
    readonly hold: Readonly<Record<string, readonly string[]>>;
    readonly people: readonly { id: string; links: readonly number[] }[];
  };
}
const { choices } = JSON.parse(readFileSync(new URL('../../../tests/wire/exercises.py.json', import.meta.url), 'utf8')) as Vectors;
const A = 'AAAAAAAAAAA';

function note(id: string, fields: Readonly<Record<string, unknown>>): Note {
  const read = readElement(id, { type: 'note', sheet: A, order: 'a0', by: A, frame: [0, 0, 9, 9, 0], colour: 0, text: '', ...fields });
  if (read?.type !== 'note') throw new Error(id);
  return read;
}

describe('choices', () => {
  it('hold as in Python: each person’s newest, a duo’s for both; the unsound are not read', () => {
    const held = choicesOf(choices.notes.map(({ id, fields }) => note(id, fields)));
    expect(Object.fromEntries([...held].map(([id, some]) => [id, some.map((one) => one.id)]))).toEqual(choices.hold);
    expect(Object.values(choices.hold).flat().length).toBeGreaterThan(2);
    expect(note('AAAAAAAAAAE', choices.notes.at(-1)?.fields ?? {}).choices).toBeUndefined();
  });

  it('are under the links of those who chose', () => {
    for (const { id, links } of choices.people) expect(peopleOf(id), id).toEqual(links);
    expect(peopleOf(personId(7))).toEqual([7]);
    expect(peopleOf(personId(9, 4))).toEqual([4, 9]);
    expect(personId(9, 4)).toBe(personId(4, 9));
    expect(peopleOf(personId(0xffffffff))).toEqual([0xffffffff]);
  });
});

it('choosing another note takes the first choice with it, as one act, and moves nothing', () => {
  const { first: { board } } = opened(1);
  const sheet = board.sheets.value[0]?.id ?? '';
  const [a = '', b = ''] = [board.addNote(sheet, 300, 300, 0), board.addNote(sheet, 700, 300, 0)];
  const of = (id: string): Note => notes(board).find((one) => one.id === id) as Note;
  const frames = [of(a).frame, of(b).frame];
  const me = personId(2);
  board.choose(a, { id: me, at: 5, names: ['Sam'] }, []);
  expect(of(a).choices?.[0]?.names).toEqual(['Sam']);
  board.choose(b, { id: me, at: 6, names: ['Sam'] }, [{ note: a, id: me }]);
  expect([of(a).choices, of(b).choices?.length]).toEqual([undefined, 1]);
  expect([of(a).frame, of(b).frame]).toEqual(frames);
  board.undo();
  expect([of(a).choices?.length, of(b).choices]).toEqual([1, undefined]);
});

it('two who choose together at one moment, each another note, end with one choice on every page', async () => {
  const { first, second, exchange } = opened(2);
  const sheet = first.board.sheets.value[0]?.id ?? '';
  const [a = '', b = ''] = [first.board.addNote(sheet, 300, 300, 0), first.board.addNote(sheet, 700, 300, 0)];
  await exchange();
  first.board.choose(a, { id: personId(2, 3), at: 5, names: ['Sam', 'Noor'] }, []);
  second.board.choose(b, { id: personId(2, 3), at: 6, names: ['Sam', 'Noor'] }, []);
  await exchange();
  for (const { board } of [first, second]) expect(notes(board).filter(({ choices }) => choices !== undefined).map(({ id }) => id)).toEqual([b]);
});
