/** The words of the page; marks are called what they are called on the sheet. */
import type { Language } from './templates';

const nl = {
  point: ',',
  title: 'Tot nu toe',
  nothing: 'Er staan nog geen oefeningen op de vellen.',
  sheet: 'Vel {number}',
  circles: 'Cirkels',
  scale: 'Schaal',
  inner: 'binnenste cirkel',
  ring: 'ring',
  outside: 'ernaast',
  chosen: 'gekozen',
  chosen_by: 'gekozen door {names}',
  and: ' en ',
  moved: 'van {from} naar {to}, {day}',
  now: 'nu',
  highest: 'hoogste tot nu toe',
  wanted: 'zo wil ik het',
  step: 'één stapje hoger',
  own: 'streepje',
  no_number: 'geen cijfer',
  there: 'Wat er al is',
  ahead: 'Verderop',
  number: 'hoe nuttig',
} as const;
const en: SummaryWords = {
  point: '.',
  title: 'Until now',
  nothing: 'There are no exercises on the sheets yet.',
  sheet: 'Sheet {number}',
  circles: 'Circles',
  scale: 'Scale',
  inner: 'inner circle',
  ring: 'ring',
  outside: 'beside them',
  chosen: 'chosen',
  chosen_by: 'chosen by {names}',
  and: ' and ',
  moved: 'from {from} to {to}, {day}',
  now: 'now',
  highest: 'highest so far',
  wanted: 'how I want it',
  step: 'one step up',
  own: 'mark',
  no_number: 'no number',
  there: 'What is there already',
  ahead: 'Further on',
  number: 'how useful',
};

export type SummaryWords = Readonly<Record<keyof typeof nl, string>>;
export const SUMMARY_WORDS: Readonly<Record<Language, SummaryWords>> = { nl, en };
