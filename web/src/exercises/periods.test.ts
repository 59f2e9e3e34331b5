import { expect, it } from 'vitest';
import type { Past } from '../board/past';
import type { Card, Circles, Element, Note, Scale } from '../board/types';
import { boundaries, periodsOf } from './periods';
import type { Session } from './sessions';

const common = { sheet: 'S', order: 'a0', by: 'eva' } as const;
const circles: Circles = { ...common, id: 'C', type: 'circles', frame: [45, 207, 910, 910, 0], topic: '', inner: 'al', ring: 'nog', outside: '', drawn: 2 };
const note = (id: string, y: number, text = id): Note => ({ ...common, id, type: 'note', frame: [450, y, 100, 100, 0], colour: 0, text });
const scale = (values: readonly number[]): Scale => ({
  ...common, id: 'L', type: 'scale', frame: [120, 720, 760, 120, 0], topic: '', low: '', high: '',
  marks: values.map((value, at) => ({ id: `m${at}`, kind: 'now', value: [value], at, by: 'sam', name: '' })),
});
const card = (text: string): Card => ({
  ...common, id: 'K', type: 'card', frame: [0, 0, 9, 9, 0], kind: 'step', title: 'Stapje', labels: ['wat'], cells: [text], columns: 1, value: null,
});
const past = (elements: readonly Element[], forgotten = 0): Past => ({
  sheets: [{ id: 'S', title: '', order: 'a0', paper: 'plain' }, { id: 'G', title: '', order: 'a1', paper: 'plain', gone: true }],
  elements: (sheet) => (sheet === 'S' ? elements : []),
  forgotten,
});
const [first, second]: Session[] = [
  { id: 'one', start: 1, end: 2, from: 3, to: 8 },
  { id: 'two', start: 5, end: null, from: 9, to: null },
];
if (first === undefined || second === undefined) throw new Error('two sessions');

it('periods lie between the starts and ends of sessions, the last one reaching to now', () => {
  expect(boundaries([], 7)).toEqual([0, 7]);
  expect(boundaries([first], 12)).toEqual([0, 3, 8, 12]);
  expect(boundaries([first, second], 12)).toEqual([0, 3, 8, 9, 12]);
});

it('tells what each session left, in its order, and what came about between', () => {
  const [ring, beside] = [note('ring', 250), note('beside', 1300)];
  const pasts = [
    past([]),
    past([circles]),
    past([circles, ring, scale([4])]),
    past([circles, ring, scale([4]), beside]),
    past([circles, { ...ring, frame: [450, 600, 100, 100, 0] }, scale([4, 5]), beside, card('bellen')]),
  ];
  const told = periodsOf([first, second], pasts).map(({ session, sheets }) => [
    session?.id ?? null,
    sheets.map(({ id, moved, added, marks, cards }) => [
      id, moved.map(({ note: { id: of }, from, to }) => `${of}: ${from} ${to}`), added.map(({ note: { id: of }, zone }) => `${of}: ${zone}`),
      marks.map(({ mark }) => mark.value[0]), cards.map(({ cells }) => cells[0]),
    ]),
  ]);
  expect(told).toEqual([
    [null, [['S', [], [], [], []]]],
    ['one', [['S', [], ['ring: ring'], [4], []]]],
    [null, [['S', [], ['beside: outside'], [], []]]],
    ['two', [['S', ['ring: ring inner'], [], [5], ['bellen']]]],
  ]);
});

it('a session in which nothing changed is told all the same; a past that was erased tells nothing', () => {
  const same = past([circles]);
  expect(periodsOf([first], [past([]), same, same, same]).map(({ session, sheets }) => [session?.id ?? null, sheets.length])).toEqual([[null, 1], ['one', 0]]);
  expect(periodsOf([first], [past([]), past([], 2), past([circles], 2), past([circles], 2)]).map(({ sheets }) => sheets.length)).toEqual([0]);
});
