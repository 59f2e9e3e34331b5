import { afterEach, expect, test } from 'vitest';
import { LATER, NEVER, OTHER } from '../wire/protocol.gen';
import { en as admittedEn } from './admitted.en';
import { nl as admittedNl } from './admitted.nl';
import { en as answeringEn } from './answering.en';
import { nl as answeringNl } from './answering.nl';
import { en as bucketsEn } from './buckets.en';
import { nl as bucketsNl } from './buckets.nl';
import { en as betweenEn } from './between.en';
import { nl as betweenNl } from './between.nl';
import { en as checkEn } from './check.en';
import { nl as checkNl } from './check.nl';
import { en as coachEn } from './coach.en';
import { nl as coachNl } from './coach.nl';
import { en as coachingEn } from './coaching.en';
import { nl as coachingNl } from './coaching.nl';
import { en as devicesEn } from './devices.en';
import { nl as devicesNl } from './devices.nl';
import { en as drawingEn } from './drawing.en';
import { nl as drawingNl } from './drawing.nl';
import { en } from './en';
import { en as galleryEn } from './gallery.en';
import { nl as galleryNl } from './gallery.nl';
import { en as handlingEn } from './handling.en';
import { nl as handlingNl } from './handling.nl';
import { errorText, lieText } from './index';
import { language, languageOf, switchLanguage, formatDate, formatMoment } from './language';
import { en as exercisesEn } from './exercises.en';
import { nl as exercisesNl } from './exercises.nl';
import { en as lendingEn } from './lending.en';
import { nl as lendingNl } from './lending.nl';
import { en as lettersEn } from './letters.en';
import { nl as lettersNl } from './letters.nl';
import { en as networkEn } from './network.en';
import { nl as networkNl } from './network.nl';
import { nl } from './nl';
import { en as cardEn } from './pictureCard.en';
import { nl as cardNl } from './pictureCard.nl';
import { en as picturesEn } from './pictures.en';
import { nl as picturesNl } from './pictures.nl';
import { en as overviewEn } from './overview.en';
import { nl as overviewNl } from './overview.nl';
import { en as playerEn } from './player.en';
import { nl as playerNl } from './player.nl';
import { en as remarksEn } from './remarks.en';
import { nl as remarksNl } from './remarks.nl';
import { en as roomEn } from './room.en';
import { nl as roomNl } from './room.nl';
import { en as tallyEn } from './tally.en';
import { nl as tallyNl } from './tally.nl';
import { en as takeEn } from './take.en';
import { nl as takeNl } from './take.nl';
import { en as whoEn } from './who.en';
import { nl as whoNl } from './who.nl';
import { en as safetyEn } from './safety.en';
import { nl as safetyNl } from './safety.nl';
import { en as readingEn } from './reading.en';
import { nl as readingNl } from './reading.nl';
import { en as sheetsEn } from './sheets.en';
import { nl as sheetsNl } from './sheets.nl';
import { en as stepsEn } from './steps.en';
import { nl as stepsNl } from './steps.nl';
import { en as roundEn } from './round.en';
import { nl as roundNl } from './round.nl';
import { fill, speak } from './texts';
import { en as writtenEn } from './written.en';
import { nl as writtenNl } from './written.nl';
import { en as thresholdEn } from './threshold.en';
import { nl as thresholdNl } from './threshold.nl';

const AREAS: readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, string>>][] = [
  ['every page', nl, en],
  ['threshold', thresholdNl, thresholdEn],
  ['coach', coachNl, coachEn],
  ['what is counted', tallyNl, tallyEn],
  ['the seven steps', stepsNl, stepsEn],
  ['buckets', bucketsNl, bucketsEn],
  ['answering', answeringNl, answeringEn],
  ['between two sessions', betweenNl, betweenEn],
  ['room', roomNl, roomEn],
  ['reading again', readingNl, readingEn],
  ['letters', lettersNl, lettersEn],
  ['rounds', roundNl, roundEn],
  ['exercises', exercisesNl, exercisesEn],
  ['for the coach alone', coachingNl, coachingEn],
  ['who can see this', whoNl, whoEn],
  ['who is let in', admittedNl, admittedEn],
  ['safety words', safetyNl, safetyEn],
  ['network', networkNl, networkEn],
  ['check', checkNl, checkEn],
  ['devices', devicesNl, devicesEn],
  ['written', writtenNl, writtenEn],
  ['handling', handlingNl, handlingEn],
  ['drawing', drawingNl, drawingEn],
  ['pictures', picturesNl, picturesEn],
  ['the card of a picture', cardNl, cardEn],
  ['taking sheets along', takeNl, takeEn],
  ['sheets', sheetsNl, sheetsEn],
  ['lending', lendingNl, lendingEn],
  ['panels of the sheets', overviewNl, overviewEn],
  ['remarks', remarksNl, remarksEn],
  ['sheets of then', galleryNl, galleryEn],
  ['player', playerNl, playerEn],
];

afterEach(() => switchLanguage('nl'));

test('every word with which the server refuses has a text of its own in both languages', () => {
  const words = [...LATER, ...NEVER, ...OTHER, 'offline'];
  for (const lang of ['nl', 'en'] as const) {
    switchLanguage(lang);
    const texts = words.map(errorText);
    expect(new Set(texts).size).toBe(words.length);
    for (const text of texts) expect(text).toMatch(/\.$/);
  }
});

test('a word nobody knows reads as a fault of the server', () => {
  expect(errorText('constructor')).toBe(nl.error_internal);
});

test('every lie of a server has a text', () => {
  const lies = Object.keys(nl).filter((key) => key.startsWith('lie_'));
  expect(lies).toHaveLength(9);
  expect(lieText('rolled_back')).toBe(nl.lie_rolled_back);
});

test.each(AREAS)('%s: both languages have the same keys, placeholders, and no empty text', (_area, dutch, english) => {
  expect(Object.keys(english).sort()).toEqual(Object.keys(dutch).sort());
  const names = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  for (const [key, text] of Object.entries(dutch)) {
    expect(english[key]?.trim(), key).not.toBe('');
    expect(text.trim(), key).not.toBe('');
    expect(names(english[key] ?? ''), key).toEqual(names(text));
  }
});

test.each(AREAS)('%s: no exclamation marks, no jargon, je and not u', (_area, dutch, english) => {
  for (const text of [...Object.values(dutch), ...Object.values(english)]) {
    expect(text).not.toContain('!');
    expect(text).not.toMatch(/\b(peer|sync|ICE|token|seed|hash|log)\b/i);
  }
  for (const text of Object.values(dutch)) expect(text).not.toMatch(/\b(u|uw)\b/i);
});

test('a text takes its values, and a value with braces in it is left alone', () => {
  const t = speak({ hello: 'Dag {name}, {name}' } as const, { hello: 'Hello {name}' });
  expect(t('hello', { name: '{name}' })).toBe('Dag {name}, {name}');
  expect(t('hello', { name: 'Sam' }, 'en')).toBe('Hello Sam');
  expect(fill('{a} {b}', { a: 1 })).toBe('1 {b}');
});

test('the first language somebody knows decides, Dutch for its neighbours, else English', () => {
  expect(languageOf(['nl-BE', 'en'])).toBe('nl');
  expect(languageOf(['fy-NL'])).toBe('nl');
  expect(languageOf(['de-DE', 'en-US', 'nl'])).toBe('en');
  expect(languageOf(['fr'])).toBe('en');
});

test('switching the language changes what is read, dates included', () => {
  const at = new Date(2027, 4, 24, 14, 5).getTime();
  expect(formatDate(at)).toBe('24 mei 2027');
  switchLanguage('en');
  expect(language.value).toBe('en');
  expect(formatDate(at)).toBe('24 May 2027');
  expect(formatMoment(at, at)).toBe('14:05');
});
