/** The sheet in words: what is one drawing, what is told of what others do. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card, Element, Ink, Note, OthersAct, Shape } from '../../board/types';
import { switchLanguage } from '../../i18n/language';
import { fieldName } from '../writing/fieldName';
import { drawingsOf } from './drawings';
import { labelOf } from './items';
import { Gathering, type Telling } from './told';

const common = { sheet: 'AAAAAAAAAAA', order: 'a0', by: 'eva' };
const NAMES: Readonly<Record<string, string>> = { eva: 'Eva', 'eva-2': 'Eva', sam: 'Sam' };
const nameOf = (by: string): string => NAMES[by] ?? by;
const stroke = (id: string, x: number, y: number, more: Partial<Ink> = {}): Ink => ({
  ...common, id, type: 'ink', marker: 0, width: 0, points: new Uint8Array(), frame: [x, y, 30, 30, 0], ...more,
});
const note = (id: string, text: string, more: Partial<Note> = {}): Note => ({
  ...common, id, type: 'note', colour: 0, text, frame: [0, 0, 220, 220, 0], ...more,
});
const shape = (more: Partial<Shape>): Shape => ({
  ...common, id: 's', type: 'shape', shape: 'arrow', marker: 1, width: 1, frame: [400, 700, 200, 0, 0], ...more,
});

beforeEach(() => switchLanguage('nl'));
afterEach(() => switchLanguage('nl'));

describe('strokes', () => {
  const shapes = (inks: readonly Ink[]): string[] => drawingsOf(inks, nameOf).map(({ strokes }) => strokes.map(({ id }) => id).join(''));

  it('of one person, one after another and lying together, are one drawing', () => {
    expect(shapes([stroke('a', 0, 0), stroke('b', 80, 0), stroke('c', 160, 0), stroke('d', 700, 900)])).toEqual(['abc', 'd']);
  });

  it('of two people who draw at the same time at the same place are two', () => {
    const two = [stroke('a', 0, 0), stroke('b', 10, 0, { by: 'sam' }), stroke('c', 20, 0), stroke('d', 30, 0, { by: 'sam' })];
    expect(shapes(two)).toEqual(['ac', 'bd']);
  });

  it('of another visit of the same person belong to it, of a highlighter not', () => {
    const three = [stroke('a', 0, 0), stroke('b', 20, 0, { by: 'eva-2' }), stroke('c', 40, 0, { tip: 'highlighter' })];
    expect(shapes(three)).toEqual(['ab', 'c']);
  });

  it('two thousand of them are never many more things than a sheet has parts', () => {
    const many = Array.from({ length: 2000 }, (_, at) =>
      stroke(`i${at}`, (at * 379) % 970, (at * 811) % 1380, { by: at % 2 === 0 ? 'eva' : 'sam' }),
    );
    const drawings = drawingsOf(many, nameOf);
    expect(drawings.length).toBeLessThanOrEqual(18);
    expect(drawings.flatMap(({ strokes }) => strokes)).toHaveLength(2000);
  });
});

describe('a card in words', () => {
  const card = (more: Partial<Card>): Card => ({
    ...common, id: 'c', type: 'card', kind: 'step', title: 'Mijn stapje', labels: ['wat', 'wanneer'], cells: ['', ''],
    columns: 1, value: null, frame: [0, 0, 700, 700, 0], ...more,
  });

  it('says each field with a name, what is in it, and the number when there is one', () => {
    expect(labelOf(card({}), nameOf)).toBe('Kaart Mijn stapje: wat: nog leeg; wanneer: nog leeg');
    expect(labelOf(card({ cells: ['bellen\nmet Jan', ''] }), nameOf)).toBe('Kaart Mijn stapje: wat: bellen met Jan; wanneer: nog leeg');
    expect(labelOf(card({ kind: 'closing', labels: ['mee'], cells: ['rust'], value: 0 }), nameOf)).toBe('Kaart Mijn stapje: mee: rust; hoe nuttig: 0');
    expect(labelOf(card({ kind: 'closing', labels: ['mee'], cells: ['rust'], value: 7.5 }), nameOf)).toMatch(/hoe nuttig: 7,5$/);
  });

  it('names a field without a label by its column and how far down it is, and passes over what is bare', () => {
    const grid = card({ columns: 2, labels: ['wat', 'hoe', '', '', '', ''], cells: ['slapen', '', '', 'pauze', '', ''] });
    expect(labelOf(grid, nameOf)).toBe('Kaart Mijn stapje: wat: slapen; hoe: nog leeg; hoe 2: pauze');
    expect(fieldName(grid, 4)).toBe('wat 3');
    expect(fieldName(card({ labels: ['', ''] }), 1)).toBe('Veld 2');
  });
});

describe('in words', () => {
  it.each([
    [shape({}), 'Blauwe pijl naar rechts, in het midden'],
    [shape({ frame: [400, 700, 200, 0, 90] }), 'Blauwe pijl naar beneden, in het midden'],
    [shape({ frame: [400, 700, 200, 0, -135] }), 'Blauwe pijl naar linksboven, in het midden'],
    [shape({ frame: [400, 700, 200, 0, 359] }), 'Blauwe pijl naar rechts, in het midden'],
    [shape({ shape: 'ellipse', frame: [0, 0, 200, 210, 0], marker: 3 }), 'Rode cirkel, linksboven'],
    [shape({ shape: 'ellipse', frame: [700, 0, 200, 100, 0], marker: 0, locked: true }), 'Zwart ovaal, rechtsboven, staat vast'],
    [{ ...common, id: 'p', type: 'picture', blob: '', alt: ' een hond ', frame: [0, 0, 9, 9, 0] } as Element, 'Foto: een hond'],
    [{ ...common, id: 'p', type: 'picture', blob: '', alt: '', frame: [0, 1300, 9, 9, 0] } as Element, 'Foto zonder beschrijving, linksonder'],
    [{ ...common, id: 'u', type: 'unknown', frame: [0, 0, 9, 9, 0] } as Element, 'Iets dat deze pagina nog niet kent, linksboven'],
  ])('%#', (element, words) => expect(labelOf(element, nameOf)).toBe(words));

  it('a stroke says whose, how, and where, in English too', () => {
    const ink = stroke('a', 900, 1300, { marker: 3 });
    expect(labelOf(ink, nameOf)).toBe('Tekening van Eva, rood, 1 streep, rechtsonder');
    switchLanguage('en');
    expect(labelOf(ink, nameOf)).toBe('Drawing by Eva, red, 1 stroke, bottom right');
  });
});

describe('what others do', () => {
  const telling: Telling = { nameOf, sheetName: () => 'Vel 2', shown: common.sheet };
  const act = (before: Element | null, after: Element | null, author = 'sam'): OthersAct => ({ author, seq: 1, changes: [{ before, after }] });
  const all = (gathering: Gathering, from: number, to = from + 20_000): string[] => {
    const said: string[] = [];
    for (let now = from; now <= to; now += 250) {
      const next = gathering.next(now, telling);
      if (next !== null) said.push(next);
    }
    return said;
  };

  it('a note is told once, with all that was typed on it until its writer rests', () => {
    const gathering = new Gathering();
    gathering.add(act(null, note('n', '')), nameOf, 0);
    gathering.add(act(note('n', ''), note('n', 'ru')), nameOf, 1000);
    gathering.add(act(note('n', 'ru'), note('n', 'rust')), nameOf, 2000);
    expect(gathering.next(2500, telling)).toBeNull();
    expect(all(gathering, 3500)).toEqual(['Sam plakte een briefje: rust']);
    expect(gathering.isEmpty).toBe(true);
  });

  it('much of a kind is one sentence, and two sentences are two seconds apart', () => {
    const gathering = new Gathering();
    for (let at = 0; at < 40; at++) gathering.add(act(null, stroke(`i${at}`, 0, 0)), nameOf, at * 10);
    gathering.add(act(note('a', 'x'), null), nameOf, 410);
    gathering.add(act(note('b', 'y'), null), nameOf, 420);
    let last = -Infinity;
    const said: string[] = [];
    for (let now = 0; now < 20_000; now += 100) {
      const next = gathering.next(now, telling);
      if (next === null) continue;
      expect(now - last).toBeGreaterThanOrEqual(2000);
      last = now;
      said.push(next);
    }
    expect(said).toEqual(['Sam tekende', 'Sam haalde 2 dingen weg']);
  });

  it('who never rests is told of after a while', () => {
    const gathering = new Gathering();
    let heard: string | null = null;
    for (let now = 0; now < 8000 && heard === null; now += 500) {
      gathering.add(act(note('n', `${now}`), note('n', `${now + 500}`)), nameOf, now);
      heard = gathering.next(now, telling);
    }
    expect(heard).toMatch(/^Sam schreef: /);
  });

  it('what came and went before it was told is not told', () => {
    const gathering = new Gathering();
    gathering.add(act(null, note('n', '')), nameOf, 0);
    gathering.add(act(note('n', ''), null), nameOf, 100);
    expect(all(gathering, 5000)).toEqual([]);
  });

  it('moving, colouring, drawing a shape and what is on another sheet have their words', () => {
    const gathering = new Gathering();
    gathering.add(act(note('n', 'rust'), note('n', 'rust', { frame: [9, 9, 220, 220, 0] })), nameOf, 0);
    gathering.add(act(null, shape({ sheet: 'BBBBBBBBBBB' })), nameOf, 10);
    expect(all(gathering, 3000)).toEqual([
      'Sam verschoof: geel briefje van Eva: rust',
      'Sam tekende: blauwe pijl naar rechts, in het midden (Vel 2)',
    ]);
  });
});
