/** Zones and places are the ones that Python reads. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { along, nowOf, readZoneChange, stretchOf, zoneOf, type Stretch, type Zone } from './exercises';
import { opened } from './testing/boards';
import { FIRST_SHEET } from '../wire/schema.gen';
import type { Frame, Mark, Scale } from './types';

interface Vectors {
  readonly circles: Frame;
  readonly zones: readonly { note: Frame; zone: Zone }[];
  readonly scales: readonly {
    upright: boolean;
    frame: Frame;
    points: readonly { value: number; at: [number, number] }[];
    stretches: readonly { note: Frame; now: number | null; stretch: Stretch | null }[];
  }[];
  readonly changes: readonly { data: unknown; read: boolean }[];
}
const vectors = JSON.parse(readFileSync(new URL('../../../tests/wire/exercises.py.json', import.meta.url), 'utf8')) as Vectors;
const mark = (more: Partial<Mark>): Mark => ({ id: 'AAAAAAAAAAA', kind: 'now', value: [4], at: 1, by: 'AAAAAAAAAAA', name: '', ...more });

describe('the zone of a note', () => {
  it('is where the middle of its frame lies', () => {
    for (const { note, zone } of vectors.zones) expect(zoneOf(note, { frame: vectors.circles }), String(note)).toBe(zone);
    expect(new Set(vectors.zones.map(({ zone }) => zone)).size).toBe(3);
  });
});

describe.each(vectors.scales)('a scale, upright: $upright', (scale) => {
  it('has each value at the same place as in Python', () => {
    for (const { value, at } of scale.points) {
      const [x, y] = along(scale, value);
      expect([x, y]).toEqual([expect.closeTo(at[0], 6), expect.closeTo(at[1], 6)]);
    }
  });

  it('has each note along the same stretch as in Python', () => {
    for (const { note, now, stretch } of scale.stretches) expect(stretchOf(note, scale, now)).toBe(stretch);
    expect(new Set(scale.stretches.map(({ stretch }) => stretch))).toEqual(new Set(['there', 'ahead', null]));
  });
});

describe('now', () => {
  it('is the newest mark of now, the end of a stretch, or no number', () => {
    expect(nowOf([mark({ at: 5, value: [6] }), mark({ at: 2, value: [3] }), mark({ kind: 'highest', at: 9, value: [8] })])).toBe(6);
    expect(nowOf([mark({ value: [2, 3.5] })])).toBe(3.5);
    expect(nowOf([mark({ at: 1 }), mark({ at: 3, value: [] })])).toBeNull();
    expect(nowOf([])).toBeNull();
  });
});

it('chapters tell of changes of zone, and of nothing else', () => {
  for (const { data, read } of vectors.changes) expect(readZoneChange(data, 7) !== null).toBe(read);
});

describe('marks', () => {
  const scale = { type: 'scale', frame: [110, 640, 780, 120, 0], topic: 'x', low: '', high: '', marks: [] } as const;
  const on = (board: ReturnType<typeof opened>['first']['board']): readonly Mark[] =>
    (board.elements(FIRST_SHEET).value[0] as Scale).marks;

  it('are set by two people at once without losing one, move with the scale, and are undone alone', async () => {
    const { first, second, exchange } = opened(2);
    const [id = ''] = first.board.add(FIRST_SHEET, [scale]);
    await exchange();
    first.board.setMark(id, 'AAAAAAAAAAE', { kind: 'now', value: [-1], at: 10, name: '' });
    second.board.setMark(id, 'AAAAAAAAAAI', { kind: 'wanted', value: [], at: 20, name: '' });
    await exchange();
    expect(on(second.board).map(({ kind, value }) => [kind, value])).toEqual([['now', [-1]], ['wanted', []]]);
    first.board.undo();
    await exchange();
    expect(on(second.board).map(({ kind }) => kind)).toEqual(['wanted']);
    first.board.redo();
    first.board.duplicateSheet(FIRST_SHEET, 'x');
    first.board.setMark(id, 'AAAAAAAAAAE', null);
    await exchange();
    expect(on(second.board).map(({ kind }) => kind)).toEqual(['wanted']);
    const copy = second.board.sheets.value[1]?.id ?? '';
    expect((second.board.elements(copy).value[0] as Scale).marks).toHaveLength(2);
  });
});

describe('a card', () => {
  it('is typed in field by field, by two people at once', async () => {
    const { first, second, exchange } = opened(2);
    const card = { type: 'card', frame: [0, 0, 400, 400, 0], kind: 'step', title: 't', columns: 1, value: null } as const;
    const [id = ''] = first.board.add(FIRST_SHEET, [{ ...card, labels: ['wat', 'wanneer'], cells: ['', ''] }]);
    await exchange();
    first.board.typeText(id, 'bellen', '', 'cell0');
    second.board.typeText(id, 'maandag', '', 'cell1');
    first.board.flush();
    second.board.flush();
    await exchange();
    for (const { board } of [first, second]) expect(board.elements(FIRST_SHEET).value[0]).toMatchObject({ cells: ['bellen', 'maandag'] });
    first.board.undo();
    await exchange();
    expect(second.board.elements(FIRST_SHEET).value[0]).toMatchObject({ cells: ['', 'maandag'] });
  });
});
