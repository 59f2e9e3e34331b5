/** The arithmetic of the sheet on screen. */
import { describe, expect, it } from 'vitest';
import { segmentsApart } from '../board/geometry';
import { encodePoints } from '../board/ink';
import type { Ink, Note, Shape } from '../board/types';
import { noteAt, strokesOnWay } from './hit';
import { inReadingOrder } from '../board/readingOrder';
import { layoutNote, layoutText, NOTE_LINE, NOTE_PADDING } from './noteText';
import { noteTilt, seededUnit } from '../board/seed';
import { fitted, isZoomed, panned, toBoard, toSpace, zoomed, type Point } from './viewport';

const common = { sheet: 'AAAAAAAAAAA', order: 'a0', by: 'AAAAAAAAAAA' };
const note = (id: string, x: number, y: number): Note => {
  return { ...common, id, type: 'note', colour: 0, text: '', frame: [x, y, 200, 200, 0] };
};
const stroke = (...points: [number, number][]): Ink => ({
  ...common,
  id: 'i',
  type: 'ink',
  marker: 0,
  width: 0,
  frame: [100, 100, 300, 300, 0],
  points: encodePoints(points.map(([x, y]) => [x, y, 0.5, 8])),
});

describe('seeds', () => {
  it('are the numbers that Python computes from the same id', () => {
    // h = 2166136261; for b in b"tilt:AAAAAAAAAAA": h = (h ^ b) * 16777619 & 0xffffffff; h / 2**32
    expect(seededUnit('AAAAAAAAAAA', 'tilt')).toBe(2233678041 / 2 ** 32);
    expect(seededUnit('ë', '')).toBe(2291507539 / 2 ** 32);
  });

  it('tilt a note by at most a degree and a half, either way', () => {
    const tilts = Array.from({ length: 400 }, (_, i) => noteTilt(`note${i}`));
    expect(Math.max(...tilts)).toBeGreaterThan(1.3);
    expect(Math.min(...tilts)).toBeLessThan(-1.3);
    expect(tilts.every((tilt) => Math.abs(tilt) <= 1.5)).toBe(true);
  });
});

describe('the space', () => {
  const space = { width: 800, height: 600 };

  it('shows the whole sheet, in its middle', () => {
    const view = fitted(space);
    const [left, top] = toSpace(view, [0, 0]);
    const [right, bottom] = toSpace(view, [1000, 1414]);
    expect([left + right, top + bottom].map(Math.round)).toEqual([800, 600]);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(left).toBeGreaterThanOrEqual(0);
  });

  it('hangs from the top where there is height to spare', () => {
    const [left, top] = toSpace(fitted({ width: 400, height: 1200 }), [0, 0]);
    expect(top).toBe(left);
  });

  it('is zoomed around the pointer, and never out beyond the whole sheet', () => {
    const view = fitted(space);
    const under = toBoard(view, [420, 300]);
    const near = zoomed(view, space, 3, [420, 300]);
    expect(toSpace(near, under).map((v) => Math.round(v))).toEqual([420, 300]);
    expect(isZoomed(near, space)).toBe(true);
    expect(zoomed(near, space, 0.01, [0, 0]).scale).toBeCloseTo(view.scale);
  });

  it('cannot be panned off the sheet', () => {
    const near = zoomed(fitted(space), space, 4, [400, 300]);
    const away = panned(near, space, -1e6, 1e6);
    const [right] = toSpace(away, [1000, 0]);
    const [, top] = toSpace(away, [0, 0]);
    expect(right).toBeGreaterThan(700);
    expect(top).toBeLessThan(100);
  });
});

describe('what lies under', () => {
  it('a fast eraser is what its way crosses, not only where it was seen', () => {
    const line = stroke([0, 150], [300, 150]);
    expect(strokesOnWay([line], [250, 100], [250, 390], 4)).toEqual([line]);
    expect(strokesOnWay([line], [250, 270], [250, 390], 4)).toEqual([]);
  });

  it('an eraser finds a turned arrow at its shaft and head, and not in the middle of a circle', () => {
    const look = { ...common, type: 'shape', marker: 0, width: 0 } as const;
    const arrow: Shape = { ...look, id: 'arrow', shape: 'arrow', frame: [100, 500, 400, 0, 90] };
    const circle: Shape = { ...look, id: 'circle', shape: 'ellipse', frame: [600, 600, 200, 200, 0] };
    const found = (at: Point): string[] => strokesOnWay([arrow, circle], at, at, 4).map(({ id }) => id);
    expect(found([300, 420])).toEqual(['arrow']);
    expect(found([290, 682])).toEqual(['arrow']);
    expect(found([120, 500])).toEqual([]);
    expect(found([700, 700])).toEqual([]);
    expect(found([700, 601])).toEqual(['circle']);
  });

  it('a dot is found by one who taps on it', () => {
    const dot = stroke([0, 0]);
    expect(strokesOnWay([dot], [103, 100], [103, 100], 4)).toEqual([dot]);
  });

  it('a tap is the topmost note, as far down as it has grown', () => {
    const [lower, upper] = [note('a', 0, 0), note('b', 100, 100)];
    expect(noteAt([lower, upper], [150, 150], () => 200)?.id).toBe('b');
    expect(noteAt([lower, upper], [50, 260], () => 300)?.id).toBe('a');
    expect(noteAt([lower, upper], [50, 260], () => 200)).toBeUndefined();
  });

  it('two stretches are apart by their least distance, crossing ones not at all', () => {
    expect(segmentsApart([0, 0], [10, 10], [0, 10], [10, 0])).toBe(0);
    expect(segmentsApart([0, 0], [10, 0], [0, 3], [10, 5])).toBe(3);
    expect(segmentsApart([0, 0], [0, 0], [3, 4], [3, 4])).toBe(5);
  });
});

it('notes are read row by row, even where a row is not quite level', () => {
  const notes = [note('d', 10, 500), note('b', 300, 110), note('a', 20, 140), note('c', 700, 90)];
  expect(inReadingOrder(notes.map(({ id, frame: [x, y, width, height] }) => ({ id, box: { x, y, width, height } }))).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
});

describe('a note’s text', () => {
  const halfEm = (text: string): number => text.length * 0.5;

  it('stands large while it fits', () => {
    expect(layoutNote('rust', 220, 220, halfEm)).toEqual({ size: 44, lines: ['rust'], rtl: [false], height: 220 });
  });

  it('steps down in size before the note grows, and not below 28', () => {
    const middling = layoutNote('een paar woorden die er bij 36 op passen', 220, 220, halfEm);
    expect(middling.size).toBeLessThan(44);
    expect(middling.height).toBe(220);
    const long = layoutNote('woord '.repeat(60), 220, 220, halfEm);
    expect(long.size).toBe(28);
    expect(long.height).toBeCloseTo(long.lines.length * 28 * NOTE_LINE + 2 * NOTE_PADDING);
  });

  it('loses nothing when it is broken into lines, and breaks words only when it must', () => {
    const text = 'een heel-erg-lang-aaneengeschreven-woord\n\nen dan 😀😀😀 nog wat';
    const { lines, size } = layoutNote(text, 160, 400, halfEm);
    expect(lines.join('')).toBe(text.replaceAll('\n', ''));
    for (const line of lines) expect(halfEm(line.trimEnd()) * size).toBeLessThanOrEqual(160 - 2 * NOTE_PADDING);
    for (const line of lines) expect(/[\ud800-\udbff]$|^[\udc00-\udfff]/.test(line)).toBe(false);
  });

  it('is broken within a word only where text fields break it, and never within a letter', () => {
    // Five letters to the line.
    const lines = (text: string): readonly string[] => layoutText(text, 50, 20, halfEm).lines;
    expect(lines('abc-defg')).toEqual(['abc-', 'defg']);
    expect(lines('abc-1234')).toEqual(['abc-1', '234']);
    expect(lines('abc/de f')).toEqual(['abc/d', 'e f']);
    expect(lines('漢字漢字字、漢')).toEqual(['漢字漢字', '字、漢']);
    expect(lines('(漢字) 漢字')).toEqual(['(漢字) ', '漢字']);
    expect(lines('ab👩‍👧cd')).toEqual(['ab', '👩‍👧', 'cd']);
    expect(lines('👍🏽👍🏽')).toEqual(['👍🏽', '👍🏽']);
  });

  it('is read from the right where its first letter is', () => {
    expect(layoutNote('1. שלום\nrust', 400, 400, halfEm).rtl).toEqual([true, false]);
    expect(layoutText('مرحبا Sam مرحبا', 100, 20, halfEm).rtl).toEqual([true, true]);
  });

  it('leaves the foot free for a name, and grows for it', () => {
    const full = layoutNote('woord '.repeat(60), 220, 220, halfEm);
    expect(layoutNote('woord '.repeat(60), 220, 220, halfEm, 34).height).toBeCloseTo(full.height + 34);
  });
});
