/**
 * Make the `t` of one area of the page from its two texts.
 *
 * An area (the threshold, the coach's page, the room) has two files, `<area>.nl.ts` and
 * `<area>.en.ts`. Dutch is written first, `as const`; English holds the same keys by
 * `satisfies Same<typeof nl>`. So a key or a placeholder that is missing does not compile, and
 * an area's words load with the area.
 */
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
