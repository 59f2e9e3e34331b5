/** Marks of the selected scale, carried and moved by keys, without a screen. */
import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { opened } from '../../board/testing/boards';
import type { Board, Scale } from '../../board/types';
import { FIRST_SHEET } from '../../wire/schema.gen';
import { createSelection } from './selection';

const NOON = new Date(2026, 10, 25, 12).getTime();
const DAY = 86_400_000;
const scaleOn = (board: Board): Scale => board.elements(FIRST_SHEET).value.find((one) => one.type === 'scale') as Scale;
const standing = (board: Board) => scaleOn(board).marks.map(({ kind, value, at }) => [kind, value, at]);

/** A board with a scale and one mark of noon, and a hand that chose it. */
async function scene(now: () => number, value: readonly number[] = [4]) {
  const { first, second, exchange } = opened(2);
  const [id = ''] = first.board.add(FIRST_SHEET, [{ type: 'scale', frame: [120, 540, 760, 120, 0], topic: '', low: '', high: '', marks: [] }]);
  const mark = first.board.setMark(id, null, { kind: 'now', value, at: NOON, name: '' });
  const readOnly = signal(false);
  const state = createSelection({ board: first.board, sheet: FIRST_SHEET, readOnly, now });
  state.select([id]);
  state.chooseMark(id, mark);
  await exchange();
  const carry = (to: number): void => {
    if (state.mark.value !== null) state.carry(state.mark.value, to);
  };
  return { first: first.board, second: second.board, exchange, state, readOnly, id, mark, carry };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

describe('a mark that is carried', () => {
  it('is one act when it is let go, and none when it is put back', async () => {
    const { first, second, exchange, state, carry } = await scene(() => NOON + 1);
    for (const to of [5, 6, 7]) carry(to);
    expect(standing(first)).toEqual([['now', [4], NOON]]);
    state.putBack();
    expect([state.carried.value.size, state.byHand.value]).toEqual([0, false]);
    carry(6.5);
    state.letGo();
    await exchange();
    expect(standing(second)).toEqual([['now', [6.5], NOON]]);
    first.undo();
    expect(standing(first)).toEqual([['now', [4], NOON]]);
    state.stopSelecting();
  });

  it('of an earlier day stays, beside one of today that is chosen now', async () => {
    const { first, state, mark, carry } = await scene(() => NOON + DAY);
    carry(6);
    state.letGo();
    expect(standing(first)).toEqual([['now', [4], NOON], ['now', [6], NOON + DAY]]);
    expect(state.mark.value?.mark.value).toEqual([6]);
    expect(state.mark.value?.mark.id).not.toBe(mark);
    expect(state.told.value).toMatchObject({ what: 'mark', stays: NOON });
    first.undo();
    expect(standing(first)).toEqual([['now', [4], NOON]]);
    state.stopSelecting();
  });

  it('is not brought back when somebody else took it away meanwhile', async () => {
    const { first, second, exchange, state, id, mark, carry } = await scene(() => NOON + 1);
    carry(6);
    second.setMark(id, mark, null);
    await exchange();
    state.letGo();
    expect(standing(first)).toEqual([]);
    expect(state.mark.value).toBeNull();
    state.stopSelecting();
  });
});

it('that another moves stays whose it was; a second one of today is whoever set it', async () => {
  for (const [later, mine] of [[1, false], [DAY, true]] as const) {
    const { first, second, exchange, state, id } = await scene(() => NOON + later);
    const theirs = second.setMark(id, null, { kind: 'now', value: [2], at: NOON, name: '' });
    await exchange();
    const by = new Map(scaleOn(first).marks.map((one) => [one.id, one.by]));
    state.chooseMark(id, theirs);
    const on = state.mark.value;
    if (on !== null) state.carry(on, 3);
    state.letGo();
    const moved = scaleOn(first).marks.find(({ value }) => value[0] === 3);
    expect(moved?.by === by.get(theirs)).toBe(!mine);
    state.stopSelecting();
  }
});

describe('keys', () => {
  it('move it: one act after a rest, further down than a scale goes', async () => {
    const { first, state } = await scene(() => NOON + 1, [-1]);
    state.nudgeMark(-0.5);
    state.nudgeMark(-1);
    expect(standing(first)).toEqual([['now', [-1], NOON]]);
    vi.runAllTimers();
    expect(standing(first)).toEqual([['now', [-2.5], NOON]]);
    first.undo();
    expect(standing(first)).toEqual([['now', [-1], NOON]]);
    state.stopSelecting();
  });

  it('take it away, and leave all as it is where one may only look', async () => {
    const { first, state, readOnly, id } = await scene(() => NOON + 1);
    readOnly.value = true;
    state.nudgeMark(1);
    state.removeMark();
    state.setMark(id, 'now', 3);
    vi.runAllTimers();
    expect(standing(first)).toEqual([['now', [4], NOON]]);
    readOnly.value = false;
    state.removeMark();
    expect([standing(first), state.mark.value]).toEqual([[], null]);
    first.undo();
    expect(standing(first)).toEqual([['now', [4], NOON]]);
    state.stopSelecting();
  });
});

it('a place on the line is offered until a kind is chosen, another thing selected, or a mark', async () => {
  const { first, state, id, mark } = await scene(() => NOON + 2);
  state.offerMark({ scale: id, value: 7 });
  expect([state.mark.value, state.offer.value?.value]).toEqual([null, 7]);
  state.chooseMark(id, mark);
  expect(state.offer.value).toBeNull();
  state.offerMark({ scale: id, value: 7 });
  state.select([]);
  expect(state.offer.value).toBeNull();
  state.select([id]);
  state.setMark(id, 'wanted', 8.5);
  expect(standing(first)).toEqual([['now', [4], NOON], ['wanted', [8.5], NOON + 2]]);
  expect(state.mark.value?.mark.kind).toBe('wanted');
  state.stopSelecting();
});
