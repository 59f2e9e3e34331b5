import { describe, expect, it } from 'vitest';
import { fileName } from './fileName';
import { asDataUri, touches } from './handwriting';
import { pieces } from './pdfWords';
import { asXml } from './standalone';
import { zipped } from './zip';

const LATIN = { family: 'latin', has: (code: number) => code < 0x100 };
const EXT = { family: 'ext', has: (code: number) => code >= 0x100 && code < 0x250 };

describe('words for a PDF', () => {
  it('are cut where one font ends and another begins', () => {
    expect(pieces('Łódź, zó', [EXT, LATIN])).toEqual([
      { family: 'ext', text: 'Ł' },
      { family: 'latin', text: 'ód' },
      { family: 'ext', text: 'ź' },
      { family: 'latin', text: ', zó' },
    ]);
  });

  it.each(['Привет', 'שלום', '7 → 8', '🙂'])('of which one letter is in none of them are no words: %s', (text) => {
    expect(pieces(text, [LATIN, EXT])).toBeNull();
  });

  it('lose only marks that have no shape', () => {
    expect(pieces('a\u200db\ufeff', [LATIN])).toEqual([{ family: 'latin', text: 'ab' }]);
  });
});

describe('a file that leaves the room', () => {
  const now = new Date(2026, 10, 5, 23, 59);
  it('is called by number and day, never by what it is about', () => {
    expect(fileName({ sheet: 2, extension: 'svg', now, language: 'nl' })).toBe('flipover-vel-2-2026-11-05.svg');
    expect(fileName({ sheet: null, extension: 'pdf', now, language: 'en' })).toBe('flipover-sheets-2026-11-05.pdf');
    expect(fileName({ sheet: 'compared', extension: 'png', now, language: 'nl' })).toBe('flipover-toen-en-nu-2026-11-05.png');
  });

  it('holds nothing that no XML may hold', () => {
    expect(asXml('a\0\u0007b\ud800c\ufffe🙂<&\n')).toBe('a  b c 🙂<&\n');
  });

  it('may be several in one, unpacked and whole', () => {
    const zip = zipped(new Map([['a.svg', Uint8Array.of(1, 2, 3)]]), now);
    const text = String.fromCharCode(...zip);
    expect(text.startsWith('PK\x03\x04')).toBe(true);
    expect(text).toContain('a.svg\x01\x02\x03');
  });

  it('spells bytes of any length', () => {
    const bytes = Uint8Array.from({ length: 20_000 }, (_, at) => at);
    const [, base64 = ''] = asDataUri(bytes, 'font/woff2').split(',');
    expect(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))).toEqual(bytes);
  });
});

it.each([
  ['U+0000-00FF, U+0131', 'één', true],
  ['U+0000-00FF, U+0131', 'ı', true],
  ['U+0100-02BA', 'één', false],
  ['u+1f600-1f64f', '🙂', true],
  ['U+0100-02BA', '', false],
])('a font with %s is wanted for %j: %s', (range, text, wanted) => expect(touches(range, text)).toBe(wanted));
