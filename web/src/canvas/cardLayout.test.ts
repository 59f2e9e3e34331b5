/** How cards lie: where words begin, how large they are, and which number a point means. */
import { describe, expect, it } from 'vitest';
import { CARDS, newCard } from '../exercises/templates';
import type { Card } from '../board/types';
import { CARD_LABEL, CARD_SIZES, fieldAt, layoutCard, layoutWords, numberAt, roomyCard } from './cardLayout';
import { NOTE_LINE, type Measure } from './noteText';

const measure: Measure = (text) => text.length * 0.45;

function card(kind: string, cells: readonly string[] = [], changed: Partial<Card> = {}): Card {
  const template = CARDS.find(({ id }) => id === kind);
  if (template === undefined) throw new Error(kind);
  const made = newCard(template, 'nl') as Omit<Card, 'id' | 'sheet' | 'order' | 'by'>;
  const common = { id: 'c', sheet: 'AAAAAAAAAAA', order: 'a0', by: 'AAAAAAAAAAA' };
  return { ...common, ...made, cells: made.cells.map((_, at) => cells[at] ?? ''), ...changed };
}

describe('a card', () => {
  it('has words begin under their label, however long that is, at one height in a row', () => {
    const long = layoutCard(card('roles', ['een training']), measure).fields;
    const short = layoutCard(card('success', ['vorige week']), measure).fields;
    const under = (fields: typeof long, at: number): number => (fields[at]?.room[1] ?? 0) - (fields[at]?.frame[1] ?? 0);
    expect(under(long, 0)).toBeGreaterThan(2 * CARD_LABEL * NOTE_LINE);
    expect(under(long, 1)).toBe(under(long, 0));
    expect(under(long, 0) - under(short, 0)).toBeCloseTo(CARD_LABEL * NOTE_LINE);
    const bare = layoutCard(card('better'), measure).fields;
    expect(under(bare, 2)).toBeLessThan(CARD_LABEL);
  });

  it('is filled by its fields, side by side, and nothing leaves its frame', () => {
    for (const { id } of CARDS) {
      const one = card(id);
      const { fields, numbers } = layoutCard(one, measure);
      const [x, y, w, h] = one.frame;
      for (const { frame, room } of fields) {
        expect(room[1] + room[3]).toBeLessThanOrEqual(frame[1] + frame[3]);
        expect(frame[0]).toBeGreaterThanOrEqual(x);
        expect(frame[0] + frame[2]).toBeLessThanOrEqual(x + w);
        expect(frame[1] + frame[3]).toBeLessThanOrEqual(y + h + 1e-6);
      }
      const low = Math.max(...fields.map(({ frame }) => frame[1] + frame[3]), numbers === null ? 0 : numbers.frame[1] + numbers.frame[3]);
      expect(low).toBeCloseTo(y + h);
      expect(numbers !== null).toBe(id === 'closing');
    }
  });

  it('keeps sound numbers however small somebody makes it', () => {
    const tiny = layoutCard(card('closing', ['woorden'], { frame: [0, 0, 20, 20, 0] }), measure);
    for (const value of [...(tiny.fields[0]?.room ?? []), ...(tiny.numbers?.placeOf(10) ?? [])]) expect(Number.isFinite(value)).toBe(true);
  });
});

describe('a card that is taken along', () => {
  it('is as high as its words want, and as it was when they fit', () => {
    const short = card('success', ['vorige week']);
    expect(roomyCard(short, measure)).toBe(short);
    const long = 'en toen heb ik het nog eens gevraagd '.repeat(60);
    for (const one of [card('success', ['', long]), card('closing', [long]), card('closing', [long], { frame: [0, 0, 780, 150, 0] })]) {
      expect(layoutCard(one, measure).fields.some(({ cut }) => cut)).toBe(true);
      const { fields, numbers } = layoutCard(roomyCard(one, measure), measure);
      expect(fields.some(({ cut }) => cut)).toBe(false);
      expect(numbers !== null).toBe(one.kind === 'closing');
    }
  });
});

describe('words in a field', () => {
  const laid = (text: string, height = 200) => layoutWords(text, 400, height, 52, measure);

  it('are large while there is room, and step down before anything is left out', () => {
    expect(laid('kort').words.size).toBe(52);
    const sizes = [10, 20, 30, 40, 50, 60].map((count) => laid('woord '.repeat(count).trim(), 420).words.size);
    expect([...sizes].sort((a, b) => b - a)).toEqual(sizes);
    expect(new Set(sizes).size).toBeGreaterThan(2);
    for (const size of sizes) expect(CARD_SIZES).toContain(size);
  });

  it('say everything they can, and end in an ellipsis only when the smallest size does not do', () => {
    const text = Array.from({ length: 120 }, (_, at) => `w${at}`).join(' ');
    const { words, cut } = laid(text);
    expect(cut).toBe(true);
    expect(words.size).toBe(28);
    expect(words.lines.length * words.size * NOTE_LINE).toBeLessThanOrEqual(200);
    expect(words.lines.at(-1)).toMatch(/…$/);
    expect(text.startsWith(words.lines.join('').replace(/…$/, ''))).toBe(true);
    for (const line of words.lines) expect(measure(line.trimEnd()) * 28).toBeLessThanOrEqual(400);
    const fits = laid('woord '.repeat(12).trim());
    expect(fits.cut).toBe(false);
    expect(fits.words.lines.join('')).not.toContain('…');
  });

  it('lose nothing to empty lines at their end, and no half of a letter', () => {
    expect(laid(`een\ntwee${'\n'.repeat(40)}`).cut).toBe(false);
    const faces = layoutWords('👩🏽‍🦰'.repeat(60), 300, 40, 52, (text) => [...text].length * 0.3);
    expect(faces.cut).toBe(true);
    expect(faces.words.lines.at(-1)).toMatch(/^(👩🏽‍🦰)+…$/u);
  });
});

describe('a point on a card', () => {
  const layout = layoutCard(card('closing'), measure);

  it('means the number that it is nearest to, or the field that it is in', () => {
    for (const value of [0, 4, 10]) {
      const [x, y] = layout.numbers?.placeOf(value) ?? [0, 0];
      expect(numberAt(layout, [x + 20, y - 20])).toBe(value);
      expect(fieldAt(layout, [x, y])).toBeNull();
      expect(numberAt(layout, [x, y - 60])).toBeNull();
    }
    expect(fieldAt(layout, [500, 350])).toBe(0);
    expect(numberAt(layout, [500, 350])).toBeNull();
    expect(numberAt(layout, [5, layout.numbers?.y ?? 0])).toBeNull();
  });

  it('means the field of its row and column, and none beside them', () => {
    const grid = layoutCard(card('reflection'), measure);
    for (const [at, { frame: [x, y, w, h] }] of grid.fields.entries()) expect(fieldAt(grid, [x + w / 2, y + h / 2])).toBe(at);
    expect(fieldAt(grid, [500, 200])).toBeNull();
  });

  it('finds halves between their neighbours, and what lies beyond the ends beside them', () => {
    const at = (value: number): number => layout.numbers?.placeOf(value)[0] ?? 0;
    expect(at(7.5)).toBeCloseTo((at(7) + at(8)) / 2);
    expect(at(-20)).toBeLessThan(at(0));
    expect(at(99)).toBeGreaterThan(at(10));
    expect(at(99)).toBeLessThan(890);
  });
});
