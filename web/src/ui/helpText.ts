/** Numbers in a text about help, so that they can be called with one press. Pure. */

export interface HelpPart {
  readonly text: string;
  /** what is called; null for words */
  readonly tel: string | null;
}

/** At least three digits, with spaces or dashes between; not part of a name, an address or a time. */
const NUMBER = /(?<![\w.,:/-])\+?\d(?:[ -]?\d){2,14}(?![\w:/]|\.\w|,\d)/gu;

/** One row of parts for each line. */
export function readHelp(text: string): readonly (readonly HelpPart[])[] {
  return text
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const parts: HelpPart[] = [];
      let from = 0;
      for (const { 0: found, index } of line.matchAll(NUMBER)) {
        if (index > from) parts.push({ text: line.slice(from, index), tel: null });
        parts.push({ text: found, tel: found.replace(/[ -]/g, '') });
        from = index + found.length;
      }
      if (from < line.length) parts.push({ text: line.slice(from), tel: null });
      return parts;
    });
}

/** What the operator of this server wrote; empty for nothing. */
export function operatorsHelp(page: Document = document): string {
  return page.querySelector<HTMLMetaElement>('meta[name="flipover-help"]')?.content ?? '';
}
