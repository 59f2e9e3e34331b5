/** A card as somebody takes it along: as text, and for a calendar. */
import type { Card } from '../board/types';
import { spellNumber } from '../board/exercises';
import type { SummaryWords } from './summaryWords';
import { readWhen, type When } from './when';

/** The field that says when, by its label: the labels are anybody's to change. */
const SAYS_WHEN = /\b(wanneer|when|datum|date|dag|day)\b/i;

type Written = Pick<Card, 'title' | 'labels' | 'cells' | 'value'>;

/**
 * @param words in the language of the card
 * @returns title, and a line for each field that says something
 */
export function cardText({ title, labels, cells, value }: Written, words: Pick<SummaryWords, 'number' | 'point'>): string {
  const lines = labels.flatMap((label, at) => {
    const text = (cells[at] ?? '').trim();
    return text === '' ? [] : [label === '' ? text : `${label}: ${text}`];
  });
  if (value !== null) lines.push(`${words.number}: ${spellNumber(value, words.point)}`);
  return [title, '', ...lines].join('\n').trim();
}

/** What the calendar calls it: the first thing that was written; else the card's own name. */
export const cardSummary = ({ title, cells }: Written): string => cells.map((cell) => cell.trim().split('\n')[0] ?? '').find((text) => text !== '') ?? title;

/** The day in the field that says when, where it says nothing but a day. */
export function cardDay({ labels, cells }: Written, today: string): When | null {
  for (const [at, label] of labels.entries()) {
    const when = SAYS_WHEN.test(label) ? readWhen(cells[at] ?? '', today) : null;
    if (when !== null) return when;
  }
  return null;
}
