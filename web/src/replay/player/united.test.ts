// @vitest-environment happy-dom
/** What is drawn as one looks as it did. */
import { describe, expect, it } from 'vitest';
import { encodePoints } from '../../board/ink';
import type { Element, Frame, Ink, Note } from '../../board/types';
import { lay, stayWith } from './Lying';
import { united } from './united';

const common = { sheet: 'AAAAAAAAAAA', order: 'a0', by: 'eva' };
const NOBODY = new Set<string>();

function ink(id: string, x: number, y: number, more: Partial<Ink> = {}): Ink {
  const points = encodePoints([[0, 0, 0.5, 0], [40, 20, 0.5, 100]]);
  return { ...common, id, type: 'ink', marker: 0, width: 0, frame: [x, y, 40, 20, 0], points, ...more };
}
const note = (id: string, x: number, y: number): Note => ({ ...common, id, type: 'note', colour: 0, text: '', frame: [x, y, 100, 100, 0] });
const ids = (elements: readonly Element[], alone: { has(id: string): boolean } = NOBODY): string[] =>
  united(elements, alone).map((some) => some.map(({ id }) => id).join(' '));

describe('strokes of one marker', () => {
  it('that lie apart are one, and another marker has its own', () => {
    expect(ids([ink('a', 0, 0), ink('b', 100, 0), ink('c', 200, 0, { marker: 1 }), ink('d', 300, 0), ink('e', 400, 0, { marker: 1 })])).toEqual(['a b d', 'c e']);
  });

  it('that touch each other are two: their edges would look otherwise, and opposite turns would make a hole', () => {
    expect(ids([ink('a', 0, 0), ink('b', 42, 10)])).toEqual(['a', 'b']);
    // They are apart, but their edges are soft.
    expect(ids([ink('a', 0, 0), ink('b', 41 + 2 * 6, 0)])).toEqual(['a b']);
    expect(ids([ink('a', 0, 0), ink('b', 39 + 2 * 6, 0)])).toEqual(['a', 'b']);
  });

  it('stay over what they were drawn over', () => {
    expect(ids([ink('a', 0, 0), ink('over', 200, 0, { marker: 1 }), ink('b', 210, 5)])).toEqual(['a', 'over', 'b']);
    expect(ids([ink('a', 0, 0), note('note', 400, 0), ink('b', 420, 20)])).toEqual(['a', 'note', 'b']);
    expect(ids([ink('a', 0, 0), note('note', 400, 0), ink('b', 0, 300)])).toEqual(['a b', 'note']);
  });

  it('are parted by whatever may reach beyond its frame', () => {
    const frame: Frame = [800, 1200, 10, 10, 0];
    const text: Element = { ...common, id: 'text', type: 'text', marker: 0, size: 0, text: 'wijd', frame };
    expect(ids([ink('a', 0, 0), text, ink('b', 100, 0), ink('c', 200, 0)])).toEqual(['a', 'text', 'b c']);
    expect(ids([ink('a', 0, 0), ink('h', 500, 900, { tip: 'highlighter' }), ink('b', 100, 0)])).toEqual(['a', 'h', 'b']);
  });

  it('are parted by one on its way, which may lie over any of them by now', () => {
    expect(ids([ink('a', 0, 0), ink('b', 100, 0), ink('c', 200, 0), ink('d', 300, 0)], new Set(['b']))).toEqual(['a', 'b', 'c d']);
  });
});

describe('what lies on the sheet', () => {
  const root = document.createElementNS('http://www.w3.org/2000/svg', 'g');
  const NOWHERE: ReadonlyMap<string, Element> = new Map();
  const looks = (): (string | null)[] => [...root.children].map((node) => node.getAttribute('data-id') ?? node.getAttribute('d')?.match(/M/g)?.join('') ?? null);

  it('stays as it is where nothing changed, and is in order', () => {
    const [a, b, over, c] = [ink('a', 0, 0), ink('b', 100, 0), note('over', 400, 0), ink('c', 420, 20)];
    const first = lay(root, [], { elements: [a, over, c], moving: NOWHERE, version: 1 });
    expect(looks()).toEqual(['a', 'over', 'c']);
    const kept = root.children[1];
    const second = lay(root, first, { elements: [a, b, over, c], moving: NOWHERE, version: 1 });
    expect(looks()).toEqual(['MM', 'over', 'c']);
    expect(root.children[1]).toBe(kept);
    const away = { ...over, frame: [0, 500, 100, 100, 0] } as const;
    const third = lay(root, second, { elements: [a, b, over, c], moving: new Map([['over', away]]), version: 1 });
    expect(root.children[1]?.getAttribute('style')).toContain('500px');
    lay(root, third, { elements: [c], moving: NOWHERE, version: 1 });
    expect(looks()).toEqual(['c']);
  });

  it('is a grey card where a stroke is unsound, also among others', () => {
    root.replaceChildren();
    const torn = ink('torn', 100, 0, { points: Uint8Array.of(9) });
    lay(root, [], { elements: [ink('a', 0, 0), torn, ink('b', 200, 0)], moving: NOWHERE, version: 1 });
    expect([...root.querySelectorAll('[data-id]')].map((node) => [node.getAttribute('data-id'), node.tagName])).toEqual([['a', 'path'], ['torn', 'rect'], ['b', 'path']]);
  });
});

describe('sheets that stay drawn', () => {
  const of = (length: number): number[] => Array.from({ length }, () => 0);
  it('are the last ones, as many as there is room for, and always the one in sight', () => {
    let stays = new Map<string, readonly number[]>();
    for (const [sheet, count] of [['a', 4], ['b', 3], ['c', 2]] as const) stays = stayWith(stays, sheet, of(count), 6);
    expect([...stays.keys()]).toEqual(['b', 'c']);
    stays = stayWith(stays, 'b', of(3), 6);
    expect([...stays.keys()]).toEqual(['c', 'b']);
    expect([...stayWith(stays, 'd', of(100), 6).keys()]).toEqual(['d']);
  });
});
