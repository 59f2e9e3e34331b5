/**
 * What a room's exercises say, as a page to read and keep: Markdown, in either language.
 *
 * States what was done and nothing that was not; the same page as `whiteboard/summary.py`, held
 * equal by tests/wire.
 */
import { spellNumber, type Zone } from '../board/exercises';
import type { Mark, Sheet } from '../board/types';
import type { CardFact, CirclesFact, Exercises, NoteFact, ScaleFact } from './facts';
import { SUMMARY_WORDS, type SummaryWords } from './summaryWords';
import type { Language } from './templates';

const ZONES: readonly Zone[] = ['inner', 'ring', 'outside'];
type Day = (at: number) => string;

/** @param day spells a time, ms since the epoch, as a date */
export function writeSummary(exercises: Exercises, sheets: readonly Sheet[], language: Language, day: Day): string {
  const words = SUMMARY_WORDS[language];
  const parts = [`# ${words.title}`];
  const shown = sheets.filter((sheet) => sheet.gone !== true);
  for (const [at, { id, title }] of shown.entries()) {
    const on = <F extends { readonly sheet: string }>(facts: readonly F[]): F[] => facts.filter(({ sheet }) => sheet === id);
    const sections = [
      ...on(exercises.circles).map((fact) => circles(fact, words, day)),
      ...on(exercises.scales).map((fact) => scale(fact, words, day)),
      ...on(exercises.cards).map((fact) => card(fact, words)),
    ];
    if (sections.length === 0) continue;
    parts.push(`## ${line(title === '' ? words.sheet.replace('{number}', String(at + 1)) : title)}`, ...sections);
  }
  if (parts.length === 1) parts.push(words.nothing);
  return `${parts.join('\n\n')}\n`;
}

function circles(fact: CirclesFact, words: SummaryWords, day: Day): string {
  const labels = {
    inner: fact.inner || words.inner,
    ring: fact.ring || words.ring,
    outside: fact.outside || words.outside,
  };
  const lines = [heading(words.circles, fact.topic)];
  for (const zone of ZONES) {
    const notes = fact.notes.filter(({ place, text }) => place === zone && text.trim() !== '');
    if (notes.length > 0) lines.push('', `**${line(labels[zone])}**`, '', ...notes.flatMap((one) => note(one, labels, words, day)));
  }
  return lines.join('\n');
}

function note(fact: NoteFact, labels: Readonly<Record<Zone, string>>, words: SummaryWords, day: Day): string[] {
  const moves = fact.changes.map(
    ({ from, to, at }) =>
      `  - ${words.moved.replace('{from}', () => labels[from]).replace('{to}', () => labels[to]).replace('{day}', () => day(at))}`,
  );
  const chosen = [
    ...(fact.chosen ? [words.chosen] : []),
    ...fact.choices.map(({ names }) => words.chosen_by.replace('{names}', () => names.map(line).join(words.and))),
  ];
  return [`- ${line(fact.text)}${chosen.map((one) => ` (${one})`).join('')}`, ...moves];
}

function scale(fact: ScaleFact, words: SummaryWords, day: Day): string {
  const lines = [heading(words.scale, fact.topic)];
  const ends = [['0', fact.low], ['10', fact.high]].filter(([, label]) => label !== '');
  if (ends.length > 0) lines.push('', ends.map(([end, label]) => `${end} = ${line(label ?? '')}`).join(' · '));
  if (fact.marks.length > 0) lines.push('', ...fact.marks.map((one) => `- ${mark(one, words)}, ${day(one.at)}`));
  for (const place of ['there', 'ahead'] as const) {
    const notes = fact.notes.filter((one) => one.place === place && one.text.trim() !== '');
    if (notes.length > 0) lines.push('', `**${words[place]}**`, '', ...notes.map(({ text }) => `- ${line(text)}`));
  }
  return lines.join('\n');
}

function mark({ kind, name, value }: Mark, words: SummaryWords): string {
  const called = name === '' ? words[kind] : kind === 'own' ? name : `${words[kind]} (${name})`;
  return `${line(called)}: ${value.map((one) => spellNumber(one, words.point)).join(' – ') || words.no_number}`;
}

function card({ title, fields, value }: CardFact, words: SummaryWords): string {
  const lines = [`### ${line(title)}`, ''];
  for (const [label, text] of fields)
    if (text.trim() !== '') lines.push(label === '' ? `- ${line(text)}` : `- ${line(label)}: ${line(text)}`);
  if (value !== null) lines.push(`- ${words.number}: ${spellNumber(value, words.point)}`);
  return lines.join('\n').trimEnd();
}

const heading = (word: string, topic: string): string => (topic === '' ? `### ${word}` : `### ${word}: ${line(topic)}`);
const line = (text: string): string => text.split(/\s+/).filter((part) => part !== '').join(' ');
