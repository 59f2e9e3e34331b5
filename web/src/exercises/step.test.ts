import { describe, expect, it } from 'vitest';
import { writeCalendar, type CalendarStep } from './calendar';
import { cardDay, cardSummary, cardText } from './step';
import { SUMMARY_WORDS } from './summaryWords';
import { readWhen } from './when';

const step: CalendarStep = {
  uid: 'one', now: Date.UTC(2026, 10, 25, 23, 59, 58, 7), summary: 'Bellen', description: 'wat: Bellen', day: '2026-12-01', time: '',
};
const unfolded = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n');

describe('a calendar’s file', () => {
  it('has the properties that RFC 5545 asks for, and no alarm', () => {
    expect(unfolded(writeCalendar(step))).toEqual([
      'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Flipover//Flipover//EN', 'BEGIN:VEVENT', 'UID:one', 'DTSTAMP:20261125T235958Z',
      'DTSTART;VALUE=DATE:20261201', 'SUMMARY:Bellen', 'DESCRIPTION:wat: Bellen', 'CLASS:PRIVATE', 'TRANSP:TRANSPARENT', 'END:VEVENT', 'END:VCALENDAR', '',
    ]);
    expect(writeCalendar({ ...step, time: '09:30' })).toContain('\r\nDTSTART:20261201T093000\r\n');
    expect(writeCalendar({ ...step, description: '' })).not.toContain('DESCRIPTION');
  });

  it('escapes what would mean something else, and leaves no control character', () => {
    const text = writeCalendar({ ...step, summary: 'a; b, c\\d\r\ne\u0007f\tg:h"' });
    expect(unfolded(text)).toContain('SUMMARY:a\\; b\\, c\\\\d\\nef\tg:h"');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('folds at 75 octets and never within a letter', () => {
    const summary = 'één 👣 stapje '.repeat(30).trim();
    const text = writeCalendar({ ...step, summary });
    for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(unfolded(text)).toContain(`SUMMARY:${summary}`);
    expect(text).not.toContain('\ufffd');
  });
});

describe('a day that is written', () => {
  it.each([
    ['2026-12-01', '2026-12-01', ''],
    ['1-12-2026', '2026-12-01', ''],
    ['1/12', '2026-12-01', ''],
    ['24-11', '2027-11-24', ''],
    ['Woensdag 25 november', '2026-11-25', ''],
    ['do 26 nov. om 14:00 uur', '2026-11-26', '14:00'],
    ['26 November 2026 at 9.05', '2026-11-26', '09:05'],
    ['  dinsdag  1 december ,  8:30u ', '2026-12-01', '08:30'],
  ])('%s', (text, day, time) => expect(readWhen(text, '2026-11-25')).toEqual({ day, time }));

  it.each(['', 'woensdag', 'woensdag na het werk', 'morgen', '31-2', '30 februari 2027', '5 dagen', '12', '1-12 of 2-12', 'om 14:00', '26 november, thuis', '32 mei', '1-13'])(
    'is not read into: %j',
    (text) => expect(readWhen(text, '2026-11-25')).toBeNull(),
  );
});

describe('a card taken along', () => {
  const card = { title: 'Mijn stapje', labels: ['wat ga ik doen', 'wanneer en waar', ''], cells: ['Bellen\nmet Kim', ' 26 november ', ''], value: null };
  it('says what was written and no more', () => {
    expect(cardText(card, SUMMARY_WORDS.nl)).toBe('Mijn stapje\n\nwat ga ik doen: Bellen\nmet Kim\nwanneer en waar: 26 november');
    expect(cardText({ ...card, cells: ['', '', 'los'], value: 7.5 }, SUMMARY_WORDS.nl)).toBe('Mijn stapje\n\nlos\nhoe nuttig: 7,5');
    expect(cardText({ ...card, cells: ['', '', ''] }, SUMMARY_WORDS.nl)).toBe('Mijn stapje');
    expect([cardSummary(card), cardSummary({ ...card, cells: ['', ' ', ''] })]).toEqual(['Bellen', 'Mijn stapje']);
  });
  it('finds its day in the field that says when, and nowhere else', () => {
    expect(cardDay(card, '2026-11-25')).toEqual({ day: '2026-11-26', time: '' });
    expect(cardDay({ ...card, cells: ['26 november', 'woensdag na het werk', '1-12'] }, '2026-11-25')).toBeNull();
  });
});
