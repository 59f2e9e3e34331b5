/**
 * The files of the handwriting: the very ones with which the sheet is written, found where the
 * pages' own style says they are.
 */

export interface HandFile {
  readonly woff2: string;
  readonly woff: string;
  /** CSS `unicode-range` */
  readonly range: string;
}

export const HAND = 'Patrick Hand';

export function handFiles(): readonly HandFile[] {
  const files: HandFile[] = [];
  for (const sheet of document.styleSheets) {
    for (const rule of rulesOf(sheet)) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const value = (name: string): string => rule.style.getPropertyValue(name);
      if (!value('font-family').includes(HAND)) continue;
      const sources = [...value('src').matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)\s*format\(\s*["']?([\w]+)/g)];
      const of = (format: string): string => {
        const found = sources.find((source) => source[2] === format)?.[1];
        return found === undefined ? '' : new URL(found, sheet.href ?? document.baseURI).href;
      };
      files.push({ woff2: of('woff2'), woff: of('woff'), range: value('unicode-range') });
    }
  }
  return files;
}

/** None of a style that an extension put into the page and keeps to itself. */
function rulesOf(sheet: CSSStyleSheet): Iterable<CSSRule> {
  try {
    return sheet.cssRules;
  } catch {
    return [];
  }
}

/** Whether *range* has a letter of *text*. */
export function touches(range: string, text: string): boolean {
  const spans = range.split(',').map((part) => {
    const [from = '', to = from] = part.trim().replace(/^U\+/i, '').split('-');
    return [parseInt(from, 16), parseInt(to, 16)] as const;
  });
  return [...text].some((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return spans.some(([from, to]) => code >= from && code <= to);
  });
}

/** @throws TypeError without a network, and the browser without the file */
export async function fetchBytes(url: string): Promise<Uint8Array> {
  const response = await fetch(url, { credentials: 'omit', cache: 'force-cache' });
  if (!response.ok) throw new TypeError(`${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

export function asDataUri(bytes: Uint8Array, type: string): string {
  let text = '';
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return `data:${type};base64,${btoa(text)}`;
}
