import { describe, expect, it } from 'vitest';
import type { Kind, Role } from '../wire/protocol.gen';
import { foldReading, isShown, NOTHING_READ, wasRead, type ReadingState } from './reading';

let seq = 10;
const say = (state: ReadingState, role: Role, on: unknown, kind: Kind = 'agreement'): ReadingState =>
  foldReading(state, { kind, role, data: { type: 'reading', on }, seq: seq++, author: role, own: false });
const read = (state: ReadingState, role: Role, to: unknown): ReadingState =>
  foldReading(state, { kind: 'read', role, data: { seq: to }, seq: seq++, author: role, own: false });

describe('what was read', () => {
  it('is off until both said yes, whoever was first, and off again when either says no', () => {
    let state = say(NOTHING_READ, 'coach', true);
    expect(isShown(state)).toBe(false);
    state = say(state, 'guest', true);
    expect(isShown(state)).toBe(true);
    for (const role of ['coach', 'guest'] as const) expect(isShown(say(state, role, false))).toBe(false);
  });

  it('counts only what was said while both agreed, and is hidden when they no longer do', () => {
    let state = read(say(NOTHING_READ, 'coach', true), 'guest', 5);
    state = say(state, 'guest', true);
    expect(wasRead(state, 'coach', 5)).toBe(false);
    state = read(state, 'guest', 5);
    expect([wasRead(state, 'coach', 5), wasRead(state, 'coach', 6), wasRead(state, 'guest', 5)]).toEqual([true, false, false]);
    expect(wasRead(say(state, 'guest', false), 'coach', 5)).toBe(false);
  });

  it('believes nobody who read what was not there yet, and nothing of another shape', () => {
    const both = say(say(NOTHING_READ, 'coach', true), 'guest', true);
    for (const odd of [10_000, -0.5, '5', null, NaN]) expect(read(both, 'guest', odd).to.guest).toBe(0);
    expect(say(NOTHING_READ, 'trainer', true)).toBe(NOTHING_READ);
    expect(say(NOTHING_READ, 'coach', 'yes')).toBe(NOTHING_READ);
  });
});
