/** Pictures that come onto a sheet when their bytes have gone up. */
import { describe, expect, it } from 'vitest';
import { FIRST_SHEET } from '../wire/schema.gen';
import { on, opened, settle, stroke } from './testing/boards';

const PICTURE = { type: 'picture', blob: 'B'.repeat(43), alt: '', frame: [100, 200, 300, 200, 0] } as const;

describe('a picture that is brought', () => {
  it('lies on no sheet before the log has it, and then on everybody’s', async () => {
    const { first, second, exchange } = opened(2);
    const { id, kept } = await first.board.bring(FIRST_SHEET, PICTURE);
    expect(on(first.board)).toEqual([]);
    await exchange();
    await kept;
    for (const { board } of [first, second]) expect(on(board)).toEqual([expect.objectContaining({ ...PICTURE, id })]);
    expect(on(second.board)[0]?.by).toBe(first.page.log.author.value);
    expect(first.board.skipped.value + second.board.skipped.value).toBe(0);
  });

  it('keeps nothing else waiting: what is done meanwhile goes first', async () => {
    const { first, second, exchange } = opened(2);
    await first.board.bring(FIRST_SHEET, PICTURE);
    const held = first.page.outbox.splice(0);
    stroke(first.board);
    await exchange();
    expect(on(second.board).map(({ type }) => type)).toEqual(['ink']);
    first.page.outbox.push(...held);
    await exchange();
    expect(on(second.board).map(({ type }) => type).sort()).toEqual(['ink', 'picture']);
    expect(second.board.skipped.value).toBe(0);
  });

  it('is taken back and done again like any act, and can be moved and described', async () => {
    const { first, second, exchange } = opened(2);
    const { id } = await first.board.bring(FIRST_SHEET, PICTURE);
    expect(first.board.canUndo.value).toBe(false);
    await exchange();
    expect(first.board.undo()).toBe('done');
    await exchange();
    expect(on(second.board)).toEqual([]);
    expect(first.board.redo()).toBe('done');
    first.board.change([{ id, alt: 'een brug' }]);
    first.board.setFrame(id, [10, 20, 300, 200, 5]);
    await exchange();
    expect(on(second.board)).toEqual([expect.objectContaining({ alt: 'een brug', frame: [10, 20, 300, 200, 5] })]);
  });

  it('that is taken back on its way, or refused, was never there', async () => {
    const { first, exchange } = opened(1);
    const bringing = await first.board.bring(FIRST_SHEET, PICTURE);
    expect(bringing.takeBack()).toBe(true);
    const refused = await first.board.bring(FIRST_SHEET, PICTURE);
    const outcome = refused.kept.then(String, String);
    await settle();
    first.page.refuse('too_large');
    expect(await outcome).toBe('Error: too_large');
    await exchange();
    expect([on(first.board).length, first.board.canUndo.value]).toEqual([0, false]);
  });
});
