import { describe, expect, it } from 'vitest';
import { MAX_TEXT_CHARS } from '../wire/schema.gen';
import type { Entry } from '../log/types';
import { EMPTY_TALK, addWaiting, byDay, foldEntry, markLost, messagesOf, nameOf, newestName, toSend } from './talk';

const AT = Date.UTC(2026, 10, 23, 12);

function entry(seq: number, kind: Entry['kind'], data: unknown, more: Partial<Entry> = {}): Entry {
  return {
    seq, kind, data, at: AT + seq, role: 'guest', author: 'sam', n: seq, refs: [], blobs: [], clock: AT, own: false, ...more,
  };
}

describe('talk', () => {
  it('reads messages in log order under the name last given', () => {
    const state = [
      entry(1, 'member', { name: 'Sam', form: 'picture' }),
      entry(2, 'talk', { id: 'a', text: 'first' }),
      entry(3, 'member', { name: 'Sammy', form: 'voice' }),
      entry(4, 'talk', { id: 'b', text: 'second' }),
    ].reduce(foldEntry, EMPTY_TALK);
    expect(messagesOf(state).map((m) => m.text)).toEqual(['first', 'second']);
    expect(nameOf(state, 'sam')).toBe('Sammy');
    expect(newestName(state, 'guest')).toBe('Sammy');
    expect(newestName(state, 'coach')).toBe('');
  });

  it('shows an own message once, first as here only and then as kept', () => {
    let state = addWaiting(EMPTY_TALK, { id: 'x', author: 'me', role: 'coach', text: 'hello', at: AT });
    expect(messagesOf(state).map((m) => m.keeping)).toEqual(['here']);
    state = foldEntry(state, entry(1, 'talk', { id: 'x', text: 'hello' }, { author: 'me', own: true }));
    expect(messagesOf(state).map((m) => [m.keeping, m.own, m.at])).toEqual([['kept', true, AT + 1]]);
  });

  it('keeps an own unsent message after everything the log already holds', () => {
    let state = addWaiting(EMPTY_TALK, { id: 'x', author: 'me', role: 'coach', text: 'mine', at: AT });
    state = foldEntry(state, entry(1, 'talk', { id: 'y', text: 'theirs' }));
    expect(messagesOf(state).map((m) => m.text)).toEqual(['theirs', 'mine']);
  });

  it('ignores a message that comes twice from the same author, not one of another author with the same id', () => {
    const state = [
      entry(1, 'talk', { id: 'a', text: 'one' }),
      entry(2, 'talk', { id: 'a', text: 'one' }),
      entry(3, 'talk', { id: 'a', text: 'other' }, { author: 'eva' }),
    ].reduce(foldEntry, EMPTY_TALK);
    expect(messagesOf(state).map((m) => m.text)).toEqual(['one', 'other']);
  });

  it("does not let another author's entry with the same id replace an own waiting message", () => {
    let state = addWaiting(EMPTY_TALK, { id: 'x', author: 'me', role: 'coach', text: 'mine', at: AT });
    state = foldEntry(state, entry(1, 'talk', { id: 'x', text: 'forged' }));
    expect(messagesOf(state).map((m) => [m.text, m.own])).toEqual([['forged', false], ['mine', true]]);
  });

  it('keeps a lost message readable and says that it is lost', () => {
    let state = addWaiting(EMPTY_TALK, { id: 'x', author: 'me', role: 'coach', text: 'mine', at: AT });
    state = markLost(state, new Set(['x']));
    expect(messagesOf(state).map((m) => m.keeping)).toEqual(['lost']);
  });

  it.each([
    ['no map', 7],
    ['no id', { text: 'a' }],
    ['text that is a number', { id: 'a', text: 4 }],
    ['text over the limit', { id: 'a', text: 'x'.repeat(MAX_TEXT_CHARS + 1) }],
    ['an array', ['a']],
  ])('counts and skips a talk body with %s', (_what, data) => {
    const state = foldEntry(EMPTY_TALK, entry(1, 'talk', data));
    expect(messagesOf(state)).toEqual([]);
    expect(state.malformed).toBe(1);
  });

  it('passes over a forgotten body without counting it as malformed', () => {
    expect(foldEntry(EMPTY_TALK, entry(1, 'talk', undefined)).malformed).toBe(0);
  });

  it('sends neither blank text nor text over the limit, and leaves inner newlines alone', () => {
    expect(toSend('  \n ')).toBeNull();
    expect(toSend('x'.repeat(MAX_TEXT_CHARS + 1))).toBeNull();
    expect(toSend('\n  one\r\ntwo  \n')).toBe('  one\ntwo');
  });

  it('separates messages by local day', () => {
    const messages = [0, 1, 30].map((hours, i) => ({
      id: String(i), author: 'a', role: 'guest' as const, text: '', own: false, keeping: 'kept' as const,
      at: new Date(2026, 10, 23, 12).getTime() + hours * 3_600_000,
    }));
    expect(byDay(messages).map((d) => d.messages.length)).toEqual([2, 1]);
  });
});
