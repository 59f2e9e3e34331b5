/** How much room one message still has, as a person counts. */
import { l } from './letterWords';
import { MAX_TEXT_CHARS } from '../../wire/schema.gen';
import { wordsIn } from '../../talk/plainText';

/** As a person counts, for what one message holds. */
export const CHARS_PER_WORD = 6;
/** From here on one is told how much room is left. */
const NEAR = MAX_TEXT_CHARS * 0.9;
/** Fewer are a few: no number that small is true of words not yet written. */
const FEW = 5;

/** Say kindly, in words, how much fits; '' while the end is far. */
export function roomWords(text: string): string {
  if (text.length > MAX_TEXT_CHARS) {
    const count = wordsIn(text.slice(MAX_TEXT_CHARS));
    return count < FEW ? l('words_over_few') : l('words_over', { count });
  }
  if (text.length < NEAR) return '';
  const count = Math.floor((MAX_TEXT_CHARS - text.length) / CHARS_PER_WORD);
  return count < FEW ? l('words_left_few') : l('words_left', { count });
}
