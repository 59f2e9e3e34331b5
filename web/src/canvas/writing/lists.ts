/** A list as somebody wrote it elsewhere, as the notes that it makes. Pure. */
import { MAX_TEXT_CHARS } from '../../wire/schema.gen';
import { cutText } from '../../wire/shapes';

/** More at once nobody reads; the rest is handed back. */
export const MOST_NOTES = 60;
/** A quoted message that is longer is cut; the letter itself stays where it is. */
export const QUOTE_CHARS = 280;

/** Bullets, ticks, numbers and letters with which programs begin the lines of a list. */
const HEAD = /^\s*(?:[-–—*•·◦▪‣►✓✔☐☑]\s+|\[[ xX]?\]\s+|(?:\d{1,3}|[a-zA-Z])[.)]\s+|>\s*)+/;

/** @returns what is to stand on each note: one per line that says something */
export function linesOf(text: string): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/[\n\u2028\u2029]/)
    .map((line) => cutText(line.replace(HEAD, '').replace(/\s+/g, ' ').trim(), MAX_TEXT_CHARS))
    .filter((line) => line !== '');
}

/** As much of a message as a note can say, cut between words where that is near. */
export function quoteOf(message: string): string {
  const text = message.replace(/\r\n?/g, '\n').trim();
  if (text.length <= QUOTE_CHARS) return text;
  const cut = cutText(text, QUOTE_CHARS);
  const space = cut.search(/\s\S*$/);
  return `${(space > QUOTE_CHARS * 0.7 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
