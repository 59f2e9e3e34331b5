/** Taking back: one's own acts only, each at its turn, whatever others did in between. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { FIRST_SHEET } from '../wire/schema.gen';
import { notes, on, opened, stroke } from './testing/boards';

describe('undo', () => {
  it('leaves what somebody else changed since, and says so, without taking back an older act instead', async () => {
    const { first, second, exchange } = opened(2);
    const older = stroke(first.board);
    const note = first.board.addNote(FIRST_SHEET, 500, 500, 0);
    first.board.setFrame(note, [100, 100, 220, 220, 0]);
    await exchange();
    second.board.setFrame(note, [300, 300, 220, 220, 0]);
    await exchange();

    expect(first.board.undo()).toBe('skipped');
    expect(notes(first.board)[0]?.frame).toEqual([300, 300, 220, 220, 0]);
    expect(on(first.board).map(({ id }) => id)).toEqual([older, note]);

    // The one before that is the note itself, which is no longer as it was put there.
    expect(first.board.undo()).toBe('skipped');
    expect(first.board.undo()).toBe('done');
    await exchange();
    expect(on(second.board).map(({ id }) => id)).toEqual([note]);
  });

  it('takes nothing of the other back, however often it is pressed', async () => {
    const { first, second, exchange } = opened(2);
    const own = stroke(first.board);
    const theirs = stroke(second.board, 300);
    await exchange();
    for (let press = 0; press < 5; press++) first.board.undo();
    await exchange();
    expect(on(second.board).map(({ id }) => id)).toEqual([theirs]);
    first.board.redo();
    await exchange();
    expect(on(second.board).map(({ id }) => id).sort()).toEqual([own, theirs].sort());
  });
});

describe("Y.UndoManager, which is not used for this", () => {
  it('steps past an act that was overwritten and takes back an older one', () => {
    const mine = new Y.Doc();
    const other = new Y.Doc();
    const things = mine.getMap<unknown>('things');
    const manager = new Y.UndoManager(things, { captureTimeout: 0 });
    things.set('older', 'stroke');
    things.set('note', 'where I put it');
    Y.applyUpdate(other, Y.encodeStateAsUpdate(mine));
    other.getMap('things').set('note', 'where they put it');
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(other), 'log');

    manager.undo();

    // One press: what they did stands, and something older of mine is gone instead.
    expect(things.get('note')).toBe('where they put it');
    expect(things.has('older')).toBe(false);
  });
});
