import { describe, expect, it } from 'vitest';
import type { Card, Circles, Element, Frame, Ink, Mark, Note, Scale } from '../board/types';
import { changesBetween, type Change } from './compare';

const common = { sheet: 'SSSSSSSSSSS', order: 'a0', by: 'EEEEEEEEEEE' };
const at = (x: number, y: number, w = 168, h = 168): Frame => [x, y, w, h, 0];
const note = (id: string, text: string, frame = at(100, 100), more: Partial<Note> = {}): Note => ({ ...common, id, type: 'note', frame, colour: 0, text, ...more });
const circles = (more: Partial<Circles> = {}): Circles => ({
  ...common, id: 'circles', type: 'circles', frame: [0, 0, 1000, 1000, 0], topic: 'Grenzen', inner: 'lukt al', ring: 'wil ik nog', outside: '', drawn: 2, ...more,
});
const mark = (id: string, value: readonly number[], more: Partial<Mark> = {}): Mark => ({ id, kind: 'now', value, at: 1, by: common.by, name: '', ...more });
const scale = (marks: readonly Mark[], more: Partial<Scale> = {}): Scale => ({
  ...common, id: 'scale', type: 'scale', frame: [100, 600, 800, 120, 0], topic: 'Rust', low: '', high: '', marks, ...more,
});
const card = (cells: readonly string[], more: Partial<Card> = {}): Card => ({
  ...common, id: 'card', type: 'card', frame: [100, 100, 700, 700, 0], kind: 'step', title: 'Mijn stapje', labels: ['wat', 'wanneer'], cells, columns: 1, value: null, ...more,
});
const ink = (id: string, bytes: readonly number[], frame = at(10, 10, 40, 40)): Ink => ({ ...common, id, type: 'ink', frame, marker: 0, width: 1, points: new Uint8Array(bytes) });

const between = (before: readonly Element[], after: readonly Element[]): readonly Change[] =>
  changesBetween({ paper: 'plain', elements: before }, { paper: 'plain', elements: after });
/** id, and what became of it in a word */
const told = (changes: readonly Change[]): string[] =>
  changes.map(({ before, after, moved, zones, differs }) => {
    const what = before === null ? ['new'] : after === null ? ['gone'] : [moved ? 'moved' : '', ...differs.map((one) => one.what)];
    return [(after ?? before)?.id, ...what, zones === null ? '' : `${zones.from}>${zones.to}`].filter(Boolean).join(' ');
  });

const full: readonly Element[] = [circles(), note('a', 'nee zeggen'), scale([mark('m', [4])]), card(['bellen', '']), ink('i', [1, 2, 3])];

describe('two states', () => {
  it('that are the same differ in nothing, be they one or equal', () => {
    expect(between(full, full)).toEqual([]);
    expect(between(full, structuredClone(full) as readonly Element[])).toEqual([]);
    expect(between([], [])).toEqual([]);
  });
  it('from an empty sheet all is new, to an empty one all is gone', () => {
    expect(told(between([], full)).every((one) => one.endsWith(' new'))).toBe(true);
    expect(told(between(full, [])).every((one) => one.endsWith(' gone'))).toBe(true);
    expect(between([], full)).toHaveLength(full.length);
    expect(between(full, [])).toHaveLength(full.length);
  });
  it('what was taken away and brought back under its id is as it was', () => {
    expect(told(between(full, full.slice(1)))).toEqual(['circles gone']);
    expect(told(between(full.slice(1), full))).toEqual(['circles new']);
    expect(between(full, [...full.slice(1), circles()])).toEqual([]);
  });
  it('what was put back as a copy under other ids is as it was', () => {
    const copy = full.map((element) => ({ ...element, id: `${element.id}2`, sheet: 'TTTTTTTTTTT' }));
    expect(between(full, copy)).toEqual([]);
  });
  it('are read from the top left, what is gone where it lay', () => {
    const before = [note('gone', 'weg', at(500, 100)), note('low', 'laag', at(100, 900))];
    const after = [note('low', 'lager', at(100, 900)), note('new', 'nieuw', at(100, 100))];
    expect(told(between(before, after))).toEqual(['new new', 'gone gone', 'low words']);
  });
});

describe('a note', () => {
  it('moved from the ring into the inner circle says from where', () => {
    const [before, after] = [note('a', 'nee zeggen', at(416, 40)), note('a', 'nee zeggen', at(416, 416))];
    expect(told(between([circles(), before], [circles(), after]))).toEqual(['a moved ring>inner']);
    expect(told(between([before], [after]))).toEqual(['a moved']);
  });
  it('moved to the very same zone has no zones', () => {
    expect(told(between([circles(), note('a', 'x', at(416, 416))], [circles(), note('a', 'x', at(426, 416))]))).toEqual(['a moved']);
  });
  it('lies in another zone when the circles moved and it did not', () => {
    const one = note('a', 'x', at(416, 416));
    expect(told(between([circles(), one], [circles({ frame: [600, 0, 1000, 1000, 0] }), one]))).toEqual(['circles moved', 'a inner>outside']);
  });
  it('with the same words elsewhere under another id is one that moved', () => {
    expect(told(between([note('a', 'rust')], [note('b', ' rust ', at(500, 500))]))).toEqual(['b moved']);
  });
  it('of many with the same words the nearest are the same', () => {
    const before = [note('a', 'rust', at(0, 0)), note('b', 'rust', at(0, 800))];
    const after = [note('c', 'rust', at(0, 790)), note('d', 'rust', at(10, 0)), note('e', 'rust', at(500, 400))];
    expect(told(between(before, after))).toEqual(['d moved', 'e new', 'c moved']);
  });
  it('without words under another id is another one', () => {
    expect(told(between([note('a', '  ')], [note('b', '')])).sort()).toEqual(['a gone', 'b new']);
  });
  it('says what its words were and are, and who chose it', () => {
    const [found] = between([note('a', 'rust')], [note('a', 'meer rust', at(100, 100), { chosen: true, choices: [{ id: 'c', at: 1, by: common.by, names: ['Sam', 'Noor'] }] })]);
    expect(found?.differs).toEqual([
      { what: 'words', field: null, at: 0, before: 'rust', after: 'meer rust' },
      { what: 'chosen', now: true },
      { what: 'choice', names: ['Sam', 'Noor'], now: true },
    ]);
  });
  it('that only grew at its foot did not move; a hair is no move', () => {
    expect(told(between([note('a', 'x', at(0, 0, 168, 168))], [note('a', 'x', at(0, 0, 168, 300))]))).toEqual(['a size']);
    expect(between([note('a', 'x', at(0, 0))], [note('a', 'x', at(0.2, 0.1))])).toEqual([]);
  });
  it('with white space only more is as it was, and so is one that came to the front or was locked', () => {
    expect(between([note('a', 'x')], [note('a', 'x\n', at(100, 100), { order: 'b', locked: true })])).toEqual([]);
  });
  it('in another colour looks otherwise', () => {
    expect(told(between([note('a', 'x')], [note('a', 'x', at(100, 100), { colour: 2 })]))).toEqual(['a look']);
  });
});

describe('an exercise', () => {
  it('a scale tells each mark that came, went or stands elsewhere, and nothing of the others', () => {
    const before = scale([mark('a', [4]), mark('b', [7], { kind: 'highest' }), mark('c', [])]);
    const after = scale([mark('a', [4]), mark('b', [8], { kind: 'highest' }), mark('d', [5.5], { at: 9 })]);
    const [found] = between([before], [after]);
    expect(found?.differs.map((one) => one.what === 'mark' && [one.before?.value, one.after?.value])).toEqual([
      [[], undefined],
      [[7], [8]],
      [undefined, [5.5]],
    ]);
  });
  it('a card tells which field, a closing card its number, and a label that was named anew', () => {
    const [found] = between([card(['bellen', ''])], [card(['bellen met Jan', 'woensdag'], { labels: ['wat', 'welke dag'], value: 7 })]);
    expect(found?.differs).toEqual([
      { what: 'words', field: 'wat', at: 0, before: 'bellen', after: 'bellen met Jan' },
      { what: 'label', label: 'field', before: 'wanneer', after: 'welke dag' },
      { what: 'words', field: 'welke dag', at: 1, before: '', after: 'woensdag' },
      { what: 'number', before: null, after: 7 },
    ]);
  });
  it('a card that lost a field tells of its words', () => {
    expect(told(between([card(['a', 'b'])], [card(['a'], { labels: ['wat'] })]))).toEqual(['card label words']);
  });
  it('the only scale of another sheet is compared with this one, of two none is', () => {
    const other = scale([mark('x', [6])], { id: 'other', topic: 'Energie' });
    expect(told(between([scale([mark('m', [4])])], [other]))).toEqual(['other label mark mark']);
    expect(told(between([scale([])], [other, { ...other, id: 'third', topic: 'Slaap' }])).sort()).toEqual(['other new', 'scale gone', 'third new']);
  });
  it('circles tell their words, and a ring that was drawn', () => {
    expect(told(between([circles({ drawn: 1 })], [circles({ inner: 'gaat goed' })]))).toEqual(['circles label drawn']);
  });
});

it('a stroke is itself by what was drawn, wherever it lies by now', () => {
  expect(told(between([ink('a', [1, 2])], [ink('b', [1, 2], at(300, 300, 40, 40))]))).toEqual(['b moved']);
  expect(told(between([ink('a', [1, 2])], [ink('b', [1, 3])])).sort()).toEqual(['a gone', 'b new']);
});
it('an id that became another kind of thing is one gone and one new', () => {
  expect(told(between([note('a', 'x')], [{ ...common, id: 'a', type: 'text', frame: at(100, 100), marker: 0, size: 1, text: 'x' }])).sort()).toEqual(['a gone', 'a new']);
});
