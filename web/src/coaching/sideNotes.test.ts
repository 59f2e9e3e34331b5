import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeLog } from '../../test/FakeLog';
import { followNotes, type SideNotes } from './sideNotes';

const item = (value: unknown): object => ({ type: 'notes', id: 'notes', value });
let log: FakeLog;
let notes: SideNotes;

beforeEach(() => {
  vi.useFakeTimers();
  log = new FakeLog();
  notes = followNotes(log);
});
afterEach(() => {
  notes.dispose();
  vi.useRealTimers();
});

describe('side notes', () => {
  it('show the last text of the log and nothing of other items', () => {
    log.give('item', item('first'));
    log.give('item', { type: 'step', id: 'notes', value: 'not this' });
    log.give('item', item('second'));
    log.give('item', item(7));
    expect(notes.text.value).toBe('second');
  });

  it('append one item after a second of rest, not one per key', async () => {
    for (const text of ['a', 'ab', 'abc']) {
      notes.write(text);
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(log.appended).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(log.appended.map((a) => a.data)).toEqual([item('abc')]);
  });

  it('are kept after three seconds at most, however one goes on typing', async () => {
    for (let i = 0; i < 8; i++) {
      notes.write('x'.repeat(i + 1));
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(log.appended.length).toBe(1);
  });

  it('say that a text is only here until it came back', async () => {
    notes.write('abc');
    expect(notes.keeping.value).toBe('here');
    await vi.advanceTimersByTimeAsync(1000);
    expect(notes.keeping.value).toBe('here');
    log.back();
    await vi.advanceTimersByTimeAsync(0);
    expect(notes.keeping.value).toBe('kept');
    expect(notes.text.value).toBe('abc');
  });

  it('do not lose what is being typed to a text from another device', () => {
    notes.write('mine, half wri');
    log.give('item', item('theirs'));
    expect(notes.text.value).toBe('mine, half wri');
  });
});
