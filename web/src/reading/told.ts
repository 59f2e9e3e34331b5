/**
 * The page to read again as plain lines, whatever it is written out as: headings, letters, and what
 * each stretch left on the sheets.
 *
 * Pure: how days, names and zones are called is handed in.
 */
import type { Section } from './sections';
import type { SheetThen } from '../exercises/periods';
import type { Message } from '../talk/talk';

export type Line =
  | { readonly is: 'section'; readonly text: string; readonly aside: string }
  | { readonly is: 'day'; readonly text: string }
  | { readonly is: 'letter'; readonly from: string; readonly at: number; readonly time: string; readonly text: string; readonly aside: string }
  | { readonly is: 'sheet'; readonly text: string; readonly sheet: SheetThen }
  | { readonly is: 'item'; readonly text: string }
  | { readonly is: 'none'; readonly text: string };

export interface Telling {
  /** heading of a section, and what stands small beside it */
  section(section: Section, place: number, all: readonly Section[]): readonly [text: string, aside: string];
  day(at: number): string;
  time(at: number): string;
  from(message: Message): string;
  /** what stands small under a letter; '' for nothing */
  aside(message: Message): string;
  sheet(sheet: SheetThen): string;
  /** what a stretch left on a sheet, one line each */
  items(sheet: SheetThen): readonly string[];
  readonly none: string;
}

export function linesOf(sections: readonly Section[], telling: Telling): readonly Line[] {
  return sections.flatMap((section, place): Line[] => {
    const [text, aside] = telling.section(section, place, sections);
    const lines: Line[] = [{ is: 'section', text, aside }];
    let day = '';
    for (const message of section.letters) {
      const its = telling.day(message.at);
      // The heading of a talk says its day already.
      if (its !== day && !text.includes(its)) lines.push({ is: 'day', text: its });
      day = its;
      lines.push({ is: 'letter', from: telling.from(message), at: message.at, time: telling.time(message.at), text: message.text, aside: telling.aside(message) });
    }
    for (const sheet of section.sheets) {
      lines.push({ is: 'sheet', text: telling.sheet(sheet), sheet }, ...telling.items(sheet).map((item) => ({ is: 'item' as const, text: item })));
    }
    if (lines.length === 1) lines.push({ is: 'none', text: telling.none });
    return lines;
  });
}

/** Plain text, as it can be put into any letter. */
export function asText(title: string, lines: readonly Line[]): string {
  const parts = [title, '='.repeat([...title].length)];
  for (const line of lines) {
    if (line.is === 'section') parts.push('', '', line.aside === '' ? line.text : `${line.text} (${line.aside})`, '-'.repeat([...line.text].length));
    else if (line.is === 'day') parts.push('', line.text);
    else if (line.is === 'letter') parts.push('', `${line.from}, ${line.time}${line.aside === '' ? '' : ` (${line.aside})`}`, ...line.text.split('\n').map((row) => `    ${row}`.trimEnd()));
    else if (line.is === 'sheet') parts.push('', `[${line.text}]`);
    else parts.push(line.is === 'item' ? `  - ${line.text}` : line.text);
  }
  return `${parts.join('\n').trim()}\n`;
}

/** Where a sheet's picture stands, as SVG; '' for none. */
export type Picture = (sheet: SheetThen) => string;

/** One file, for any browser: it runs nothing and asks for nothing. */
export function asHtml(title: string, lang: string, lines: readonly Line[], picture: Picture = () => ''): string {
  const body = lines.map((line): string => {
    if (line.is === 'section') return `<h2>${escaped(line.text)}${line.aside === '' ? '' : ` <small>${escaped(line.aside)}</small>`}</h2>`;
    if (line.is === 'day') return `<h3>${escaped(line.text)}</h3>`;
    if (line.is === 'letter') {
      const aside = line.aside === '' ? '' : ` <small>${escaped(line.aside)}</small>`;
      const head = `<b>${escaped(line.from)}</b> <time datetime="${new Date(line.at).toISOString()}">${escaped(line.time)}</time>${aside}`;
      return `<article><p class="from">${head}</p><p class="text" dir="auto">${escaped(line.text)}</p></article>`;
    }
    if (line.is === 'sheet') return `<h3>${escaped(line.text)}</h3>${picture(line.sheet)}`;
    return line.is === 'item' ? `<p class="item" dir="auto">${escaped(line.text)}</p>` : `<p class="none">${escaped(line.text)}</p>`;
  });
  return [
    '<!doctype html>',
    `<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:">`,
    `<meta name="referrer" content="no-referrer"><title>${escaped(title)}</title><style>${STYLE}</style></head>`,
    `<body><h1>${escaped(title)}</h1>`,
    ...body,
    '</body></html>',
    '',
  ].join('\n');
}

const STYLE =
  'body{font:17px/1.5 system-ui,sans-serif;max-width:38em;margin:2em auto;padding:0 1em;color:#1e2b30;background:#fffefa}' +
  'h1{font-size:1.7em}h2{margin-top:2.5em;border-top:1px solid #74848a;padding-top:.6em;font-size:1.3em}h3{font-size:1em;margin-top:1.6em}' +
  'small,time,.none{color:#51626a;font-weight:400;font-size:.88em}article{margin:1.2em 0;break-inside:avoid}p{margin:.2em 0}' +
  '.text{white-space:pre-wrap;overflow-wrap:anywhere}.item::before{content:"– "}svg,img{max-width:22em;width:100%;height:auto;border:1px solid #ccd3d1}';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
