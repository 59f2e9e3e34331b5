/** Acts on sheets, and on several elements at once, as two people see them. */
import { describe, expect, it } from 'vitest';
import { FIRST_SHEET } from '../wire/schema.gen';
import { on, opened, stroke } from './testing/boards';
import type { Board, NewElement } from './types';

const titles = (board: Board): string[] => board.sheets.value.map(({ title }) => title);
const ARROW: NewElement = { type: 'shape', shape: 'arrow', marker: 1, width: 1, frame: [100, 100, 200, 0, 30] };
const TEXT: NewElement = { type: 'text', marker: 0, size: 1, text: 'Begin', frame: [100, 300, 300, 60, 0] };

describe('sheets', () => {
  it('are added behind one, named, moved and seen by the other', async () => {
    const { first, second, exchange } = opened(2);
    const work = first.board.addSheet({ title: 'Werk', paper: 'squared' });
    first.board.addSheet({ title: 'Tussen', after: FIRST_SHEET });
    first.board.changeSheet(FIRST_SHEET, { title: 'Begin' });
    await exchange();
    expect(titles(second.board)).toEqual(['Begin', 'Tussen', 'Werk']);
    expect(second.board.sheets.value[2]?.paper).toBe('squared');
    second.board.moveSheet(work, FIRST_SHEET);
    await exchange();
    expect(titles(first.board)).toEqual(['Werk', 'Begin', 'Tussen']);
    second.board.moveSheet(work, null);
    expect(titles(second.board)).toEqual(['Begin', 'Tussen', 'Werk']);
  });

  it('are taken away and brought back with all that lies on them, and there is always one', async () => {
    const { first, second, exchange } = opened(2);
    stroke(first.board);
    first.board.changeSheet(FIRST_SHEET, { gone: true });
    await exchange();
    expect(second.board.sheets.value.map(({ id }) => id)).toEqual([FIRST_SHEET]);
    const next = second.board.addSheet({ title: 'Twee' });
    await exchange();
    expect(first.board.sheets.value.map(({ id }) => id)).toEqual([next]);
    expect(first.board.goneSheets.value.map(({ id }) => id)).toEqual([FIRST_SHEET]);
    first.board.changeSheet(FIRST_SHEET, { gone: false });
    await exchange();
    expect(second.board.sheets.value.map(({ id }) => id)).toEqual([FIRST_SHEET, next]);
    expect(on(second.board)).toHaveLength(1);
  });

  // Found by chance (play.test.ts): each made a map of the sheet that nobody had written, and one was lost.
  it('keep what two people who are apart each change of the first one', async () => {
    const { first, second, exchange } = opened(2);
    first.board.changeSheet(FIRST_SHEET, { title: 'Begin' });
    second.board.changeSheet(FIRST_SHEET, { paper: 'lined' });
    await exchange();
    for (const { board } of [first, second])
      expect(board.sheets.value).toMatchObject([{ id: FIRST_SHEET, title: 'Begin', paper: 'lined' }]);
    first.board.undo();
    await exchange();
    expect(second.board.sheets.value).toMatchObject([{ title: '', paper: 'lined' }]);
  });

  it('are copied with what lies on them; one undo takes the copy away', async () => {
    const { first, second, exchange } = opened(2);
    first.board.add(FIRST_SHEET, [ARROW, TEXT]);
    const copy = first.board.duplicateSheet(FIRST_SHEET, 'Nog eens') ?? '';
    await exchange();
    const [arrow, text] = second.board.elements(copy).value;
    expect(arrow).toMatchObject({ ...ARROW, sheet: copy });
    expect(text).toMatchObject({ ...TEXT, sheet: copy });
    first.board.undo();
    await exchange();
    expect(second.board.sheets.value).toHaveLength(1);
    expect(second.board.elements(copy).value).toEqual([]);
    first.board.redo();
    await exchange();
    expect(second.board.elements(copy).value).toHaveLength(2);
  });
});

describe('several elements', () => {
  it('are changed as one act, and put back by one undo', async () => {
    const { first, second, exchange } = opened(2);
    const [arrow = '', text = ''] = first.board.add(FIRST_SHEET, [ARROW, TEXT]);
    first.board.change([
      { id: arrow, frame: [0, 0, 50, 0, 90], locked: true },
      { id: text, size: 2, marker: 3 },
      { id: 'gone-for-ever'.slice(0, 11), locked: true },
    ]);
    await exchange();
    expect(on(second.board)).toMatchObject([{ locked: true, frame: [0, 0, 50, 0, 90] }, { size: 2, marker: 3 }]);
    expect(first.board.undo()).toBe('done');
    await exchange();
    expect(on(second.board)).toMatchObject([ARROW, TEXT]);
    expect(on(second.board)[0]).not.toHaveProperty('locked');
  });

  it('undone on another sheet: says which', () => {
    const { first } = opened(1);
    const sheet = first.board.addSheet({});
    const [arrow = ''] = first.board.add(sheet, [ARROW]);
    first.board.add(FIRST_SHEET, [TEXT]);
    first.board.undo();
    expect(first.board.undoneOn.value).toEqual({ sheet: FIRST_SHEET });
    first.board.undo();
    expect(first.board.undoneOn.value).toEqual({ sheet });
    first.board.redo();
    expect(first.board.undoneOn.value).toEqual({ sheet });
    first.board.remove([arrow]);
    first.board.undo();
    expect(first.board.undoneOn.value).toEqual({ sheet });
  });

  it('leaves alone what the other changed since', async () => {
    const { first, second, exchange } = opened(2);
    const [arrow = '', text = ''] = first.board.add(FIRST_SHEET, [ARROW, TEXT]);
    first.board.change([{ id: arrow, marker: 2 }, { id: text, marker: 2 }]);
    await exchange();
    second.board.change([{ id: text, marker: 3 }]);
    await exchange();
    expect(first.board.undo()).toBe('done');
    expect(on(first.board)).toMatchObject([{ marker: 1 }, { marker: 3 }]);
  });
});

it('a stroke that was meant as a shape is one act, under the id of the stroke', async () => {
  const { first, second, exchange } = opened(2);
  const drawing = first.board.startInk(FIRST_SHEET, { marker: 1, width: 1 });
  drawing.add(10, 10, 0.5, 0);
  drawing.add(200, 10, 0.5, 16);
  drawing.finishAs(ARROW);
  drawing.finish();
  await exchange();
  expect(on(second.board)).toMatchObject([{ ...ARROW, id: drawing.id }]);
  first.board.undo();
  expect(on(first.board)).toEqual([]);
});
