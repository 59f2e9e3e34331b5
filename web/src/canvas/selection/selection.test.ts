/** What is selected and done to it, without a screen. */
import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { encodePoints } from '../../board/ink';
import { byOrder } from '../../board/order';
import { fresh, pack, unpack } from '../../board/parcel';
import { on, opened, stroke } from '../../board/testing/boards';
import type { Element, Frame, Note, Shape } from '../../board/types';
import { FIRST_SHEET } from '../../wire/schema.gen';
import { paste } from './clipboard';
import { between, boundsOf, endsOf, moved, pulled, resized, scaled, stretched, type Framed } from './frames';
import { gripAt, gripsOf } from './handles';
import { reordered } from './reorder';
import { createSelection } from './selection';
import { mostlyWithin, thingAt } from './under';

const common = { sheet: FIRST_SHEET, by: 'AAAAAAAAAAA' };
const framed = (element: Element): Framed => ({ element, frame: element.frame });
const note = (id: string, x: number, y: number, order = 'a0'): Note => ({
  ...common, id, order, type: 'note', colour: 0, text: '', frame: [x, y, 200, 200, 0],
});
const shape = (id: string, kind: Shape['shape'], frame: Frame, order = 'a0'): Shape => ({
  ...common, id, order, type: 'shape', shape: kind, marker: 0, width: 1, frame,
});
const close = (frame: Frame | undefined, wanted: readonly number[]): void => {
  expect(frame).toHaveLength(5);
  for (const [at, value] of wanted.entries()) expect(frame?.[at]).toBeCloseTo(value, 1);
};

describe('moving', () => {
  it('takes all along by the same way, and stops where the first would leave the sheet', () => {
    const things = [framed(note('a', 0, 100)), framed(note('b', 700, 300))];
    const frames = moved(things, 500, 10);
    expect(frames.get('a')).toEqual([200, 110, 200, 200, 0]);
    expect(frames.get('b')).toEqual([900, 310, 200, 200, 0]);
  });

  it('lets what lies off the sheet come back', () => {
    const lost = framed(shape('a', 'rectangle', [1200, 100, 100, 100, 0]));
    expect(moved([lost], -300, 0).get('a')?.[0]).toBe(900);
    expect(moved([lost], 300, 0).get('a')?.[0]).toBe(1200);
  });
});

describe('resizing', () => {
  it('keeps what lies opposite to the corner that is pulled, also when it is turned', () => {
    const turned = framed(shape('a', 'rectangle', [100, 100, 200, 100, 90]));
    // Unturned 200 × 100; on the sheet it stands upright from (150, 50) to (250, 250).
    close(resized(turned, [1, 1], [130, 300], false), [65, 115, 250, 120, 90]);
    const bounds = boundsOf([resized(turned, [1, 1], [130, 300], false)]);
    expect(bounds?.right).toBeCloseTo(250);
    expect(bounds?.top).toBeCloseTo(50);
  });

  it('keeps the proportion where it is asked to, and a note large enough to write on', () => {
    const one = framed(note('a', 100, 100));
    close(resized(one, [1, 1], [500, 310], true), [100, 100, 400, 400, 0]);
    close(resized(one, [-1, -1], [290, 290], false), [210, 210, 90, 90, 0]);
  });

  it('of a level stroke makes it longer, never taller', () => {
    const level: Framed = framed({
      ...common, id: 'i', order: 'a0', type: 'ink', marker: 0, width: 0, frame: [100, 100, 50, 0, 0],
      points: encodePoints([[0, 0, 0.5, 0], [50, 0, 0.5, 8]]),
    });
    close(resized(level, [1, 1], [250, 400], false), [100, 100, 150, 0, 0]);
  });

  it('scales several about the opposite corner, each by as much', () => {
    const things = [framed(shape('a', 'ellipse', [100, 100, 100, 100, 0])), framed(shape('b', 'line', between([300, 300], [300, 500])))];
    const frames = scaled(things, [1, 1], [500, 900]);
    close(frames.get('a'), [100, 100, 200, 200, 0]);
    const [start, end] = endsOf(frames.get('b') ?? [0, 0, 0, 0, 0]);
    expect([...start, ...end].map(Math.round)).toEqual([500, 500, 500, 900]);
  });

  it('pulls a line at one end; the other stays, and Shift finds the level', () => {
    const line = framed(shape('a', 'arrow', between([100, 100], [300, 100])));
    expect(endsOf(pulled(line, 1, [100, 400], false)).flat().map(Math.round)).toEqual([100, 100, 100, 400]);
    expect(endsOf(pulled(line, 0, [310, 600], true)).flat().map(Math.round)).toEqual([300, 600, 300, 100]);
  });

  it('by keys grows from the upper left', () => {
    close(stretched([framed(note('a', 100, 100))], 8, 0).get('a'), [100, 100, 208, 200, 0]);
    close(stretched([framed(shape('a', 'line', [100, 100, 200, 0, 0]))], -56, 0).get('a'), [100, 100, 144, 0, 0]);
  });
});

describe('what is caught', () => {
  const box = shape('box', 'rectangle', [100, 100, 400, 300, 0], 'a1');
  const below = note('note', 150, 150, 'a0');
  const things = [framed(below), framed(box)];

  it('is the line of an outline, not the paper within it', () => {
    expect(thingAt(things, [100, 250], 5, 9)?.id).toBe('box');
    expect(thingAt(things, [250, 250], 5, 9)?.id).toBe('note');
    expect(thingAt(things, [450, 350], 5, 9)).toBeUndefined();
  });

  it('is the nearest within grace, where nothing lies under the pointer itself', () => {
    expect(thingAt(things, [512, 250], 2, 12)?.id).toBe('box');
    expect(thingAt(things, [520, 250], 2, 12)).toBeUndefined();
  });

  it('in a turned frame lies where it is seen', () => {
    const picture: Element = { ...common, id: 'p', order: 'a0', type: 'picture', blob: 'x'.repeat(43), alt: '', frame: [100, 100, 400, 40, 90] };
    expect(thingAt([framed(picture)], [300, 290], 1, 1)?.id).toBe('p');
    expect(thingAt([framed(picture)], [120, 120], 1, 1)).toBeUndefined();
  });

  it('by a frame is what lies mostly in it, not what goes around it', () => {
    const around = { left: 120, top: 120, right: 460, bottom: 380 };
    expect(mostlyWithin(things, around)).toEqual(['note']);
    expect(mostlyWithin(things, { left: 240, top: 0, right: 1000, bottom: 1000 })).toEqual(['note', 'box']);
    expect(mostlyWithin(things, { left: 0, top: 0, right: 200, bottom: 1000 })).toEqual([]);
  });
});

describe('handles', () => {
  const view = { scale: 1, x: 0, y: 0 };
  it('are two at a line, two at a text, four at others and at several', () => {
    const line = framed(shape('l', 'line', [100, 100, 200, 0, 0]));
    const text: Framed = framed({ ...common, id: 't', order: 'a0', type: 'text', marker: 0, size: 1, text: '', frame: [0, 0, 300, 60, 0] });
    expect(gripsOf(view, [line]).map(({ kind }) => kind)).toEqual(['end', 'end']);
    expect(gripsOf(view, [text])).toHaveLength(2);
    expect(gripsOf(view, [line, text])).toHaveLength(4);
    expect(gripsOf(view, [])).toEqual([]);
  });
});

describe('a handle', () => {
  const view = { scale: 1, x: 0, y: 0 };
  const at = (size: number, x: number, y: number) =>
    gripAt(gripsOf(view, [framed(shape('a', 'ellipse', [100, 100, size, size, 0]))]), [x, y], 22)?.kind;

  it('is caught around its corner, and leaves the middle of a small thing to move it by', () => {
    expect(at(200, 308, 308)).toBe('frame');
    expect(at(200, 200, 200)).toBeUndefined();
    expect(at(8, 104, 104)).toBeUndefined();
    expect(at(8, 116, 116)).toBe('frame');
  });
});

describe('the order of things', () => {
  const [a, b, c, far] = [
    note('a', 0, 0, 'a0'), note('b', 100, 0, 'a1'), note('c', 150, 50, 'a2'), note('far', 700, 1000, 'a3'),
  ].map((one) => framed(one)) as [Framed, Framed, Framed, Framed];
  const all = [a, b, c, far];
  const after = (ids: string[], direction: Parameters<typeof reordered>[2]): string => {
    const changes = new Map(reordered(all, new Set(ids), direction).map(({ id, order }) => [id, order]));
    return all
      .map(({ element: { id, order } }) => ({ id, order: changes.get(id) ?? order }))
      .sort(byOrder)
      .map(({ id }) => id)
      .join(' ');
  };

  it('changes past the next thing that it touches, not past what lies elsewhere', () => {
    expect(after(['a'], 'forward')).toBe('b a c far');
    expect(after(['c'], 'forward')).toBe('a b c far');
    expect(after(['c'], 'backward')).toBe('a c b far');
    expect(after(['far'], 'backward')).toBe('a b c far');
  });

  it('changes to the very end, and keeps that of several among themselves', () => {
    expect(after(['a', 'b'], 'front')).toBe('c far a b');
    expect(after(['c', 'far'], 'back')).toBe('c far a b');
    expect(reordered(all, new Set(['far']), 'front')).toEqual([]);
  });
});

describe('a parcel for the clipboard', () => {
  const ink: Element = {
    ...common, id: 'i', order: 'a0', type: 'ink', marker: 2, width: 1, tip: 'highlighter', frame: [1, 2, 30, 40, 0],
    points: encodePoints([[0, 0, 0.5, 0], [30, 40, 0.5, 8]]),
  };
  const written: Element = { ...note('n', 1, 2), text: 'geheim één 🌱' };

  it('brings back what was packed, and shows none of its words', () => {
    const elements = [ink, written].flatMap(fresh);
    const html = pack({ from: FIRST_SHEET, cut: false, elements });
    expect(html).not.toContain('geheim');
    expect(unpack(`<html><body><!--StartFragment-->${html}<!--EndFragment--></body></html>`)).toEqual({ from: FIRST_SHEET, cut: false, elements });
  });

  it('of somebody else, or of what is unsound, is none', () => {
    const wrapped = (value: unknown): string =>
      `<span data-flipover="${btoa(JSON.stringify(value)).replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_')}">`;
    const bad = [
      '<p>een verhaal</p>', '<span data-flipover="&&&">', wrapped(null), wrapped({ v: 2, elements: [] }), wrapped({ v: 1, elements: 7 }),
      wrapped({ v: 1, elements: [{ type: 'note', colour: 9, text: '', frame: [0, 0, 1, 1, 0] }] }),
      wrapped({ v: 1, elements: [{ type: 'note', colour: 1, text: '', frame: [0, 0, null, 1, 0] }] }),
      wrapped({ v: 1, elements: [{ type: 'ink', marker: 0, width: 0, points: '=', frame: [0, 0, 1, 1, 0] }] }),
    ];
    for (const html of bad) expect(unpack(html), html).toBeNull();
    const one = { type: 'note', colour: 1, text: 'ja', frame: [0, 0, 9, 9, 0] };
    expect(unpack(wrapped({ v: 1, from: 5, elements: [one, { type: 'note' }, 'x', { type: 'future', frame: [0, 0, 1, 1, 0] }] }))?.elements).toEqual([one]);
  });
});

describe('a selection', () => {
  it('moves several as one act, which is taken back as one', async () => {
    const { first, second, exchange } = opened(2);
    const ids = [stroke(first.board, 10), stroke(first.board, 200)];
    await exchange();
    const state = createSelection({ board: first.board, sheet: FIRST_SHEET, readOnly: signal(false) });
    state.select(ids);
    state.nudge(ids, 8, 0);
    state.nudge(ids, 8, 8);
    state.letGo();
    await exchange();
    expect(on(second.board).map(({ frame }) => [frame[0], frame[1]])).toEqual([[26, 18], [216, 18]]);
    first.board.undo();
    await exchange();
    expect(on(second.board).map(({ frame }) => [frame[0], frame[1]])).toEqual([[10, 10], [200, 10]]);
    state.stopSelecting();
  });

  it('leaves what is locked, and changes nothing for one who only looks', async () => {
    const { first, exchange } = opened(1);
    const [kept = '', loose = ''] = [stroke(first.board, 10), stroke(first.board, 200)];
    await exchange();
    const readOnly = signal(false);
    const state = createSelection({ board: first.board, sheet: FIRST_SHEET, readOnly });
    state.lock([kept], true);
    state.selectAll();
    expect([...state.selected.value]).toEqual([loose]);
    state.select([kept, loose]);
    state.nudge([kept, loose], 8, 0);
    state.remove([kept, loose]);
    expect(on(first.board).map(({ id }) => id)).toEqual([kept]);
    readOnly.value = true;
    state.lock([kept], false);
    state.remove([kept]);
    state.duplicate([kept]);
    expect(on(first.board).map(({ id, locked }) => [id, locked])).toEqual([[kept, true]]);
    state.stopSelecting();
  });

  it('loses what somebody else took away, also while it is held', async () => {
    const { first, second, exchange } = opened(2);
    const ids = [stroke(first.board, 10), stroke(first.board, 200)];
    await exchange();
    const state = createSelection({ board: first.board, sheet: FIRST_SHEET, readOnly: signal(false) });
    state.select(ids);
    state.hold(moved(state.loose(ids), 5, 5));
    second.board.remove([ids[0] ?? '']);
    await exchange();
    expect([...state.selected.value]).toEqual([ids[1]]);
    expect([...state.held.value.keys()]).toEqual([ids[1]]);
    state.stopSelecting();
  });
});

describe('pasting', () => {
  async function sheets() {
    const { first, exchange } = opened(1);
    stroke(first.board, 10);
    await exchange();
    const other = first.board.addSheet({ title: 'twee' });
    const readOnly = signal(false);
    const at = (sheet: string) => ({ board: first.board, sheet, readOnly, ...createSelection({ board: first.board, sheet, readOnly }) });
    const places = (sheet: string) => first.board.elements(sheet).value.map(({ frame }) => frame[0]);
    const html = (cut = false) => pack({ from: FIRST_SHEET, cut, elements: on(first.board).flatMap(fresh) });
    return { board: first.board, other, readOnly, at, places, html };
  }

  it('lies in place on another sheet and beside on the same, further each time, one act each', async () => {
    const { board, other, at, places, html } = await sheets();
    const copied = html();
    expect(paste(at(other), copied)).toBe(true);
    expect(places(other)).toEqual([10]);
    paste(at(other), copied);
    expect(places(other)).toEqual([10, 38]);
    paste(at(FIRST_SHEET), copied);
    paste(at(FIRST_SHEET), copied);
    expect(places(FIRST_SHEET)).toEqual([10, 38, 66]);
    board.undo();
    expect(places(FIRST_SHEET)).toEqual([10, 38]);
    expect(board.undoneOn.value?.sheet).toBe(FIRST_SHEET);
  });

  it('of what was cut lies where it lay', async () => {
    const { board, at, places, html } = await sheets();
    const cut = html(true);
    board.remove(on(board).map(({ id }) => id));
    paste(at(FIRST_SHEET), cut);
    expect(places(FIRST_SHEET)).toEqual([10]);
  });

  it('brings no picture whose bytes are another room’s, and nothing to one who only looks', async () => {
    const { board, at, other, readOnly, html } = await sheets();
    const blob = 'x'.repeat(43);
    const foreign = pack({ from: 'BBBBBBBBBBB', cut: false, elements: [{ type: 'picture', blob, alt: '', frame: [0, 0, 50, 50, 0] }] });
    expect(paste(at(other), foreign)).toBe(true);
    expect(board.elements(other).value).toEqual([]);
    readOnly.value = true;
    expect(paste(at(other), html())).toBe(false);
    expect(board.elements(other).value).toEqual([]);
  });
});
