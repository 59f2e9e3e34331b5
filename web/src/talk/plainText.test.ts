import { describe, expect, it } from 'vitest';
import { plainly, readInline, readLetter, withoutStars, wordsIn, type Block, type Inline } from './plainText';

/** What is read, in a spelling for tests. */
function spelled(parts: readonly Inline[]): string {
  return parts
    .map((part) => {
      if (part.is === 'text') return part.text;
      if (part.is === 'stress') return `<em>${spelled(part.parts)}</em>`;
      if (part.is === 'hidden') return `[${part.code}]`;
      return `<link ${part.host}${part.evident ? '' : ' said'}>${part.text}</link>`;
    })
    .join('');
}
const blocks = (text: string): string[] =>
  readLetter(text).map((block: Block) =>
    block.is === 'paragraph' ? `p:${spelled(block.parts)}` : `${block.start === null ? 'ul' : `ol${block.start}`}:${block.items.map(spelled).join('|')}`,
  );

describe('the three plain rules', () => {
  it('begins a paragraph at a blank line, and keeps the lines of one', () => {
    expect(blocks('one\ntwo\n\n \nthree\r\n\r\nfour\u2028five')).toEqual(['p:one\ntwo', 'p:three', 'p:four\nfive']);
  });

  it('makes lists of lines that begin with a dash or a number, each kind its own', () => {
    expect(blocks('so:\n- one\n- two\n3. three\n4. four\nand')).toEqual(['p:so:', 'ul:one|two', 'ol3:three|four', 'p:and']);
  });

  it.each(['-one', ' - one', '-', '- ', '1.one', '1 . one', '1234. one', '* one', '# one', '> one', '---', '| a | b |', '```'])(
    'leaves %s as it is',
    (line) => {
      expect(blocks(line)).toEqual(line.trim() === '' ? [] : [`p:${line}`]);
    },
  );

  it('stresses words between stars, and no sums, lists or halves', () => {
    expect(spelled(readInline('this is *really so*, and (*this*) too'))).toBe('this is <em>really so</em>, and (<em>this</em>) too');
    for (const plain of ['2*3*4', '* not *', '*open', 'a * b * c', '**two**', '*over\ntwo*', 'word*s*', '***'])
      expect(spelled(readInline(plain))).toBe(plain);
  });

  it('knows no HTML and no Markdown beyond that', () => {
    const text = '<b>x</b> &amp; [a](http://b.nl) `c` _d_ ~~e~~ ![f](g)';
    expect(spelled(readInline(text))).toBe('<b>x</b> &amp; [a](<link b.nl>http://b.nl</link>) `c` _d_ ~~e~~ ![f](g)');
  });

  it('loses not one visible character of what was written, whatever it was', () => {
    const odd = '*a* (b*c) https://x.nl/(y).) - q\n1. z\n\n*https://x.nl*\n-*';
    const seen = blocks(odd).join('').replace(/<[^>]+>|p:|ul:|ol1:|\|/g, '');
    expect(seen.replace(/\s/g, '')).toBe(odd.replace(/^1\. /m, '').replaceAll('*a*', 'a').replaceAll('*https://x.nl*', 'https://x.nl').replace(/\s/g, ''));
  });
});

describe('links', () => {
  it.each([
    ['see https://example.org/a?b=c#d.', 'see <link example.org>https://example.org/a?b=c#d</link>.'],
    ['(https://nl.wikipedia.org/wiki/Grens_(x))', '(<link nl.wikipedia.org>https://nl.wikipedia.org/wiki/Grens_(x)</link>)'],
    ['HTTP://EXAMPLE.ORG', '<link example.org>HTTP://EXAMPLE.ORG</link>'],
    ['https://bank.nl@evil.example/x', '<link evil.example said>https://bank.nl@evil.example/x</link>'],
    // Cyrillic letters that look like Latin ones
    ['https://аррӏе.com', '<link xn--80ak6aa92e.com said>https://аррӏе.com</link>'],
    ['https://bank.nl.evil.example', '<link bank.nl.evil.example>https://bank.nl.evil.example</link>'],
    ['https://bank.nl\\@evil.example', '<link bank.nl>https://bank.nl\\@evil.example</link>'],
  ])('says where %s really goes', (text, read) => {
    expect(spelled(readInline(text))).toBe(read);
  });

  it.each(['javascript:alert(1)', 'data:text/html,<b>x', 'vbscript:x', 'file:///etc/passwd', 'ftp://x.nl', 'www.example.org', 'https://', 'http://[', 'mailto:a@b.nl', 'tel:113', 'xhttp:/x.nl'])(
    'makes no link of %s',
    (text) => {
      expect(readInline(text).every(({ is }) => is === 'text')).toBe(true);
    },
  );

  it('makes no link of an address with something in it that nobody sees', () => {
    expect(spelled(readInline('https://good.nl/\u202Efdp.exe'))).toBe('https://good.nl/[U+202E]fdp.exe');
    expect(spelled(readInline('https://go\u200Bod.nl'))).toBe('https://go[U+200B]od.nl');
  });
});

describe('what cannot be seen', () => {
  it('is shown and does nothing: directions, zero widths, controls, tags', () => {
    expect(spelled(readInline('a\u202Eb\u2066c\u200Bd\u0007e\uFEFFf\u{E0041}g\u00ADh'))).toBe('a[U+202E]b[U+2066]c[U+200B]d[U+0007]e[U+FEFF]f[U+E0041]g[U+00AD]h');
  });

  it('leaves joiners where they are spelling: emoji, Persian, Hindi, flags', () => {
    for (const text of ['👨‍👩‍👧', '👩🏽‍🚀', 'می‌خواهم', 'क्‍ष', '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}', '❤️'])
      expect(spelled(readInline(text))).toBe(text);
    expect(spelled(readInline('pay\u200Dpal'))).toBe('pay[U+200D]pal');
  });
});

it.each([
  ['stars', '*a '.repeat(7_000)],
  ['open stars and spaces', `*${' '.repeat(20_000)}`],
  ['brackets after a link', `https://x.nl/${')'.repeat(20_000)}`],
  ['open brackets', `https://x.nl/${'('.repeat(20_000)}`],
  ['links', 'https://x.nl '.repeat(1_500)],
  ['directions', '\u202E'.repeat(20_000)],
  ['blank lines', '\n'.repeat(20_000)],
  ['list lines', '- a\n'.repeat(5_000)],
])('reads a full letter of nothing but %s in no time', (_what, text) => {
  const start = performance.now();
  readLetter(text);
  expect(performance.now() - start).toBeLessThan(500);
});

it('reads the same as one run of text, for a quote', () => {
  expect(plainly('a *b*\n\n- c\n- d\u202E\nhttps://x.nl')).toBe('a b\n– c\n– d▯\nhttps://x.nl');
});

it('counts words as a person would', () => {
  expect(wordsIn('  one two\n\nthree ')).toBe(3);
  expect(wordsIn('')).toBe(0);
});

it('takes the stars from what is stressed, and no others', () => {
  expect(withoutStars('Het *lukte*, *twee keer*!\n- 2 * 3 * 4\n* los')).toBe('Het lukte, twee keer!\n- 2 * 3 * 4\n* los');
});
