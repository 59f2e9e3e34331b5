/** What marks on a scale and a closing card's numbers are called on the sheet, in the room's language; set once a room is open. */
import { signal } from '@preact/signals';
import type { Mark } from '../../board/types';
import { formatDay, type Language } from '../../i18n/language';
import type { ScaleWords } from './markPlaces';

const KINDS: Readonly<Record<Language, Readonly<Record<Mark['kind'], string>>>> = {
  nl: { now: 'nu', highest: 'hoogste tot nu toe', wanted: 'zo wil ik het', step: 'één stapje hoger', own: '' },
  en: { now: 'now', highest: 'highest so far', wanted: 'how I want it', step: 'one step up', own: '' },
};

export const CARD_USEFUL: Readonly<Record<Language, string>> = {
  nl: 'hoe nuttig was dit gesprek',
  en: 'how useful this talk was',
};

/** A sheet's words are the room's, whatever language a person reads the page in. */
export const sheetLanguage = signal<Language>('nl');

export const SCALE_WORDS: ScaleWords = {
  kind: ({ kind, name }) => [KINDS[sheetLanguage.value][kind], name].filter((part) => part !== '').join(' '),
  day: (at) => formatDay(at, sheetLanguage.value),
};
