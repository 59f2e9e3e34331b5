/**
 * Which language this person reads, and how dates look in it.
 *
 * The choice is the person's, not the room's: first the browser's, then what was switched to
 * last on this device. What stands on a sheet has the room's language and is not touched here.
 */
import { effect, signal, type ReadonlySignal } from '@preact/signals';

export type Language = 'nl' | 'en';
export const LANGUAGES: readonly Language[] = ['nl', 'en'];

const STORED_AS = 'flipover:language';

function isLanguage(value: unknown): value is Language {
  return value === 'nl' || value === 'en';
}

/** Dutch for anybody whose first known language is Dutch (or Frisian, Afrikaans), else English. */
export function languageOf(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const primary = tag.toLowerCase().split('-')[0];
    if (primary === 'nl' || primary === 'fy' || primary === 'af') return 'nl';
    if (primary === 'en') return 'en';
  }
  return 'en';
}

function firstLanguage(): Language {
  try {
    const stored = localStorage.getItem(STORED_AS);
    if (isLanguage(stored)) return stored;
  } catch {
    // Storage may be forbidden; the browser's language is good enough.
  }
  return typeof navigator === 'undefined' ? 'nl' : languageOf(navigator.languages ?? [navigator.language]);
}

const current = signal<Language>(firstLanguage());

/** The language on screen; reading it in a component makes the component follow it. */
export const language: ReadonlySignal<Language> = current;

export function switchLanguage(to: Language): void {
  current.value = to;
  try {
    localStorage.setItem(STORED_AS, to);
  } catch {
    // Then it holds for this page only.
  }
}

/** Keep `<html lang>` right, for readers aloud and hyphenation. */
export function followLanguage(root: HTMLElement): () => void {
  return effect(() => {
    root.lang = current.value;
  });
}

const LOCALES = { nl: 'nl-NL', en: 'en-GB' } as const;
const formats = new Map<string, Intl.DateTimeFormat>();
/** What a Date can hold, ms; times come from others too, and one beyond it must not take a page down. */
const CALENDAR_ENDS = 8_640_000_000_000_000;

function format(ms: number, options: Intl.DateTimeFormatOptions, lang: Language): string {
  const key = lang + JSON.stringify(options);
  let known = formats.get(key);
  if (known === undefined) formats.set(key, (known = new Intl.DateTimeFormat(LOCALES[lang], options)));
  return known.format(Math.max(-CALENDAR_ENDS, Math.min(ms, CALENDAR_ENDS)));
}

/** 24 mei 2027 */
export function formatDate(ms: number, lang: Language = current.value): string {
  return format(ms, { day: 'numeric', month: 'long', year: 'numeric' }, lang);
}

/** 24 nov; for places where the year is known */
export function formatDay(ms: number, lang: Language = current.value): string {
  return format(ms, { day: 'numeric', month: 'short' }, lang);
}

/** woensdag 18 november; with the year when that is another than now */
export function formatWeekday(ms: number, now: number, lang: Language = current.value): string {
  const year = new Date(ms).getFullYear() === new Date(now).getFullYear() ? {} : ({ year: 'numeric' } as const);
  return format(ms, { weekday: 'long', day: 'numeric', month: 'long', ...year }, lang);
}

/** 24 november; read aloud where the year is known */
export function formatDayInFull(ms: number, lang: Language = current.value): string {
  return format(ms, { day: 'numeric', month: 'long' }, lang);
}

/** 14:05 */
export function formatTime(ms: number, lang: Language = current.value): string {
  return format(ms, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, lang);
}

/** di 24 nov 14:05; without the day when it is today */
export function formatMoment(ms: number, now: number, lang: Language = current.value): string {
  if (new Date(ms).toDateString() === new Date(now).toDateString()) return formatTime(ms, lang);
  return format(
    ms,
    { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    lang,
  );
}
