/** What a stretch of time left on a sheet, line by line. */
import { spellNumber, type Zone } from '../../board/exercises';
import type { Circles, Mark } from '../../board/types';
import type { SheetThen } from '../../exercises/periods';
import { SUMMARY_WORDS } from '../../exercises/summaryWords';
import type { Language } from '../../exercises/templates';
import { language } from '../../i18n/language';
import { x } from './words';

export interface LeftLine {
  readonly text: string;
  /** belongs to the line above */
  readonly deeper: boolean;
}

/** @param words the language of the sheets, for zones without a name of their own */
export function leftWords({ moved, added, marks, cards, circles }: SheetThen, words: Language): readonly LeftLine[] {
  const zone = (which: Zone): string => zoneWord(which, circles, words);
  const line = (text: string): LeftLine => ({ text, deeper: false });
  return [
    ...moved.map(({ note, from, to }) => line(x('back_moved', { note: oneLine(note.text), from: zone(from), to: zone(to) }))),
    ...added.map(({ note, zone: where }) =>
      line(where === null ? x('back_note', { note: oneLine(note.text) }) : x('back_note_in', { note: oneLine(note.text), zone: zone(where) })),
    ),
    ...marks.map(({ mark }) => line(markWords(mark))),
    ...cards.flatMap((card) => [
      line(card.title),
      ...card.labels.flatMap((label, at) => {
        const text = oneLine(card.cells[at] ?? '');
        return text === '' ? [] : [{ text: label === '' ? text : `${label}: ${text}`, deeper: true }];
      }),
    ]),
  ];
}

const zoneWord = (zone: Zone, circles: Circles | null, words: Language): string => circles?.[zone] || SUMMARY_WORDS[words][zone];

function markWords({ kind, name, value }: Mark): string {
  const point = language.value === 'nl' ? ',' : '.';
  const number = value.map((one) => spellNumber(one, point)).join(' – ') || x('no_number');
  return `${[x(`mark_${kind}`), name === '' ? '' : `(${name})`].filter((part) => part !== '').join(' ')}: ${number}`;
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
