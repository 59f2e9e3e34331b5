/** The 2,048 words of a language, fetched when somebody looks at them. */
import { LIST_LENGTH } from '../crypto/safety';
import type { WordList } from './safety';

const LISTS: Readonly<Record<WordList, () => Promise<{ readonly default: string }>>> = {
  nl: () => import('./words/nl.txt?raw'),
  en: () => import('./words/en.txt?raw'),
};

/** @throws when the list cannot be fetched, or is not as long as it has to be */
export async function loadWordList(list: WordList): Promise<readonly string[]> {
  const words = (await LISTS[list]()).default.trim().split('\n');
  if (words.length !== LIST_LENGTH) throw new Error('a list of other length');
  return words;
}
