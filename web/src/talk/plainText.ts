/**
 * Three plain rules by which a letter is read, and nothing else: a blank line begins a paragraph,
 * lines that begin with `- ` or `1. ` are a list, *words* are stressed.
 *
 * Pure, and total: whatever somebody wrote comes out as parts that hold only text. What cannot be seen
 * (zero-width, bidirectional and control characters) becomes a part of its own, so that it is shown
 * and does nothing. A link is found, never followed: http and https only, with the host it really has.
 */

export type Inline =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'stress'; readonly parts: readonly Inline[] }
  | { readonly is: 'link'; readonly text: string; readonly href: string; readonly host: string; readonly evident: boolean }
  /** a character that nobody would see; *code* as in `U+202E` */
  | { readonly is: 'hidden'; readonly code: string };

export type Block =
  | { readonly is: 'paragraph'; readonly parts: readonly Inline[] }
  | { readonly is: 'list'; readonly start: number | null; readonly items: readonly (readonly Inline[])[] };

const ITEM = /^(?:- |(\d{1,3})\. )(?=\S)/;

export function readLetter(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  const endParagraph = (): void => {
    if (lines.length > 0) blocks.push({ is: 'paragraph', parts: readInline(lines.join('\n')) });
    lines = [];
  };
  let list: { start: number | null; items: (readonly Inline[])[] } | null = null;
  const endList = (): void => {
    if (list !== null) blocks.push({ is: 'list', ...list });
    list = null;
  };
  for (const line of text.replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n').split('\n')) {
    const item = ITEM.exec(line);
    if (item !== null) {
      endParagraph();
      const number = item[1] === undefined ? null : Number(item[1]);
      // Another kind of list is another list.
      if (list !== null && (list.start === null) !== (number === null)) endList();
      list ??= { start: number, items: [] };
      list.items.push(readInline(line.slice(item[0].length)));
      continue;
    }
    endList();
    if (line.trim() === '') endParagraph();
    else lines.push(line);
  }
  endParagraph();
  endList();
  return blocks;
}

/** A star that stands before a word, and one that stands behind one, on the same line. */
const STRESS = /(?<=^|[\s([{"'“‘„«—–-])\*(?![\s*])([^*\n]*[^\s*])\*(?=$|[\s)\]}"'”’»,.;:!?—–-])/gu;
const LINK = /https?:\/\/[^\s<>"“”«»]+/giu;

export function readInline(text: string): readonly Inline[] {
  return split(text, STRESS, readLinks, ([, inner = '']) => [{ is: 'stress', parts: readLinks(inner) }]);
}

function readLinks(text: string): readonly Inline[] {
  return split(text, LINK, readPlain, ([found]) => {
    const written = withoutEnd(found);
    const rest = readPlain(found.slice(written.length));
    return [...(linkOf(written) ?? readPlain(written)), ...rest];
  });
}

/** What stands behind a link is the sentence's, a bracket too unless it was opened within. */
function withoutEnd(link: string): string {
  let open = [...link].reduce((sum, char) => sum + (char === '(' ? 1 : char === ')' ? -1 : 0), 0);
  let end = link.length;
  for (; end > 0; end--) {
    const last = link.charAt(end - 1);
    if (last === ')') {
      if (open >= 0) break;
      open++;
    } else if (!".,;:!?]}'’*".includes(last)) break;
  }
  return link.slice(0, end);
}

function linkOf(written: string): readonly Inline[] | null {
  // Nothing that cannot be seen is part of an address that somebody may open.
  if (readPlain(written).some(({ is }) => is === 'hidden')) return null;
  let url: URL;
  try {
    url = new URL(written);
  } catch {
    return null;
  }
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return null;
  const evident = written.toLowerCase().startsWith(`${url.protocol}//${url.host}`);
  return [{ is: 'link', text: written, href: url.href, host: url.host, evident }];
}

/** Turn direction, join or part words, or do nothing at all, unseen. */
const HIDDEN =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB]|[\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}]/gu;
const JOINERS = new Set(['\u200C', '\u200D']);
const TAG = /[\u{E0020}-\u{E007F}]/u;
/** Of scripts in which a joiner is spelling, and of what emoji are made of: one character. */
const JOINED =
  /^(?:\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Mongolian}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Gurmukhi}|\p{Script=Gujarati}|\p{Script=Oriya}|\p{Script=Tamil}|\p{Script=Telugu}|\p{Script=Kannada}|\p{Script=Malayalam}|\p{Script=Sinhala}|\p{Extended_Pictographic}|\p{Emoji_Presentation}|\p{Emoji_Modifier}|\uFE0F)$/u;
const FLAG = /\u{1F3F4}[\u{E0020}-\u{E007F}]*$/u;

function readPlain(text: string): readonly Inline[] {
  const parts: Inline[] = [];
  let plain = '';
  let from = 0;
  for (const found of text.matchAll(HIDDEN)) {
    const [sign] = found;
    const before = plain + text.slice(from, found.index);
    plain = before;
    from = found.index + sign.length;
    const near = before.slice(-32);
    if ((JOINERS.has(sign) && JOINED.test(lastOf(near))) || (TAG.test(sign) && FLAG.test(near))) {
      plain += sign;
      continue;
    }
    if (plain !== '') parts.push({ is: 'text', text: plain });
    plain = '';
    const code = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    parts.push({ is: 'hidden', code: `U+${code}` });
  }
  plain += text.slice(from);
  if (plain !== '') parts.push({ is: 'text', text: plain });
  return parts;
}

/** The last character, by code point; empty for none. */
const lastOf = (text: string): string => [...text.slice(-2)].at(-1) ?? '';

function split(
  text: string,
  by: RegExp,
  between: (text: string) => readonly Inline[],
  made: (found: RegExpExecArray) => readonly Inline[],
): readonly Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const found of text.matchAll(by)) {
    if (found.index > from) parts.push(...between(text.slice(from, found.index)));
    parts.push(...made(found));
    from = found.index + found[0].length;
  }
  if (from < text.length) parts.push(...between(text.slice(from)));
  return parts;
}

/** The sign that stands for a character that nobody would see. */
export const HIDDEN_SIGN = '▯';

/** The same as one run of text, for where there is no room for more: a quote. */
export function plainly(text: string): string {
  const flat = (parts: readonly Inline[]): string =>
    parts.map((part) => (part.is === 'stress' ? flat(part.parts) : part.is === 'hidden' ? HIDDEN_SIGN : part.text)).join('');
  return readLetter(text)
    .map((block) => (block.is === 'paragraph' ? flat(block.parts) : block.items.map((item) => `– ${flat(item)}`).join('\n')))
    .join('\n');
}

/** The words without the stars around what is stressed: for where nothing can be stressed. */
export const withoutStars = (text: string): string => text.replace(STRESS, '$1');

/** How many words, as a person would count them. */
export const wordsIn = (text: string): number => text.match(/\S+/gu)?.length ?? 0;
