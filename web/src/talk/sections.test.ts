import { describe, expect, it } from 'vitest';
import { firstNew, sectionsOf } from './sections';
import type { Message } from './talk';

const NOON = new Date(2026, 10, 23, 12).getTime();
const HOUR = 3_600_000;

function message(hours: number, more: Partial<Message> = {}): Message {
  return {
    id: String(hours), author: 'sam', role: 'guest', text: String(hours), quotes: [], at: NOON + hours * HOUR, own: false,
    keeping: 'kept', seqs: [1], earlier: [], gone: null, hand: null, ...more,
  };
}

describe('sections', () => {
  it('separate local days, and what was written in a session from what was not', () => {
    const sessions = [{ start: NOON, end: NOON + HOUR }, { start: NOON + 48 * HOUR, end: null }];
    const sections = sectionsOf([-1, 0.5, 2, 3, 30, 49].map((hours) => message(hours)), sessions);
    expect(sections.map(({ moment, messages }) => [moment, messages.map((m) => m.text)])).toEqual([
      ['before', ['-1']], ['during', ['0.5']], ['between', ['2', '3']], ['between', ['30']], ['during', ['49']],
    ]);
    expect(new Set(sections.map(({ day }) => day)).size).toBe(3);
  });

  it('say nothing of sessions where there was none', () => {
    expect(sectionsOf([message(0)], []).map(({ moment }) => moment)).toEqual([null]);
  });
});

describe('what is new', () => {
  const letters = [message(0), message(1, { own: true }), message(2, { gone: { at: 0, role: 'guest' } }), message(3), message(4)];
  it('begins at the first of the others’ letters since one last read', () => {
    expect(firstNew(letters, NOON, Infinity)?.id).toBe('3');
    expect(firstNew(letters, NOON - 1, Infinity)?.id).toBe('0');
  });
  it('is nothing that came while one was reading', () => {
    expect(firstNew(letters, NOON + 3 * HOUR, NOON + 3 * HOUR)).toBeNull();
  });
});
