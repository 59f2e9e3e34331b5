/** Lists into notes, and where new notes lie. */
import { describe, expect, it } from 'vitest';
import { linesOf, MOST_NOTES, QUOTE_CHARS, quoteOf } from './lists';
import { freePlace, GAP, gridOf, nextInRow, type Box } from './places';

describe('a list', () => {
  it('is one line per note, without what programs put before them', () => {
    const pasted = '• rust\r\n2. ontbijt\r\n\r\n  - wandelen  met de hond\n[x] bellen\n☐ schrijven\na) slapen\n> gezegd\n– streep';
    expect(linesOf(pasted)).toEqual([
      'rust', 'ontbijt', 'wandelen met de hond', 'bellen', 'schrijven', 'slapen', 'gezegd', 'streep',
    ]);
  });

  it('keeps what only looks like it', () => {
    expect(linesOf('-5 graden\n3.5 uur slaap\n2026 was goed\n*echt*\nA')).toEqual([
      '-5 graden', '3.5 uur slaap', '2026 was goed', '*echt*', 'A',
    ]);
    expect(linesOf(' \n\n•\n')).toEqual(['•']);
  });
});

describe('a quote', () => {
  it('is the message, or as much of it as a note can say, cut between words', () => {
    expect(quoteOf(' Ik wil rust \n')).toBe('Ik wil rust');
    const long = quoteOf('woord '.repeat(200));
    expect(long.length).toBeLessThanOrEqual(QUOTE_CHARS + 1);
    expect(long.endsWith('woord…')).toBe(true);
    expect(quoteOf('😀'.repeat(QUOTE_CHARS))).toMatch(/^(😀)+…$/u);
  });
});

const apart = (a: Box, b: Box): boolean =>
  a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height;
const onSheet = ({ x, y, width, height }: Box): boolean => x >= 0 && y >= 0 && x + width <= 1000 && y + height <= 1414;

describe('the next note of a row', () => {
  const size = { width: 220, height: 220 };

  it('lies right of the last, then where the row below begins', () => {
    let last: Box = { x: 40, y: 100, ...size };
    const row: Box[] = [last];
    for (let times = 0; times < 7; times++) row.push((last = nextInRow(last, size, row, 40)));
    expect(row.map(({ x }) => x)).toEqual([40, 280, 520, 760, 40, 280, 520, 760]);
    expect(row.map(({ y }) => y)).toEqual([100, 100, 100, 100, 340, 340, 340, 340]);
  });

  it('goes past what lies in the way, and on a full sheet lies a little beside', () => {
    const last: Box = { x: 40, y: 100, ...size };
    const inTheWay: Box = { x: 270, y: 50, width: 300, height: 400 };
    const next = nextInRow(last, size, [last, inTheWay], 40);
    expect(apart(next, inTheWay)).toBe(true);
    expect(next.y).toBe(100);
    const full: Box = { x: 0, y: 0, width: 1000, height: 1414 };
    expect(nextInRow(last, size, [full], 40)).toEqual({ x: 40 + 2 * GAP, y: 100 + 2 * GAP, ...size });
    expect(onSheet(nextInRow({ x: 760, y: 1180, ...size }, size, [full], 40))).toBe(true);
  });
});

describe('a grid', () => {
  const square = (count: number) => (side: number) => Array.from({ length: count }, () => side);

  it('is large for few and small for many, whole on the sheet, nothing on top of anything', () => {
    for (const count of [1, 4, 9, 24, 40, MOST_NOTES]) {
      const grid = gridOf(square(count), []);
      expect(grid).toHaveLength(count);
      for (const [index, box] of grid.entries()) {
        expect(onSheet(box)).toBe(true);
        for (const other of grid.slice(index + 1)) expect(apart(box, other)).toBe(true);
      }
    }
    expect(gridOf(square(4), [])[0]?.width).toBe(220);
    expect(gridOf(square(MOST_NOTES), [])[0]?.width).toBe(120);
  });

  it('lies below or beside what is there, while there is room', () => {
    const there: Box = { x: 20, y: 40, width: 900, height: 300 };
    for (const box of gridOf(square(6), [there])) expect(apart(box, there)).toBe(true);
    const circle: Box = { x: 20, y: 360, width: 960, height: 1000 };
    const spared = gridOf(square(6), [there, circle], [there]);
    expect(spared).toHaveLength(6);
    for (const box of spared) expect(apart(box, there)).toBe(true);
  });

  it('makes room for long words in a row, and leaves out what does not fit', () => {
    const tall = gridOf((side) => [side, 4 * side, side, side, side], []);
    expect(new Set(tall.slice(0, 4).map(({ y }) => y)).size).toBe(1);
    expect(tall[4]?.y).toBeGreaterThanOrEqual((tall[1]?.y ?? 0) + 4 * 220);
    const most = gridOf(square(200), []);
    expect(most.length).toBeLessThan(200);
    expect(most.every(onSheet)).toBe(true);
  });
});

it('a single note lies in the first free place from the top, if there is one', () => {
  const size = { width: 220, height: 220 };
  const there: Box = { x: 0, y: 0, width: 1000, height: 500 };
  const place = freePlace(size, [there]);
  expect(place !== null && apart(place, there)).toBe(true);
  expect(freePlace(size, [{ ...there, height: 1414 }])).toBeNull();
});
