// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { Card, Note, Scale } from '../../board/types';
import { changesBetween } from '../../exercises/compare';
import { arrowBetween, marksOn, placeWords } from './marking';
import { tell } from './told';

const common = { sheet: 'SSSSSSSSSSS', order: 'a0', by: 'sam' };
const note = (id: string, x: number, y: number, text = id): Note => ({ ...common, id, type: 'note', frame: [x, y, 160, 160, 0], colour: 0, text });
const scale = (values: readonly number[]): Scale => ({
  ...common, id: 's', type: 'scale', frame: [100, 600, 800, 120, 0], topic: 'Rust', low: '', high: '',
  marks: values.map((value, at) => ({ id: `m${at}`, kind: 'now', value: [value], at, by: 'sam', name: '' })),
});
const card = (cells: readonly string[]): Card => ({
  ...common, id: 'k', type: 'card', frame: [100, 100, 700, 700, 0], kind: 'step', title: '', labels: ['wat', 'wanneer'], cells, columns: 1, value: null,
});
function marked(before: readonly (Note | Scale | Card)[], after: readonly (Note | Scale | Card)[]) {
  const [was, is] = [{ paper: 'plain', elements: before } as const, { paper: 'plain', elements: after } as const];
  const { list } = tell(changesBetween(was, is), was, is, () => 'Sam');
  return { before: marksOn(list, 'before'), after: marksOn(list, 'after') };
}

it('on the earlier sheet is marked what went, on the later what came; what is gone is marked on both', () => {
  const found = marked([note('moved', 0, 0), note('gone', 500, 500)], [note('moved', 700, 900), note('new', 0, 1000)]);
  const told = (marks: typeof found.after) => marks.map(({ told: { key }, what, from }) => `${key} ${what.join()}${from === null ? '' : ' from'}`).sort();
  expect(told(found.before)).toEqual(['gone gone', 'moved moved']);
  expect(told(found.after)).toEqual(['gone gone', 'moved moved from', 'new new']);
  expect(found.after.find(({ told: { key } }) => key === 'gone')?.frames).toEqual([{ x: 492, y: 492, width: 176, height: 176 }]);
});

it('what moved less than its own size has no arrow', () => {
  expect(marked([note('a', 0, 0)], [note('a', 40, 0)]).after.map(({ from }) => from)).toEqual([null]);
});

it('of a scale its marks are framed, of a card its fields, and of one that moved all of it', () => {
  const [onScale] = marked([scale([4])], [scale([4, 6])]).after;
  expect(onScale?.frames).toHaveLength(1);
  expect(onScale?.frames[0]?.width).toBeLessThan(200);
  const [onCard] = marked([card(['a', 'b'])], [card(['a', 'c'])]).after;
  expect(onCard?.frames).toHaveLength(1);
  expect(onCard?.frames[0]?.y).toBeGreaterThan(400);
  const there = card(['a', 'c']);
  expect(marked([card(['a', 'b'])], [{ ...there, frame: [150, 100, 700, 700, 0] }]).after[0]?.frames).toEqual([{ x: 142, y: 92, width: 716, height: 716 }]);
});

it('an arrow ends before the edge of what it points to, whichever way it goes', () => {
  const box = (x: number, y: number) => ({ x, y, width: 100, height: 100 });
  expect(arrowBetween(box(0, 0), box(0, 500), 20)).toMatch(/^M50 50L50 490M/);
  expect(arrowBetween(box(0, 0), box(500, 0), 20)).toMatch(/^M50 50L490 50M/);
  expect(arrowBetween(box(500, 500), box(0, 0), 20)).toMatch(/^M550 550L107\.1 107\.1M/);
  expect(arrowBetween(box(0, 0), box(0, 0), 20)).not.toContain('NaN');
});

it('a word stands over its frame, and under it where an arrow comes from above', () => {
  const box = (x: number, y: number) => ({ x, y, width: 100, height: 100 });
  expect(placeWords([{ frame: box(300, 300), width: 90 }, { frame: box(600, 600), width: 90, from: box(600, 100) }, { frame: box(100, 900), width: 90, from: box(100, 1200) }], 40)).toEqual([
    [300, 260], [600, 700], [100, 860],
  ]);
});

it('words lie on the sheet and over no other word', () => {
  const frame = (x: number, y: number) => ({ frame: { x, y, width: 100, height: 100 }, width: 200 });
  const all = [...Array.from({ length: 20 }, () => frame(400, 400)), frame(-50, -50), frame(960, 1400)];
  const corners = placeWords(all, 40);
  const touch = (a: readonly [number, number], b: readonly [number, number]): boolean => Math.abs(a[0] - b[0]) < 200 && Math.abs(a[1] - b[1]) < 40;
  for (const [at, corner] of corners.entries()) {
    expect(corner[0]).toBeGreaterThanOrEqual(0);
    expect(corner[0]).toBeLessThanOrEqual(800);
    expect(corner[1]).toBeGreaterThanOrEqual(0);
    expect(corner[1]).toBeLessThanOrEqual(1374);
    for (const other of corners.slice(at + 1)) expect(touch(corner, other), `${corner.join()} ${other.join()}`).toBe(false);
  }
});
