import { describe, expect, it } from 'vitest';
import { opened, settle, stroke } from '../../board/testing/boards';
import { boardAt } from '../../board/past';
import type { Note } from '../../board/types';
import { settle as sealed } from '../../log/testing/Room';
import type { Entry } from '../../log/types';
import { FIRST_SHEET } from '../../wire/schema.gen';
import { createKeeping, foldKept, sheetMark } from './keeping';

const entry = (data: unknown, more: Partial<Entry> = {}): Entry => ({
  seq: 4, at: 70, kind: 'chapter', role: 'coach', author: 'eva', n: 0, refs: [], blobs: [], clock: 0, data, own: false, ...more,
});
const note = (text: string): Note => ({
  id: 'NNNNNNNNNNN', type: 'note', sheet: FIRST_SHEET, order: 'a0', by: 'EEEEEEEEEEE', frame: [1, 2, 3, 4, 0], colour: 0, text,
});

function kept() {
  const room = opened(2, 1, 1);
  const keeping = room.seats.map(({ page, board }) => createKeeping(page.log, board));
  const [eva, sam] = keeping;
  if (eva === undefined || sam === undefined) throw new Error('two');
  const done = async (): Promise<void> => {
    await sealed();
    await room.exchange();
    await sealed();
    await room.exchange();
  };
  return { ...room, eva, sam, done };
}

describe('keeping a sheet', () => {
  it('says where in the log it stands, and both know it', async () => {
    const { eva, sam, first, done } = kept();
    stroke(first.board);
    await done();
    void eva.keep(FIRST_SHEET, ' Werk, 3 mei ');
    await done();
    expect(sam.kept.value).toMatchObject([{ seq: 2, sheet: FIRST_SHEET, title: 'Werk, 3 mei', auto: false }]);
  });

  it('in silence happens only when something changed since, whoever kept it last', async () => {
    const { eva, sam, first, second, done } = kept();
    void eva.keepIfChanged(FIRST_SHEET);
    await done();
    expect(eva.kept.value).toHaveLength(0);
    stroke(first.board);
    await done();
    void eva.keepIfChanged(FIRST_SHEET);
    void eva.keepIfChanged(FIRST_SHEET);
    await done();
    void sam.keepIfChanged(FIRST_SHEET);
    await done();
    expect(eva.kept.value.map(({ auto }) => auto)).toEqual([true]);
    stroke(second.board, 300);
    await done();
    void sam.keepIfChanged(FIRST_SHEET);
    await done();
    expect(eva.kept.value).toHaveLength(2);
  });

  it('happens at the end of a session on the page that ends it', async () => {
    const { eva, sam, first, second, done } = kept();
    stroke(first.board);
    await done();
    await second.page.log.append('session', { id: 's', do: 'end' });
    await done();
    expect([eva.kept.value.length, sam.kept.value.length]).toEqual([1, 1]);
  });

  it('what was kept is the sheet as the log has it at that place', async () => {
    const { eva, first, room, done } = kept();
    stroke(first.board);
    await done();
    void eva.keep(FIRST_SHEET, 'Eerst');
    await done();
    stroke(first.board, 400);
    await done();
    const entries = room.entries.map((one) => ({ ...one, own: false }));
    const past = await boardAt(entries, eva.kept.value[0]?.seq ?? 0, { now: () => 0, later: () => () => undefined, soon: (run) => run(), randomBytes: () => new Uint8Array(8) });
    expect(past.elements(FIRST_SHEET)).toHaveLength(1);
    expect(past.forgotten).toBe(0);
    const forgotten = entries.map((one) => (one.seq === 1 ? { ...one, data: undefined } : one));
    const without = await boardAt(forgotten, 2, { now: () => 0, later: () => () => undefined, soon: (run) => run(), randomBytes: () => new Uint8Array(8) });
    expect([without.elements(FIRST_SHEET).length, without.forgotten]).toEqual([0, 1]);
    await settle();
  });
});

describe('what is read', () => {
  const sound = { type: 'snapshot', sheet: FIRST_SHEET, title: 'Werk', mark: 'x' };
  it.each([undefined, null, 7, { type: 'snapshot' }, { ...sound, sheet: 7 }, { ...sound, title: null }, { ...sound, mark: 3 }, { ...sound, type: 'exercise' }])(
    'a chapter of another shape keeps nothing: %j',
    (data) => expect(foldKept([], entry(data))).toEqual([]),
  );
  it('what is forgotten is not shown', () => {
    const one = foldKept([], entry(sound));
    expect(one).toHaveLength(1);
    expect(foldKept(one, entry(null, { kind: 'forget', refs: [4], seq: 5 }))).toEqual([]);
    expect(foldKept(one, entry(null, { kind: 'forget', refs: [3], seq: 5 }))).toBe(one);
  });
});

it('a mark is the same for the same state, in whatever order, and another for any other', async () => {
  const a = note('rust');
  const b = { ...note('werk'), id: 'MMMMMMMMMMM' };
  const mark = await sheetMark('plain', [a, b]);
  expect(mark).toHaveLength(11);
  expect(await sheetMark('plain', [b, { ...a }])).toBe(mark);
  for (const other of [[a], [a, { ...b, text: 'werk.' }], [a, { ...b, frame: [1, 2, 3, 5, 0] as const }]])
    expect(await sheetMark('plain', other)).not.toBe(mark);
  expect(await sheetMark('lined', [a, b])).not.toBe(mark);
});
