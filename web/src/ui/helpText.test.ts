import { expect, it } from 'vitest';
import { en } from '../i18n/threshold.en';
import { nl } from '../i18n/threshold.nl';
import { readHelp } from './helpText';

const called = (text: string): string[] => readHelp(text).flat().flatMap(({ tel }) => (tel === null ? [] : [tel]));

it('finds what can be called, and leaves every word where it is', () => {
  for (const text of [nl.help_default, en.help_default]) {
    expect(called(text)).toEqual(['113', '112', '1813', '112']);
    expect(readHelp(text).map((line) => line.map((part) => part.text).join('')).join('\n')).toBe(text);
  }
  expect(called('Bel 010-123 45 67, of +32 2 123 45 67.')).toEqual(['0101234567', '+3221234567']);
});

it('calls no times, addresses or amounts', () => {
  expect(called('24/7, 113.nl, zelfmoord1813.be, om 12:30, www.112.be, 1,500 mensen, https://113.nl/112, 10 euro')).toEqual([]);
});
