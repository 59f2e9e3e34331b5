/**
 * Finding words in what was written, in the opened text and nowhere else: no index leaves the page.
 *
 * Letters are compared without case and accents; all words asked for must be in the same text.
 */

export interface Searchable {
  readonly text: string;
}

/** Texts with what they are compared by, made once for as many questions as come. */
export interface Index<T extends Searchable> {
  readonly rows: readonly (readonly [plain: string, item: T])[];
}

export const indexOf = <T extends Searchable>(items: readonly T[]): Index<T> => ({ rows: items.map((item) => [plainOf(item.text), item]) });

/** @returns what holds all words of *question*, in order; nothing for a question without letters */
export function find<T extends Searchable>({ rows }: Index<T>, question: string): readonly T[] {
  const words = wordsOf(question);
  return words.length === 0 ? [] : rows.filter(([plain]) => words.every((word) => plain.includes(word))).map(([, item]) => item);
}

/** Where words of *question* stand in *text*: [from, to) in UTF-16 units, in order, none over another. */
export function foundIn(text: string, question: string): readonly (readonly [from: number, to: number])[] {
  const words = wordsOf(question);
  if (words.length === 0) return [];
  const { plain, places } = comparedOf(text);
  const at = text.length;
  const found: [number, number][] = [];
  for (const word of words) {
    for (let from = plain.indexOf(word); from !== -1; from = plain.indexOf(word, from + word.length)) {
      const end = from + word.length;
      // Up to the letter after it, so that accents that stand behind are taken along.
      found.push([places[from] ?? 0, places[end] ?? at]);
    }
  }
  found.sort(([a], [b]) => a - b);
  const joined: [number, number][] = [];
  for (const [from, to] of found) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** A text as it is compared, and where each unit of that stands in it; one more for its end. */
function comparedOf(text: string): { readonly plain: string; readonly places: readonly number[] } {
  // Of most texts each letter is compared as one.
  if (ASCII.test(text)) return { plain: text.toLowerCase(), places: Array.from({ length: text.length + 1 }, (_, at) => at) };
  // A letter may be compared as none or several: each unit of the plain text keeps its place.
  let plain = '';
  const places: number[] = [];
  let at = 0;
  for (const letter of text) {
    const compared = plainOf(letter);
    for (let n = 0; n < compared.length; n++) places.push(at);
    plain += compared;
    at += letter.length;
  }
  return { plain, places: [...places, at] };
}

const ASCII = /^[\0-\x7f]*$/;

const wordsOf = (question: string): string[] => plainOf(question).split(/\s+/u).filter((word) => word !== '');

/** Source: Unicode, UAX 15 (NFKD) and general category Mn. */
const plainOf = (text: string): string => text.normalize('NFKD').replace(/\p{Mn}+/gu, '').toLowerCase();
