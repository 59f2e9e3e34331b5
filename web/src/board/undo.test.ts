/** Taking back: one's own acts only, each at its turn, whatever others did in between. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { FIRST_SHEET } from '../wire/schema.gen';
import { clientOf } from './document';
import { notes, on, opened, stroke } from './testing/boards';
import type { Board } from './types';

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

describe('what a newer page made', () => {
  const AUTHOR = 'AQIDBAUGBwg';
  const COMMON = { sheet: FIRST_SHEET, by: AUTHOR, frame: [10, 20, 30, 40, 0] };

  /** A hologram, and a note with a field that is not known here, put down by somebody else. */
  function fromTheFuture(): Uint8Array {
    const doc = new Y.Doc();
    doc.clientID = clientOf(AUTHOR);
    const text = new Y.Text();
    text.applyDelta([{ insert: 'wat ' }, { insert: 'nu', attributes: { loud: true } }]);
    const parts = new Y.Array<unknown>();
    parts.push([1, Uint8Array.of(7, 8), new Y.Map<unknown>([['deep', true]])]);
    const hologram = { ...COMMON, type: 'hologram', order: 'a0', text, parts, depth: 3, bytes: Uint8Array.of(1, 2) };
    const note = { ...COMMON, type: 'note', order: 'a1', colour: 2, text: new Y.Text('rust'), mood: 'light' };
    const elements = doc.getMap<unknown>('elements');
    elements.set('AAAAAAAAAAH', new Y.Map<unknown>(Object.entries(hologram)));
    elements.set('AAAAAAAAAAN', new Y.Map<unknown>(Object.entries(note)));
    return Y.encodeStateAsUpdate(doc);
  }

  function kept(board: Board): unknown {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, board.encode());
    const elements = doc.getMap<unknown>('elements');
    const hologram = elements.get('AAAAAAAAAAH');
    const text = hologram instanceof Y.Map ? (hologram.get('text') as unknown) : null;
    return [elements.toJSON(), text instanceof Y.Text ? text.toDelta() : null];
  }

  it('comes back whole when taking it away is taken back, as often as one likes', async () => {
    const { room, first, second, exchange } = opened(2);
    room.append({
      kind: 'board', role: 'guest', author: AUTHOR, n: 0, refs: [], blobs: [], clock: 0, data: [[0, fromTheFuture()]],
    });
    await exchange();
    const before = kept(first.board);
    const ids = on(first.board).map(({ id }) => id);
    expect(on(first.board).map(({ type }) => type)).toEqual(['unknown', 'note']);

    for (let turn = 0; turn < 2; turn++) {
      if (turn === 0) first.board.remove(ids);
      else first.board.redo();
      await exchange();
      expect(on(second.board)).toEqual([]);
      expect(first.board.undo()).toBe('done');
      await exchange();
      for (const { board } of [first, second]) expect(kept(board)).toEqual(before);
    }
  });

  it('and what it wrote on something of mine is there again when I do that again', async () => {
    const { room, first, second, exchange } = opened(2);
    const note = first.board.addNote(FIRST_SHEET, 500, 500, 0);
    await exchange();
    const doc = new Y.Doc();
    Y.applyUpdate(doc, first.board.encode());
    doc.clientID = clientOf(AUTHOR);
    const had = Y.encodeStateVector(doc);
    const shared = doc.getMap<Y.Map<unknown>>('elements').get(note);
    shared?.set('mood', 'light');
    room.append({
      kind: 'board', role: 'guest', author: AUTHOR, n: 0, refs: [], blobs: [], clock: 0,
      data: [[0, Y.encodeStateAsUpdate(doc, had)]],
    });
    await exchange();
    const before = kept(first.board);
    expect(JSON.stringify(before)).toContain('light');

    expect(first.board.undo()).toBe('done');
    expect(first.board.redo()).toBe('done');
    await exchange();
    expect(kept(second.board)).toEqual(before);
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
