// @vitest-environment node
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { unpackWoff } from './sfnt';

const woff = (part: string): Uint8Array =>
  readFileSync(`node_modules/@fontsource/patrick-hand/files/patrick-hand-${part}-400-normal.woff`);

it('makes a TrueType file of the handwriting, and knows which letters it has', async () => {
  const font = await unpackWoff(woff('latin'));
  const view = new DataView(font.bytes.buffer);
  expect(view.getUint32(0)).toBe(0x00010000);
  expect(font.bytes.length).toBe(new DataView(Uint8Array.from(woff('latin')).buffer).getUint32(16));
  const has = (text: string): boolean => [...text].every((letter) => font.has(letter.codePointAt(0) ?? 0));
  expect(has('Één stapje, 7 → 8?'.replace('→', ''))).toBe(true);
  expect(has('→')).toBe(false);
  expect(has('ř')).toBe(false);
  expect(has('🙂')).toBe(false);
  expect((await unpackWoff(woff('latin-ext'))).has('ř'.codePointAt(0) ?? 0)).toBe(true);
});

it('each table of it sums up to what the directory says', async () => {
  const { bytes } = await unpackWoff(woff('latin'));
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < view.getUint16(4); index++) {
    const at = 12 + index * 16;
    const tag = String.fromCharCode(...bytes.subarray(at, at + 4));
    if (tag === 'head') continue; // sums itself up otherwise
    let sum = 0;
    for (let word = 0; word < view.getUint32(at + 12); word += 4) sum = (sum + view.getUint32(view.getUint32(at + 8) + word)) >>> 0;
    expect(sum, tag).toBe(view.getUint32(at + 4));
  }
});

it('refuses what is no font', async () => {
  await expect(unpackWoff(new Uint8Array(60))).rejects.toThrow(TypeError);
  await expect(unpackWoff(woff('latin').subarray(0, 500))).rejects.toThrow();
});
