/** One page of all that was said: what stands where, and finding a word in it. */
import { describe, expect, it } from 'vitest';
import type { Session } from '../exercises/sessions';
import type { Message } from '../talk/talk';
import { find, foundIn, indexOf } from './search';
import { sectionsOf } from './sections';

const letter = (at: number, text = `om ${at}`): Message => ({ id: String(at), author: 'a', role: 'guest', text, quotes: [], at, own: false, keeping: 'kept', seqs: [at], earlier: [], gone: null, hand: null });
const session = (start: number, end: number | null): Session => ({ id: `s${start}`, start, end, from: start, to: end });
const read = (sessions: readonly Session[], ...times: number[]) =>
  sectionsOf(sessions, [], times.map((at) => letter(at))).map(({ session, letters }) => [session?.id ?? 'between', ...letters.map(({ at }) => at)]);

describe('sections', () => {
  it('puts letters before, in, between and after sessions', () =>
    expect(read([session(10, 20), session(40, 50)], 5, 10, 15, 20, 30, 45, 60)).toEqual([
      ['between', 5], ['s10', 10, 15, 20], ['between', 30], ['s40', 45], ['between', 60],
    ]));
  it('has every letter once', () => {
    const times = Array.from({ length: 100 }, (_, at) => at);
    expect(read([session(10, 20), session(20, 40), session(70, null)], ...times).flatMap(([, ...at]) => at)).toEqual(times);
  });
  it('keeps a session in which nothing was written, and no empty stretch between', () => expect(read([session(10, 20)])).toEqual([['s10']]));
  it('takes what comes now into the session that is open', () => expect(read([session(10, null)], 11, 999)).toEqual([['s10', 11, 999]]));
  it('puts what a stretch left on the sheets in its place', () => {
    const periods = [{ session: null, place: 2, sheets: [] }, { session: null, place: 0, sheets: [] }];
    expect(sectionsOf([session(10, 20)], periods, []).map(({ session }) => session?.id)).toEqual(['s10']);
  });
});

describe('search', () => {
  const index = indexOf(['Café in de stad', 'Een tweede CAFE', 'stad en land', 'Straße', 'naïef'].map((text) => ({ text })));
  const texts = (question: string): string[] => find(index, question).map(({ text }) => text);
  it('compares without case and accents', () => expect(texts('café')).toEqual(['Café in de stad', 'Een tweede CAFE']));
  it('wants all words, in any order', () => expect(texts('stad café')).toEqual(['Café in de stad']));
  it('finds nothing for nothing', () => expect([texts(''), texts('  '), texts('\u0301')]).toEqual([[], [], []]));
  it('takes signs as they are', () => expect(texts('.*')).toEqual([]));
  it('marks what it found in the text itself', () => {
    expect(foundIn('Café, cafe\u0301 en CAFE', 'cafe').map(([from, to]) => 'Café, cafe\u0301 en CAFE'.slice(from, to))).toEqual(['Café', 'cafe\u0301', 'CAFE']);
    expect(foundIn('𝒜aa 👩‍💻 aa', 'aa').map(([from, to]) => '𝒜aa 👩‍💻 aa'.slice(from, to))).toEqual(['𝒜a', 'aa']);
    expect(foundIn('ﬁets', 'fi')).toEqual([[0, 1]]);
    expect(foundIn('stadsstad', 'stad stads')).toEqual([[0, 9]]);
    expect(foundIn('alles', '')).toEqual([]);
  });
});
