/** The flipchart of two pages over one log in memory. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { FIRST_SHEET } from '../wire/schema.gen';
import { clientOf } from './document';
import { notes, on, opened, settle, stroke } from './testing/boards';
import { refusal } from './update';

describe('acts', () => {
  it('reach the other through the log and are the same there', async () => {
    const { first, second, exchange } = opened(2);
    stroke(first.board);
    first.board.addNote(FIRST_SHEET, 500, 500, 2);
    await exchange();
    expect(on(second.board)).toEqual(on(first.board));
    expect(on(second.board).map(({ type }) => type)).toEqual(['ink', 'note']);
  });

  it('of one stroke are one entry of less than 460 bytes for 40 points', async () => {
    const { first } = opened(1);
    const drawing = first.board.startInk(FIRST_SHEET, { marker: 0, width: 1 });
    for (let i = 0; i < 40; i++) drawing.add(100 + i * 9, 200 + Math.sin(i / 4) * 60, 0.5, i * 16);
    drawing.finish();
    expect(first.page.outbox).toHaveLength(1);
    const data = first.page.outbox[0]?.entry.data as [[number, Uint8Array]];
    expect(data[0][1].length).toBeLessThan(460);
  });

  it('that come back are not applied twice', async () => {
    const { first, exchange } = opened(1);
    stroke(first.board);
    const before = first.board.encode();
    await exchange();
    expect(on(first.board)).toHaveLength(1);
    expect(first.board.encode()).toEqual(before);
  });

  it('of one page carry only structs of its author', async () => {
    const { first, second, exchange } = opened(2);
    const id = first.board.addNote(FIRST_SHEET, 1, 1, 0);
    await exchange();
    second.board.setFrame(id, [5, 5, 220, 220, 0]);
    second.board.remove([id]);
    const updates = second.page.outbox.flatMap(({ entry }) => entry.data as [number, Uint8Array][]);
    expect(updates).toHaveLength(2);
    const client = clientOf(second.page.log.page);
    expect(updates.map(([, update]) => refusal(update, client))).toEqual([null, null]);
    expect(refusal(updates[0]?.[1] ?? new Uint8Array(), client + 1)).toBe('foreign');
  });

  it('keep a note within reach of the sheet', () => {
    const { first } = opened(1);
    const id = first.board.addNote(FIRST_SHEET, 50_000, -50_000, 0);
    first.board.setFrame(id, [9e9, -9e9, 200, 200, 0]);
    expect(notes(first.board)[0]?.frame).toEqual([900, -100, 200, 200, 0]);
  });
});

describe('what the log brings', () => {
  it.each([
    ['no list', 7],
    ['no update', [[0, 'words']]],
    ['a broken update', [[0, Uint8Array.of(1, 2, 3)]]],
  ])('is skipped and counted when it is %s, and the fold goes on', async (_, data) => {
    const { room, first, second, exchange } = opened(2);
    const rest = { role: 'guest', refs: [], blobs: [], clock: 0, kind: 'board' } as const;
    room.append({ ...rest, author: 'BBBBBBBBBBA', n: 0, data });
    stroke(first.board);
    await exchange();
    expect(second.board.skipped.value).toBe(1);
    expect(on(second.board)).toHaveLength(1);
  });

  it('is refused as a whole when it writes as somebody else', async () => {
    const { room, first, second, exchange } = opened(2);
    stroke(first.board);
    await settle();
    const stolen = first.page.outbox.splice(0)[0]?.entry;
    if (stolen === undefined) throw new Error('nothing to steal');
    room.append({ ...stolen, author: 'BBBBBBBBBBA', n: 0 });
    await exchange();
    expect(on(second.board)).toEqual([]);
    expect(second.board.skipped.value).toBe(1);
  });
});

describe('typing', () => {
  it('is committed after a second of rest, as one entry with its times', async () => {
    const { world, first, second, exchange } = opened(2);
    const id = first.board.addNote(FIRST_SHEET, 100, 100, 0);
    await exchange();
    for (const text of ['r', 're', 'res', 'rest']) {
      first.board.typeText(id, text);
      world.pass(100);
    }
    expect(first.page.outbox).toHaveLength(0);
    world.pass(1000);
    expect(first.page.outbox).toHaveLength(1);
    expect((first.page.outbox[0]?.entry.data as [number][]).map(([dt]) => dt)).toEqual([0, 100, 200, 300]);
    await exchange();
    expect(notes(second.board)[0]?.text).toBe('rest');
  });

  it('without rest is committed after three seconds', () => {
    const { world, first } = opened(1);
    const id = first.board.addNote(FIRST_SHEET, 100, 100, 0);
    first.page.outbox.length = 0;
    for (let i = 1; i <= 31; i++) {
      first.board.typeText(id, 'x'.repeat(i));
      world.pass(100);
    }
    expect(first.page.outbox).toHaveLength(1);
  });

  it('of two at once keeps the words of both', async () => {
    const { first, second, exchange } = opened(2);
    const id = first.board.addNote(FIRST_SHEET, 100, 100, 0);
    first.board.typeText(id, 'one two');
    first.board.flush();
    await exchange();
    first.board.typeText(id, 'zero one two');
    second.board.typeText(id, 'one two three');
    first.board.flush();
    second.board.flush();
    await exchange();
    await exchange();
    expect(notes(first.board)[0]?.text).toBe('zero one two three');
    expect(notes(second.board)[0]?.text).toBe('zero one two three');
  });

  it('goes into the log before the act that follows it', async () => {
    const { first } = opened(1);
    const id = first.board.addNote(FIRST_SHEET, 100, 100, 0);
    first.board.typeText(id, 'words');
    first.board.setColour(id, 3);
    expect(first.page.outbox).toHaveLength(3);
  });
});

describe('undo', () => {
  it('takes back and does again what is still as one left it', async () => {
    const { first, second, exchange } = opened(2);
    const id = first.board.addNote(FIRST_SHEET, 300, 300, 0);
    first.board.typeText(id, 'a');
    first.board.typeText(id, 'ab');
    first.board.setFrame(id, [0, 0, 220, 220, 0]);
    const whole = on(first.board);
    expect([first.board.undo(), first.board.undo(), first.board.undo()]).toEqual(['done', 'done', 'done']);
    expect(on(first.board)).toEqual([]);
    expect(first.board.undo()).toBe('nothing');
    expect([first.board.redo(), first.board.redo(), first.board.redo()]).toEqual(['done', 'done', 'done']);
    expect(on(first.board)).toEqual(whole);
    await exchange();
    expect(on(second.board)).toEqual(whole);
  });

  it('leaves alone what the other has changed since', async () => {
    const { first, second, exchange } = opened(2);
    const id = first.board.addNote(FIRST_SHEET, 300, 300, 0);
    first.board.setFrame(id, [10, 10, 220, 220, 0]);
    await exchange();
    second.board.setFrame(id, [50, 50, 220, 220, 0]);
    await exchange();
    expect(first.board.undo()).toBe('skipped');
    expect(first.board.undo()).toBe('skipped');
    expect(notes(first.board)[0]?.frame).toEqual([50, 50, 220, 220, 0]);
  });

  it('brings back a stroke of the other that one erased, as the other’s', async () => {
    const { first, second, exchange } = opened(2);
    const id = stroke(first.board);
    await exchange();
    const before = on(first.board);
    second.board.remove([id]);
    second.board.undo();
    await exchange();
    expect(on(first.board)).toEqual(before);
    expect(on(second.board)).toEqual(before);
  });
});

describe('an author that ended', () => {
  it('takes what was not kept off its own sheet, and drawing goes on', async () => {
    const { first, second, exchange } = opened(2);
    const kept = stroke(first.board);
    await exchange();
    stroke(first.board, 300);
    await settle();
    first.page.refuse('too_large');
    await settle();
    expect(on(first.board).map((e) => e.id)).toEqual([kept]);
    const after = stroke(first.board, 600);
    await exchange();
    expect(on(first.board).map((e) => e.id)).toEqual([kept, after]);
    expect(on(second.board)).toEqual(on(first.board));
    expect(second.board.skipped.value).toBe(0);
  });

  it('leaves what is being typed to the next', async () => {
    const { world, first, second, exchange } = opened(2);
    const id = first.board.addNote(FIRST_SHEET, 100, 100, 0);
    await exchange();
    first.board.typeText(id, 'half a word');
    first.page.newAuthor();
    world.pass(2000);
    await exchange();
    expect(notes(second.board)[0]?.text).toBe('half a word');
    expect(second.board.skipped.value).toBe(0);
  });
});

it('gives a keyframe only of what is logged, and with its place', async () => {
  const { first, exchange } = opened(1);
  stroke(first.board);
  expect(first.board.keyframe()).toBeNull();
  await exchange();
  expect(first.board.keyframe()?.k).toBe(1);
});

it('keeps the sheet that nobody wrote when another is added', async () => {
  const { room, first, exchange } = opened(1);
  const other = new Y.Doc();
  other.clientID = clientOf('BBBBBBBBBBA');
  other.getMap('sheets').set('AAAAAAAAAAM', new Y.Map(Object.entries({ title: 'Two', order: 'a1', paper: 'lined' })));
  const rest = { role: 'coach', refs: [], blobs: [], clock: 0, kind: 'board' } as const;
  room.append({ ...rest, author: 'BBBBBBBBBBA', n: 0, data: [[0, Y.encodeStateAsUpdate(other)]] });
  await exchange();
  expect(first.board.sheets.value.map(({ id }) => id)).toEqual([FIRST_SHEET, 'AAAAAAAAAAM']);
});

describe('acts of others', () => {
  it('are told one by one, each with what was there before and after, and one’s own are not', async () => {
    const { first, second, exchange } = opened(2);
    const heard: [string, string][] = [];
    const said = (element: { readonly type: string } | null): string =>
      element === null ? '' : 'text' in element ? String(element.text) : element.type;
    second.board.onOthersAct(({ author, changes }) => {
      expect(author).toBe(first.page.log.author.value);
      for (const { before, after } of changes) heard.push([said(before), said(after)]);
    });
    const own: unknown[] = [];
    const stop = first.board.onOthersAct((act) => own.push(act));
    const id = first.board.add(FIRST_SHEET, [{ type: 'note', frame: [1, 1, 220, 220, 0], colour: 0, text: 'a' }])[0] ?? '';
    first.board.typeText(id, 'ab');
    first.board.flush();
    first.board.remove([id]);
    stroke(first.board);
    await exchange();
    expect(heard).toEqual([['', 'a'], ['a', 'ab'], ['ab', ''], ['', 'ink']]);
    expect(own).toEqual([]);
    expect(on(second.board)).toEqual(on(first.board));
    stop();
    stroke(second.board);
    await exchange();
    expect(own).toEqual([]);
  });
});
