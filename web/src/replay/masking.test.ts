/** Of what people wrote no word is left in a masked recording, wherever they wrote it. */
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../board/testing/memoryRoom';
import { elementsAt } from './reading';
import { mask } from './masking';
import type { Change, Life, Recording } from './recording';

const SECRET = 'geheim';
const ID = 'AAAAAAAAAAE';
const KEYS = [
  'text', 'alt', 'blob', 'topic', 'inner', 'ring', 'outside', 'low', 'high', 'title', 'kind', 'labels', 'cell0', 'colour',
  'marker', 'width', 'shape', 'size', 'points', 'signed', 'chosen', 'drawn', 'upright', 'columns', 'value', 'tip', 'locked', 'type',
  'paper', 'gone', 'spokes', `mark:${ID}`, `chosen:${ID}`, 'mark:geheim', SECRET, 'cellgeheim', 'sheet', 'by',
];
const VALUES: readonly unknown[] = [
  SECRET, 'een geheim 🌱', [SECRET], [SECRET, 5, SECRET, [SECRET], 'x'], [5, SECRET, [SECRET]], ['own', 5, ID, SECRET, [4]], 3, true, null,
  { geheim: SECRET }, new TextEncoder().encode(SECRET), [0, 0, SECRET], 4.5,
];
const TYPES = ['ink', 'shape', 'text', 'note', 'picture', 'circles', 'scale', 'card', 'unknown', SECRET];

/** A recording that nobody but an unsound program makes, with words wherever there can be any. */
function written(seed: number): Recording {
  const random = seededRandom(seed);
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const some = (count: number) => Array.from({ length: count }, () => [pick(KEYS) ?? '', pick(VALUES)] as const);
  const basis = { type: pick(TYPES), sheet: ID, by: ID, order: 'a0', frame: [1, 2, 300, 200, 0], text: SECRET };
  const life: Life = {
    id: ID,
    born: [5, 1, ID],
    fields: { ...basis, ...Object.fromEntries(some(12)) },
    changes: some(6).map(([key, value], at): Change => [6 + at, 2 + at, ID, key, value]),
    died: null,
  };
  return {
    v: 1, start: 0, end: 50, people: { [ID]: { role: 'guest', name: 'geheim Sam' } }, sheets: [life], elements: [life],
    chapters: [{ at: 7, seq: 7, by: ID, type: 'snapshot', sheet: ID, title: 'geheim vel', auto: false }],
    sessions: [{ id: 'geheim gesprek', start: 0, end: null }], talk: [{ at: 8, seq: 8, by: ID, text: SECRET }], forgotten: [], refused: [],
  };
}

/** All texts in a value, keys and bytes too. */
function textsOf(value: unknown): string {
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (Array.isArray(value)) return value.map(textsOf).join('\n');
  if (typeof value === 'object' && value !== null) return Object.entries(value).map(([key, inner]) => `${key}\n${textsOf(inner)}`).join('\n');
  return String(value);
}

describe('a masked recording', () => {
  const seeds = Array.from({ length: 400 }, (_, at) => at + 1);

  it('has no word in it, whatever was where', () => {
    for (const seed of seeds) {
      const plain = written(seed);
      expect(textsOf(plain)).toContain(SECRET);
      expect(textsOf(mask(plain)), `seed ${seed}`).not.toContain(SECRET);
    }
  });

  it('is told apart from one in which a single word was left: the control', () => {
    const masked = mask(written(1));
    const left = { ...masked, elements: masked.elements.map((life) => ({ ...life, changes: [...life.changes, [9, 9, ID, 'alt', SECRET] as const] })) };
    expect(textsOf(left)).toContain(SECRET);
  });

  it('can be shown', () => {
    for (const seed of seeds) expect(() => elementsAt(mask(written(seed)), 40)).not.toThrow();
  });
});
