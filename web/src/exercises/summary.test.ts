/** The page to read and keep is the one that Python writes from the same room. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { BoardDocument } from '../board/document';
import { readZoneChange, spellNumber } from '../board/exercises';
import { byOrder } from '../board/order';
import { fromBase64url } from '../crypto/base64url';
import { readExercises } from './facts';
import { writeSummary } from './summary';

interface Vectors {
  readonly summary: {
    readonly board: string;
    readonly chapters: readonly { data: unknown; at: number }[];
    readonly nl: string;
    readonly en: string;
    readonly nothing: string;
  };
}
const { summary } = JSON.parse(readFileSync(new URL('../../../tests/wire/exercises.py.json', import.meta.url), 'utf8')) as Vectors;
const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

it('is the same in both programs, in both languages', () => {
  const document = new BoardDocument();
  document.apply(fromBase64url(summary.board));
  document.takeTouched();
  const elements = [...document.elements.values()].sort(byOrder);
  const changes = summary.chapters.map(({ data, at }) => readZoneChange(data, at)).filter((change) => change !== null);
  const facts = readExercises(document.sheets(), (sheet) => elements.filter((element) => element.sheet === sheet), changes);
  expect(writeSummary(facts, document.sheets(), 'nl', day)).toBe(summary.nl);
  expect(writeSummary(facts, document.sheets(), 'en', day)).toBe(summary.en);
  expect(writeSummary({ circles: [], scales: [], cards: [] }, [], 'nl', day)).toBe(summary.nothing);
});

it('says what was done and not what was not: empty notes and fields are left out', () => {
  expect(summary.nl).toContain('nee (gekozen)');
  expect(summary.nl).toContain('van ring naar lukt al');
  expect(summary.nl).toContain('streepje: geen cijfer'.replace('streepje', 'hoogste tot nu toe (Sam)'));
  expect(summary.nl).not.toMatch(/wanneer|gemiddeld/);
});

it('spells numbers as people do', () => {
  expect([5, 4.5, -0.5, 0, -0.001, 10, 100, 7.25].map((value) => spellNumber(value, ','))).toEqual(['5', '4,5', '−0,5', '0', '0', '10', '100', '7,25']);
});
