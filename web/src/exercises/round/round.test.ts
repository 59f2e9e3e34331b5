/** What the log tells of a round is the same for everybody, and only a coach leads it. */
import { describe, expect, it } from 'vitest';
import type { Role } from '../../wire/protocol.gen';
import { personId } from './person';
import { foldRound, NO_ROUND, stuckCount, type RoundState } from './round';

const [ID, SHEET, NOTE] = ['AAAAAAAAAAE', 'AAAAAAAAAAA', 'AAAAAAAAAAI'];
const START = { type: 'round', id: ID, do: 'start', sheet: SHEET, on: NOTE, zone: 'ring', names: false };
const told = (...acts: readonly (readonly [Role, unknown, ('chapter' | 'session')?])[]): RoundState =>
  acts.reduce((state, [role, data, kind = 'chapter'], at) => foldRound(state, { kind, role, data, seq: at + 1, at: 1000 + at }), NO_ROUND);

describe('a round', () => {
  it('is begun by a coach, and says where and whether with names', () => {
    expect(told(['coach', START]).round).toEqual({
      id: ID, sheet: SHEET, on: NOTE, zone: 'ring', names: false, phase: 'write', revealed: false, stuck: new Set(), startedAt: 1000,
    });
    expect(told(['guest', START]).round).toBeNull();
    expect(told(['coach', { ...START, on: null, zone: 'elsewhere', names: undefined }]).round).toMatchObject({ on: null, zone: 'inner', names: true });
  });

  it('counts each person once, however often and on whichever machine they stick', () => {
    const stuck = (link: number): readonly [Role, unknown] => ['guest', { type: 'round', id: ID, do: 'stuck', person: personId(link) }];
    const { round } = told(['coach', START], stuck(2), stuck(3), stuck(2), ['guest', { type: 'round', id: ID, do: 'stuck', person: 'nobody' }]);
    if (round === null) throw new Error('no round');
    expect(round.stuck.size).toBe(2);
    // Link 3 went home; what they stuck still counts.
    expect(stuckCount(round, [personId(1), personId(2), personId(4)])).toEqual({ stuck: 2, all: 4 });
  });

  it('goes on at the coach’s word only, and only while it is the newest', () => {
    const go = (step: string, id = ID): unknown => ({ type: 'round', id, do: step });
    expect(told(['coach', START], ['guest', go('end')], ['guest', go('reveal')]).round).toMatchObject({ phase: 'write', revealed: false });
    expect(told(['coach', START], ['coach', go('reveal')], ['coach', go('choose')]).round).toMatchObject({ phase: 'choose', revealed: true });
    expect(told(['coach', START], ['coach', go('end', NOTE)]).round?.phase).toBe('write');
    expect(told(['coach', START], ['coach', go('end')]).round?.phase).toBe('over');
  });

  it('leaves alone what is no sound act', () => {
    for (const data of [null, undefined, 5, 'round', [START], { ...START, id: 'x' }, { ...START, sheet: 7 }]) expect(told(['coach', data])).toEqual(NO_ROUND);
  });
});

describe('the note that is read out', () => {
  const light = (note: unknown): readonly [Role, unknown] => ['coach', { type: 'spotlight', note }];
  it('is the coach’s, and one reading from its first note to its last', () => {
    expect(told(light(NOTE)).spotlight).toEqual({ note: NOTE, since: 1 });
    expect(told(light(NOTE), light(ID)).spotlight).toEqual({ note: ID, since: 1 });
    expect(told(light(NOTE), light(null), light(ID)).spotlight).toEqual({ note: ID, since: 3 });
    expect(told(['guest', { type: 'spotlight', note: NOTE }]).spotlight).toBeNull();
  });
  it('ends with the session: nobody comes in later to a note that nobody reads', () => {
    expect(told(light(NOTE), ['guest', { id: ID, do: 'end' }, 'session']).spotlight).toBeNull();
  });
});
