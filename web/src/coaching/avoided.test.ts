/** Words that the method avoids are in no text that ships, in either language. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { GUIDE, PLACES } from './guide';
import { nl as coaching } from '../i18n/coaching.nl';

/**
 * With why, after `Progressiegericht werken` (README.md beside this file):
 * causes and the problem itself; dreams and ideals in place of what one wants; a perfect 10 and a 0
 * that is the worst there is; an average of one person's numbers; the coach as the one who does it.
 */
const AVOIDED: readonly RegExp[] = [
  /\bwaarom\b/i, /\bwhy\b/i,
  /\bproble(em|emen|matisch\w*)\b/i, /\bproblem(s|atic)?\b/i,
  /\boorza(ak|ken)\b/i, /\bcause[sd]?\b/i, /\bhoe (is|kwam) het (zo )?ontsta/i,
  /\bdr(oom|omen|oomt|oomde|oomt)\b/i, /\bdream(s|t|ed|ing)?\b/i,
  /\bide(aal|ale|alen)\b/i, /\bideal(s|ly)?\b/i, /stip op de horizon/i, /dot on the horizon/i,
  /\bperfect(e|ly|ion)?\b/i, /\bvolmaakt(e)?\b/i,
  /\b(aller)?(ergst|slechtst)e?\b/i, /\bdieptepunt(en)?\b/i, /\bworst\b/i, /\blow point\b/i,
  /\bgemiddeld(e|en)?\b/i, /\baverage[sd]?\b/i,
  /wat kan ik voor (je|jou|u) (doen|betekenen)/i, /what can i do for you/i,
];

const files = import.meta.glob<Readonly<Record<string, Readonly<Record<string, string>>>>>('../i18n/*.{nl,en}.ts', { eager: true });
const plain = import.meta.glob<Readonly<Record<string, Readonly<Record<string, string>>>>>('../i18n/{nl,en}.ts', { eager: true });

/** What stands in the braces is a name of ours. */
const found = (text: string): RegExp | undefined => AVOIDED.find((word) => word.test(text.replace(/\{\w+\}/g, '')));

it('are absent from every area of the page', () => {
  const areas = Object.entries({ ...files, ...plain });
  expect(areas.length).toBeGreaterThan(20);
  const texts = areas.flatMap(([file, module]) =>
    Object.values(module).flatMap((words) => Object.entries(words).map(([key, text]) => ({ where: `${file} ${key}`, text }))),
  );
  expect(texts.length).toBeGreaterThan(1000);
  expect(texts.filter(({ text }) => found(text) !== undefined)).toEqual([]);
});

it('would be found', () => {
  for (const text of ['Waarom is dat zo?', 'Wat is je droom?', 'De ideale situatie', 'Een perfecte 10', 'Je gemiddelde is 6', 'It was the worst', 'Wat kan ik voor je doen?'])
    expect(found(text), text).toBeDefined();
  for (const text of ['Waar wil je heen?', 'Idee', 'Hoe wil je dat het gaat?', 'I dealt with it']) expect(found(text), text).toBeUndefined();
});

it('every place has questions, and every question and caution of the words stands in one place', () => {
  expect(GUIDE.map(({ place }) => place)).toEqual([...PLACES]);
  const used = GUIDE.flatMap(({ questions, careful }) => [...questions, ...careful]);
  const written = Object.keys(coaching).filter((key) => /^(q|careful)_/.test(key));
  expect(used.slice().sort()).toEqual(written.sort());
  for (const { questions } of GUIDE) expect(questions.length).toBeGreaterThan(1);
});

it('the table for a reviewer has each sentence as it ships, with the pattern it follows', () => {
  const table = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  for (const key of GUIDE.flatMap(({ questions, careful }) => [...questions, ...careful])) {
    const row = table.split('\n').find((line) => line.startsWith(`| \`${key}\` | ${coaching[key]} | `));
    expect(row, key).toMatch(/\| [1-4].*\|$/);
  }
});
