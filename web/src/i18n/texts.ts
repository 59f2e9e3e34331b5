/**
 * Make the `t` of one area of the page from its two texts.
 *
 * An area (the threshold, the coach's page, the room) has two files, `<area>.nl.ts` and
 * `<area>.en.ts`. Dutch is written first, `as const`; English holds the same keys by
 * `satisfies Same<typeof nl>`. So a key or a placeholder that is missing does not compile, and
 * an area's words load with the area.
 *
 * `speak` has both languages at hand. On a client's way, where every kilobyte is waited for,
 * `speakOne` has only the one that is read: its area is loaded before the area is shown, the
 * other language when somebody switches.
 */
import { effect, signal } from '@preact/signals';
import { language, type Language } from './language';

/** What `en` must satisfy: the same keys, any words. */
export type Same<Dutch> = { readonly [K in keyof Dutch]: string };

type Names<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Values<S extends string> = { readonly [K in Names<S>]: string | number };
type Arguments<S extends string> = [Names<S>] extends [never]
  ? [values?: undefined, lang?: Language]
  : [values: Values<S>, lang?: Language];

/** `t(key)`, or `t(key, {name})` where the Dutch text has `{name}`; follows the language on screen. */
export type Speak<Dutch extends Readonly<Record<string, string>>> = <K extends keyof Dutch & string>(
  key: K,
  ...rest: Arguments<Dutch[K]>
) => string;

export function fill(text: string, values: Readonly<Record<string, string | number>> | undefined): string {
  if (values === undefined) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export function speak<const Dutch extends Readonly<Record<string, string>>>(
  nl: Dutch,
  en: Same<Dutch>,
): Speak<Dutch> {
  return (key, ...rest) => {
    const [values, lang] = rest;
    const texts: Readonly<Record<string, string>> = (lang ?? language.value) === 'nl' ? nl : en;
    return fill(texts[key] ?? key, values);
  };
}

/** Where an area's words are. */
export interface Sources<Dutch> {
  readonly nl: () => Promise<{ readonly nl: Dutch }>;
  readonly en: () => Promise<{ readonly en: Same<Dutch> }>;
}

export interface LoadedArea<Dutch extends Readonly<Record<string, string>>> {
  readonly t: Speak<Dutch>;
  /** Have the words of *lang* at hand, by default of the language on screen. Rejects when they cannot be had. */
  load(lang?: Language): Promise<void>;
}

/** As {@link speak}, but each language comes when it is first needed; a switch shows the old one until then. */
export function speakOne<const Dutch extends Readonly<Record<string, string>>>(
  sources: Sources<Dutch>,
): LoadedArea<Dutch> {
  const here = signal<{ readonly [L in Language]?: Readonly<Record<string, string>> }>({});

  async function load(lang: Language = language.peek()): Promise<void> {
    if (here.peek()[lang] !== undefined) return;
    const texts = lang === 'nl' ? (await sources.nl()).nl : (await sources.en()).en;
    here.value = { ...here.peek(), [lang]: texts };
  }

  effect(() => {
    const to = language.value;
    // Only where the area is in use; without a network the old language stays.
    if (Object.keys(here.peek()).length > 0) load(to).catch(() => undefined);
  });

  return {
    t(key, ...rest) {
      const [values, lang] = rest;
      const wanted = lang ?? language.value;
      const texts = here.value[wanted] ?? here.value.nl ?? here.value.en ?? {};
      return fill(texts[key] ?? key, values);
    },
    load,
  };
}
