import { describe, expect, it } from 'vitest';
import { createShown, type Shown } from './shown';

const png = (width: number, height = width): Uint8Array =>
  Uint8Array.of(0x89, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, width >> 8, width & 255, 0, 0, height >> 8, height & 255);

class Refused extends Error {
  constructor(readonly word: string) {
    super(word);
  }
}

/** A store whose blobs, time and browser the test moves by hand. */
function makeShown(): {
  shown: Shown; blobs: Map<string, Uint8Array | string>; asked: string[]; open: Set<string>; later: (() => void)[]; settle(): Promise<void>;
} {
  const blobs = new Map<string, Uint8Array | string>();
  const asked: string[] = [];
  const open = new Set<string>();
  const later: (() => void)[] = [];
  let made = 0;
  const shown = createShown({
    async getBlob(id) {
      asked.push(id);
      const found = blobs.get(id) ?? 'not_found';
      if (typeof found === 'string') throw new Refused(found);
      return found;
    },
    after(_ms, act) {
      later.push(act);
      return () => void later.splice(later.indexOf(act), 1);
    },
    async open(bytes) {
      if (bytes.at(-1) === 13) throw new Error('cannot draw');
      const url = `blob:${made++}`;
      open.add(url);
      return url;
    },
    revoke: (url) => void open.delete(url),
  });
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 10; i++) await Promise.resolve();
  };
  return { shown, blobs, asked, open, later, settle };
}

describe('a picture on the sheet', () => {
  it('comes when it is held, once for all who hold it', async () => {
    const { shown, blobs, asked, settle } = makeShown();
    blobs.set('a', png(40, 30));
    expect(shown.look('a').value).toEqual({ is: 'coming' });
    shown.hold('a');
    shown.hold('a');
    await settle();
    expect(shown.look('a').value).toEqual({ is: 'there', url: 'blob:0', width: 40, height: 30 });
    expect(asked).toEqual(['a']);
  });

  it.each([
    ['a text', Uint8Array.from('hallo', (c) => c.charCodeAt(0))],
    ['a drawing that could carry a script', Uint8Array.from('<svg onload="x()"/>', (c) => c.charCodeAt(0))],
    ['one that unfolds to far too much', png(40_000)],
    ['one the browser cannot draw', png(13)],
    ['a kind nobody here writes', Uint8Array.from('GIF89a\x08\0\x08\0', (c) => c.charCodeAt(0))],
    ['nothing at all', new Uint8Array()],
    ['one that is gone', 'not_found'],
    ['one that was changed', 'bad_seal'],
  ])('that is %s becomes a grey card', async (_what, found) => {
    const { shown, blobs, open, later, settle } = makeShown();
    blobs.set('a', found);
    shown.hold('a');
    await settle();
    expect(shown.look('a').value).toEqual({ is: 'lost' });
    expect([open.size, later.length]).toEqual([0, 0]);
  });

  it('is tried again while it is held and the network is gone', async () => {
    const { shown, blobs, later, settle } = makeShown();
    blobs.set('a', 'offline');
    const letGo = shown.hold('a');
    await settle();
    expect(shown.look('a').value).toEqual({ is: 'coming' });
    blobs.set('a', png(8));
    later.shift()?.();
    await settle();
    expect(shown.look('a').value.is).toBe('there');
    blobs.set('b', 'offline');
    const never = shown.hold('b');
    await settle();
    never();
    expect(later).toEqual([]);
    letGo();
  });

  it('leaves memory when it is out of sight, the last few excepted', async () => {
    const { shown, blobs, open, settle } = makeShown();
    const held = Array.from({ length: 30 }, (_, i) => {
      blobs.set(`b${i}`, png(8));
      return shown.hold(`b${i}`);
    });
    await settle();
    expect(open.size).toBe(30);
    for (const letGo of held) letGo();
    expect(open.size).toBe(12);
    shown.hold('b29');
    shown.hold('b0');
    await settle();
    expect(shown.look('b29').value.is).toBe('there');
    expect(shown.look('b0').value.is).toBe('there');
    shown.dispose();
    expect(open.size).toBe(0);
  });

  it('that is one’s own is not fetched', async () => {
    const { shown, asked, settle } = makeShown();
    await shown.offer('a', png(8));
    shown.hold('a');
    await settle();
    expect(shown.look('a').value.is).toBe('there');
    expect(asked).toEqual([]);
  });
});
