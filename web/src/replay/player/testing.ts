/** Small recordings for tests, with times in ms from 0. */
import { encodePoints } from '../../board/ink';
import type { Change, Life, Recording, When } from '../recording';

export const COACH = 'coachAAAAAA';
export const SAM = 'samAAAAAAAA';
export const FIRST = 'AAAAAAAAAAA';
export const SECOND = 'AAAAAAAAAAE';

let ids = 0;
export const newId = (): string => (ids++).toString(36).padStart(11, 'b');

export function note(at: number, by = SAM, more: Partial<{ id: string; sheet: string; text: string; changes: Change[]; died: When | null }> = {}): Life {
  const { id = newId(), sheet = FIRST, text = '', changes = [], died = null } = more;
  const fields = { type: 'note', sheet, order: `a${at}`, by, frame: [0, 0, 200, 200, 0], colour: 0, text };
  return { id, born: [at, at, by], fields, changes, died };
}

/** Ten points, 100 ms apart, 10 units to the right each; born at *at*. */
export function stroke(at: number, by = COACH, sheet = FIRST): Life {
  const points = encodePoints(Array.from({ length: 11 }, (_, i) => [i * 10, 0, 0.5, i === 0 ? 0 : 100] as const));
  const fields = { type: 'ink', sheet, order: `a${at}`, by, frame: [100, 100, 100, 0, 0], marker: 0, width: 1, points };
  return { id: newId(), born: [at, at, by], fields, changes: [], died: null };
}

export const sheet = (id: string, order: string): Life => ({
  id,
  born: [0, 0, ''],
  fields: { title: '', order, paper: 'plain' },
  changes: [],
  died: null,
});

export function recordingOf(elements: readonly Life[], more: Partial<Recording> = {}): Recording {
  return {
    v: 1,
    start: 0,
    end: 60_000,
    people: { [COACH]: { role: 'coach', name: 'Eva' }, [SAM]: { role: 'guest', name: 'Sam' } },
    sheets: [sheet(FIRST, 'a0'), sheet(SECOND, 'a1')],
    elements: [...elements].sort((a, b) => a.born[0] - b.born[0]),
    chapters: [],
    sessions: [{ id: 'one', start: 0, end: 60_000 }],
    talk: null,
    forgotten: [],
    refused: [],
    ...more,
  };
}
