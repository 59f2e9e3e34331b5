// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card, Circles, Element, Ink, Mark, Note, Scale } from '../../board/types';
import { changesBetween } from '../../exercises/compare';
import { switchLanguage } from '../../i18n/language';
import { tell, type Telling } from './told';

const common = { sheet: 'SSSSSSSSSSS', order: 'a0', by: 'sam' };
const note = (id: string, text: string, x: number, y: number, more: Partial<Note> = {}): Note => ({ ...common, id, type: 'note', frame: [x, y, 168, 168, 0], colour: 0, text, ...more });
const circles = (more: Partial<Circles> = {}): Circles => ({ ...common, id: 'c', type: 'circles', frame: [45, 207, 910, 910, 0], topic: 'Grenzen', inner: '', ring: '', outside: '', drawn: 2, ...more });
const mark = (id: string, value: readonly number[], at: number, more: Partial<Mark> = {}): Mark => ({ id, kind: 'now', value, at, by: 'sam', name: '', ...more });
const scale = (marks: readonly Mark[]): Scale => ({ ...common, id: 's', type: 'scale', frame: [100, 600, 800, 120, 0], topic: 'Rust', low: '', high: '', marks });
const card = (cells: readonly string[], value: number | null = null): Card => ({
  ...common, id: 'k', type: 'card', frame: [100, 100, 700, 700, 0], kind: 'closing', title: 'Tot slot', labels: ['wat', ''], cells, columns: 1, value,
});
const ink = (id: string, x: number, by = 'sam'): Ink => ({ ...common, id, type: 'ink', by, frame: [x, 1300, 40, 40, 0], marker: 0, width: 1, points: new Uint8Array([id.charCodeAt(0)]) });

const NAMES: Readonly<Record<string, string>> = { sam: 'Sam', eva: 'Eva' };
const told = (before: readonly Element[], after: readonly Element[]): Telling => {
  const [was, is] = [{ paper: 'plain', elements: before } as const, { paper: 'plain', elements: after } as const];
  return tell(changesBetween(was, is), was, is, (by) => NAMES[by] ?? '');
};
const lines = ({ list }: Telling): readonly string[] => list.map(({ number, what, said }) => `${number} ${what.join()}: ${said.join(' | ')}`);

beforeEach(() => switchLanguage('nl'));
afterEach(() => switchLanguage('nl'));

describe('what is otherwise, in words', () => {
  it('is nothing where nothing is', () => {
    expect(told([circles()], [circles()])).toEqual({ sum: 'Er is niets anders.', list: [] });
  });
  it('counts new notes and says from where to where one went', () => {
    const before = [circles(), note('a', 'nee zeggen', 800, 1220)];
    const after = [circles(), note('a', 'nee zeggen', 416, 640), note('b', 'rust', 10, 10), note('d', 'slapen', 416, 240), note('e', '', 700, 20)];
    const { sum, ...rest } = told(before, after);
    expect(sum).toBe('3 nieuwe briefjes, 1 verplaatst van buiten de cirkels naar de binnenste cirkel');
    expect(lines({ sum, ...rest })).toEqual([
      '1 new: briefje “rust”, buiten de cirkels',
      '2 new: leeg briefje, buiten de cirkels',
      '3 new: briefje “slapen”, in de ring',
      '4 moved: briefje “nee zeggen”: van buiten de cirkels naar de binnenste cirkel',
    ]);
  });
  it('calls a zone by its own word where it has one', () => {
    const own = circles({ inner: 'lukt al', ring: 'wil ik nog' });
    expect(told([own, note('a', 'x', 416, 240)], [own, note('a', 'x', 416, 640)]).sum).toBe('1 verplaatst van “wil ik nog” naar “lukt al”');
  });
  it('of a note that lies there still says what became of its words and who chose it', () => {
    const after = note('a', 'meer rust', 10, 10, { chosen: true, choices: [{ id: 'c', at: 1, by: 'sam', names: ['Sam', 'Noor'] }] });
    expect(lines(told([note('a', 'rust', 10, 10)], [after]))).toEqual(['1 changed: briefje: eerst “rust”, nu “meer rust” | briefje: nu gekozen | briefje: nu gekozen door Sam en Noor']);
    expect(lines(told([after], [note('a', '', 10, 10)]))[0]).toContain('eerst stond er “meer rust”, nu niets | briefje: niet meer gekozen |');
  });
  it('what moved without zones says where it lay and lies', () => {
    expect(lines(told([note('a', 'x', 10, 10)], [note('a', 'x', 700, 1200)]))).toEqual(['1 moved: briefje “x”: lag linksboven, ligt nu rechtsonder']);
    expect(lines(told([note('a', 'x', 10, 10)], [note('a', 'x', 30, 10)]))).toEqual(['1 moved: briefje “x”: iets verschoven']);
  });
  it('a scale tells each mark with what it was then, and nothing of better or worse', () => {
    const telling = told([scale([mark('a', [4], 1), mark('b', [7], 1, { kind: 'highest' })])], [scale([mark('a', [4], 1), mark('c', [4.5, 5], 9), mark('d', [], 9, { kind: 'own', name: 'Jan' })])]);
    expect(lines(telling)).toEqual(['1 changed: schaal “Rust”: streepje hoogste tot nu toe 7 is weg | schaal “Rust”: nieuw streepje nu 4,5 – 5; dat was 4 | schaal “Rust”: nieuw streepje Jan geen cijfer']);
    expect(telling.sum).toBe('1 veranderd');
  });
  it('a card tells each field, one without a name by its number', () => {
    expect(lines(told([card(['bellen', ''])], [card(['bellen met Jan', 'dinsdag'], 7.5)]))).toEqual([
      '1 changed: kaart “Tot slot”, wat: eerst “bellen”, nu “bellen met Jan” | kaart “Tot slot”, vak 2: nu staat er “dinsdag” | kaart “Tot slot”, hoe nuttig: eerst geen cijfer, nu 7,5',
    ]);
  });
  it('strokes that lie together are one drawing, of each person their own', () => {
    const { sum, list } = told([], [ink('1', 10), ink('2', 40), ink('3', 60, 'eva'), ink('4', 900)]);
    expect(sum).toBe('3 nieuwe tekeningen');
    expect(list.map(({ changes, said }) => [changes.length, said[0]])).toEqual([
      [2, 'tekening van Sam, linksonder'], [1, 'tekening van Eva, linksonder'], [1, 'tekening van Sam, rechtsonder'],
    ]);
    expect(lines(told([ink('1', 10), ink('2', 40)], []))).toEqual(['1 gone: tekening van Sam: stond linksonder']);
  });
  it('all that is gone is told where it was', () => {
    const { sum, ...rest } = told([circles(), note('a', 'x', 416, 640)], []);
    expect(sum).toBe('2 weg');
    expect(lines({ sum, ...rest })).toEqual(['1 gone: cirkels “Grenzen”: stond in het midden', '2 gone: briefje “x”: lag in de binnenste cirkel']);
  });
  it('a long text is only begun', () => {
    expect(told([], [note('a', 'woord '.repeat(80), 10, 10)]).list[0]?.said[0]).toMatch(/^briefje “(woord ){26}woor…”/);
  });
});
