/** By when an answer is due, and what it is due for: over weekends, holidays, and clocks put forward. */
import { describe, expect, it } from 'vitest';
import type { Entry } from '../log/types';
import { answerBy, offBetween, offOn } from './due';
import { FIRST_YEAR, HOLIDAYS, LAST_YEAR } from './holidays.gen';
import { foldAnswering, NOTHING_OWED, type Answering } from './owed';
import { foldTerms, readTerms, usualTerms } from './terms';

const AMSTERDAM = usualTerms('Europe/Amsterdam', 'NL');
const time = (text: string): number => Date.parse(text);
const by = (terms: typeof AMSTERDAM, text: string): string => new Date(answerBy(terms, time(text)) ?? NaN).toISOString();

describe('four hours on working days from 9 to 17', () => {
  it.each([
    ['in the morning, the same day', '2026-11-25T09:30:00Z', '2026-11-25T13:30:00.000Z'],
    ['before nine, counted from nine', '2026-11-25T03:00:00Z', '2026-11-25T12:00:00.000Z'],
    ['to the minute at closing time', '2026-11-25T12:00:00Z', '2026-11-25T16:00:00.000Z'],
    ['a minute later, the next morning', '2026-11-25T12:01:00Z', '2026-11-26T08:01:00.000Z'],
    ['on Friday at four, over the weekend', '2026-11-27T15:00:00Z', '2026-11-30T11:00:00.000Z'],
    ['on Saturday, from Monday', '2026-11-28T10:00:00Z', '2026-11-30T12:00:00.000Z'],
    ['before Whit Monday, from Tuesday', '2027-05-14T14:00:00Z', '2027-05-18T10:00:00.000Z'],
    ['over Christmas, Friday and Saturday', '2026-12-24T15:00:00Z', '2026-12-28T11:00:00.000Z'],
  ])('%s', (_, at, due) => expect(by(AMSTERDAM, at)).toBe(due));

  it('counts in the zone of the coach, wherever the client is', () => {
    const newYork = { ...AMSTERDAM, zone: 'America/New_York', country: '' };
    // 16:30 in Amsterdam is 10:30 in New York.
    expect(by(newYork, '2026-11-25T15:30:00Z')).toBe('2026-11-25T19:30:00.000Z');
    expect(by(newYork, '2026-11-25T23:30:00Z')).toBe('2026-11-26T18:00:00.000Z');
  });

  it('knows the days on which the clock is changed', () => {
    // Summer ends in the night of 25 October 2026: nine o'clock comes 25 hours after nine o'clock.
    const sundays = { ...AMSTERDAM, days: [6, 7], country: '' };
    expect(by(sundays, '2026-10-24T14:00:00Z')).toBe('2026-10-25T11:00:00.000Z');
    // Around the clock, the night has an hour more, and it counts.
    const nights = { ...sundays, minutes: 24 * 60, opens: 0, closes: 24 * 60 };
    expect(by(nights, '2026-10-24T22:00:00Z')).toBe('2026-10-25T22:00:00.000Z');
    expect(by({ ...nights, minutes: 25 * 60 }, '2026-10-24T22:00:00Z')).toBe('2026-10-25T23:00:00.000Z');
  });

  it('leaves out days off, and says which days did not count', () => {
    const terms = { ...AMSTERDAM, away: [['2026-12-21', '2026-12-31']] as const };
    const at = time('2026-12-18T15:00:00Z');
    const due = answerBy(terms, at) ?? NaN;
    expect(new Date(due).toISOString()).toBe('2027-01-04T11:00:00.000Z');
    expect(offBetween(terms, at, due).map(({ off }) => off)).toEqual([
      'weekday', 'weekday', ...Array<string>(11).fill('away'), 'holiday', 'weekday', 'weekday',
    ]);
  });

  it('promises nothing where no day counts', () => {
    expect(answerBy({ ...AMSTERDAM, away: [['2026-01-01', '2029-01-01']] }, time('2026-11-25T09:00:00Z'))).toBeNull();
  });

  it('is never before the letter, and never counts more than was agreed', () => {
    // Every 37 minutes of a year.
    for (let at = time('2026-11-25T00:00:00Z'); at < time('2027-11-25T00:00:00Z'); at += 37 * 60_000) {
      const due = answerBy(AMSTERDAM, at) ?? NaN;
      expect(due - at).toBeGreaterThanOrEqual(240 * 60_000);
      expect(offOn(AMSTERDAM, new Date(due).toISOString().slice(0, 10))).toBeNull();
    }
  });
});

it('has the holidays of every year for each country', () => {
  for (const [country, years] of Object.entries(HOLIDAYS)) {
    expect(years.length, country).toBe(LAST_YEAR - FIRST_YEAR + 1);
    for (const days of years) expect(days).toMatch(/^0101(?: \d{4}){3,20}$/);
  }
});

const said = (kind: Entry['kind'], role: Entry['role'], data: unknown, seq: number, at = seq) => ({ kind, role, data, seq, at });
const terms = (data: Record<string, unknown>, seq = 1, role: Entry['role'] = 'coach') =>
  said('agreement', role, { type: 'answer', ...AMSTERDAM, ...data }, seq);

describe('what is agreed', () => {
  it.each<[string, Record<string, unknown>]>([
    ['no time at all', { minutes: 0 }],
    ['longer than anybody waits', { minutes: 1e9 }],
    ['part of a minute', { minutes: 90.5 }],
    ['no day', { days: [] }],
    ['an eighth day', { days: [8] }],
    ['closing before opening', { opens: 1000, closes: 900 }],
    ['a zone that is none', { zone: 'Europe/Nowhere' }],
    ['a day off that no calendar has', { away: [['2026-02-30', '2026-03-01']] }],
    ['a day off that ends before it begins', { away: [['2026-03-02', '2026-03-01']] }],
    ['more days off than a list should hold', { away: Array(99).fill(['2026-03-01', '2026-03-01']) }],
  ])('changes nothing with %s', (_, wrong) => expect(foldTerms(AMSTERDAM, terms(wrong))).toBe(AMSTERDAM));

  it('is the coach’s to say, and to take back', () => {
    expect(foldTerms(null, terms({}, 1, 'guest'))).toBeNull();
    expect(foldTerms(null, terms({}))).toEqual(AMSTERDAM);
    expect(foldTerms(AMSTERDAM, terms({ minutes: null }))).toBeNull();
    expect(readTerms({ ...AMSTERDAM, days: [5, 1, 1] })?.days).toEqual([1, 5]);
  });
});

describe('what is owed', () => {
  const at = time('2026-11-27T15:00:00Z');
  const letter = (seq: number, role: Entry['role'] = 'guest', data: unknown = { id: 'x', text: 'x' }) => said('talk', role, data, seq, at + seq);
  const fold = (...entries: Parameters<typeof foldAnswering>[1][]): Answering =>
    entries.reduce((before, entry) => foldAnswering(before, entry, []), NOTHING_OWED);

  it('is the answer to the oldest letter', () => {
    const { owed } = fold(terms({}), letter(2), letter(3));
    expect(owed).toEqual({ seq: 2, at: at + 2, letters: 2, terms: AMSTERDAM });
  });
  it('is nothing once the coach has written', () => expect(fold(terms({}), letter(2), letter(3, 'coach')).owed).toBeNull());
  it('is nothing for letters answered aloud, and something for the next', () => {
    const aloud = said('agreement', 'coach', { type: 'answered', seq: 2 }, 3);
    expect(fold(terms({}), letter(2), aloud).owed).toBeNull();
    expect(fold(terms({}), letter(2), aloud, letter(4)).owed?.seq).toBe(4);
    expect(fold(terms({}), letter(2), { ...aloud, role: 'guest' }).owed?.seq).toBe(2);
  });
  it('has no time where nothing was agreed when the letter came', () => expect(fold(letter(1), terms({}, 2)).owed).toMatchObject({ seq: 1, terms: null }));
  it('keeps the terms that held when the letter came', () =>
    expect(fold(terms({}), letter(2), terms({ minutes: 480 }, 3)).owed?.terms).toEqual(AMSTERDAM));
  it('is not what is written beside a talk', () => {
    const open = [{ id: 's', start: 0, end: null, from: 1, to: null }];
    expect(foldAnswering(fold(terms({})), letter(2), open).owed).toBeNull();
  });
  it('is not a letter that was forgotten', () => expect(fold(terms({}), { ...letter(2), data: undefined }).owed).toBeNull());
});
