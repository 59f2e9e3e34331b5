import { describe, expect, it } from 'vitest';
import { MAX_TEXT_CHARS } from '../wire/schema.gen';
import type { Entry } from '../log/types';
import { EMPTY_TALK, addWaiting, foldEntry, markLost, messagesOf, nameOf, newestName, toSend } from './talk';

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

  it('reads the name of a writer whose author says it nowhere else, and no longer one than fits', () => {
    const state = [
      entry(1, 'talk', { id: 'a', text: 'rested', name: ` ${'S'.repeat(99)}` }, { author: 'apart' }),
      entry(2, 'talk', { id: 'b', text: 'plain', name: 7 }),
    ].reduce(foldEntry, EMPTY_TALK);
    expect(messagesOf(state).map(({ name }) => name)).toEqual(['S'.repeat(60), undefined]);
  });

  it('takes an id once from each author, in whichever state it is folded on', () => {
    const first = foldEntry(EMPTY_TALK, entry(1, 'talk', { id: 'a', text: 'first' }));
    const two = foldEntry(first, entry(2, 'talk', { id: 'b', text: 'second' }));
    const other = foldEntry(first, entry(2, 'talk', { id: 'b', text: 'another second' }));
    const again = foldEntry(two, entry(3, 'talk', { id: 'b', text: 'once more' }));
    expect([two, other, again].map((state) => messagesOf(state).map(({ text }) => text))).toEqual([
      ['first', 'second'], ['first', 'another second'], ['first', 'second'],
    ]);
  });

  it('shows an own message once, first as here only and then as kept', () => {
    let state = addWaiting(EMPTY_TALK, { id: 'x', author: 'me', role: 'coach', text: 'hello', quotes: [], at: AT });
    expect(messagesOf(state).map((m) => m.keeping)).toEqual(['here']);
    state = foldEntry(state, entry(1, 'talk', { id: 'x', text: 'hello' }, { author: 'me', own: true }));
    expect(messagesOf(state).map((m) => [m.keeping, m.own, m.at])).toEqual([['kept', true, AT + 1]]);
  });

  it('keeps an own unsent message after everything the log already holds', () => {
    let state = addWaiting(EMPTY_TALK, { id: 'x', author: 'me', role: 'coach', text: 'mine', quotes: [], at: AT });
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
    let state = addWaiting(EMPTY_TALK, { id: 'x', author: 'me', role: 'coach', text: 'mine', quotes: [], at: AT });
    state = foldEntry(state, entry(1, 'talk', { id: 'x', text: 'forged' }));
    expect(messagesOf(state).map((m) => [m.text, m.own])).toEqual([['forged', false], ['mine', true]]);
  });

  it('keeps a lost message readable and says that it is lost', () => {
    let state = addWaiting(EMPTY_TALK, { id: 'x', author: 'me', role: 'coach', text: 'mine', quotes: [], at: AT });
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

  it('leaves the place of a forgotten message, without counting it as malformed', () => {
    const state = [
      entry(1, 'talk', { id: 'a', text: 'stays' }),
      entry(2, 'talk', undefined),
      entry(3, 'edit', undefined, { refs: [2] }),
      entry(9, 'forget', null, { refs: [2, 3] }),
    ].reduce(foldEntry, EMPTY_TALK);
    expect(state.malformed).toBe(0);
    expect(messagesOf(state).map((m) => [m.text, m.gone])).toEqual([['stays', null], ['', { at: AT + 9, role: 'guest' }]]);
  });

  it('sends neither blank text nor text over the limit, and leaves inner newlines alone', () => {
    expect(toSend('  \n ')).toBeNull();
    expect(toSend('x'.repeat(MAX_TEXT_CHARS + 1))).toBeNull();
    expect(toSend('\n  one\r\ntwo  \n')).toBe('  one\ntwo');
  });

  it('reads a message as it was last changed, and keeps what it said before', () => {
    const state = [
      entry(1, 'talk', { id: 'a', text: 'one', quotes: [{ type: 'words', author: 'AAAAAAAAAAA', id: 'q', text: 'so' }] }),
      entry(2, 'edit', { id: 'a', text: 'two' }, { refs: [1], author: 'another device' }),
      entry(3, 'edit', { id: 'a', text: 'three' }, { refs: [1] }),
    ].reduce(foldEntry, EMPTY_TALK);
    const [message] = messagesOf(state);
    expect(message).toMatchObject({ text: 'three', quotes: [], at: AT + 1, seqs: [1, 2, 3] });
    expect(message?.earlier).toEqual([{ text: 'one', until: AT + 2 }, { text: 'two', until: AT + 3 }]);
  });

  it.each([
    ['of the other role', { role: 'coach' as const, refs: [1] }, { id: 'a', text: 'x' }],
    ['of another message', { refs: [7] }, { id: 'a', text: 'x' }],
    ['of nothing', { refs: [] }, { id: 'a', text: 'x' }],
    ['with another id', { refs: [1] }, { id: 'b', text: 'x' }],
    ['without text', { refs: [1] }, { id: 'a' }],
  ])('counts and skips an edit %s', (_what, more, data) => {
    const state = [entry(1, 'talk', { id: 'a', text: 'one' }), entry(2, 'edit', data, more)].reduce(foldEntry, EMPTY_TALK);
    expect(messagesOf(state).map((m) => [m.text, m.earlier.length])).toEqual([['one', 0]]);
    expect(state.malformed).toBe(1);
  });

  it('takes every word of a message that was taken back, earlier ones and quotes too', () => {
    const quotes = [{ type: 'words', author: 'AAAAAAAAAAA', id: 'q', text: 'secret' }];
    const state = [
      entry(1, 'talk', { id: 'a', text: 'secret', quotes }),
      entry(2, 'edit', { id: 'a', text: 'more secret', quotes }, { refs: [1] }),
      entry(3, 'forget', null, { refs: [1, 2] }),
      entry(4, 'edit', { id: 'a', text: 'back again' }, { refs: [1] }),
    ].reduce(foldEntry, EMPTY_TALK);
    expect(JSON.stringify(state.kept)).not.toMatch(/secret|again/);
    expect(messagesOf(state)[0]?.gone).toEqual({ at: AT + 3, role: 'guest' });
  });

  it('lets a coach take any message away, a guest none of the coach', () => {
    const talk = entry(1, 'talk', { id: 'a', text: 'x' });
    const coached = entry(1, 'talk', { id: 'a', text: 'x' }, { role: 'coach' });
    const forget = entry(2, 'forget', null, { refs: [1] });
    const byCoach = { ...forget, role: 'coach' as const };
    const gone = (...entries: Entry[]): boolean => messagesOf(entries.reduce(foldEntry, EMPTY_TALK))[0]?.gone !== null;
    expect([gone(talk, byCoach), gone(coached, forget), gone(talk, forget)]).toEqual([true, false, true]);
  });

  it('reads only sound quotes, and no more than fit', () => {
    const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 1, 144, 0, 0, 2, 54]);
    const sheet = { type: 'sheet', sheet: 'AAAAAAAAAAA', title: 'Doel', picture: png };
    const quotes = [
      sheet,
      { ...sheet, picture: new TextEncoder().encode('<svg onload="alert(1)">') },
      { ...sheet, sheet: '../../x' },
      { type: 'words', author: 'AAAAAAAAAAA', id: '"] *', text: 'x' },
      { type: 'note', sheet: 'AAAAAAAAAAA', note: 'AAAAAAAAAAI', colour: 9, text: 'x' },
      { type: 'film' },
      7,
    ];
    const state = foldEntry(EMPTY_TALK, entry(1, 'talk', { id: 'a', text: 'x', quotes }));
    expect(messagesOf(state)[0]?.quotes).toEqual([sheet]);
    const many = foldEntry(EMPTY_TALK, entry(1, 'talk', { id: 'a', text: 'x', quotes: Array(20).fill(sheet) }));
    expect(messagesOf(many)[0]?.quotes.length).toBe(8);
  });
});
