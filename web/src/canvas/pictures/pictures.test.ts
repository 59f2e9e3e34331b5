import { describe, expect, it } from 'vitest';
import { kindOf, sizeOf } from './fileKind';
import { judgeGround } from './ground';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : [...part])));
const u32 = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const u16 = (value: number): number[] => [value >> 8, value & 255];
const little = (of: number[]): number[] => of.reverse();

const png = (w: number, h: number): Uint8Array => bytes('\x89PNG\r\n\x1a\n', u32(13), 'IHDR', u32(w), u32(h), [8, 6, 0, 0, 0]);
const jpeg = (w: number, h: number, before: number[] = []): Uint8Array =>
  bytes('\xff\xd8', before, [0xff, 0xc2], u16(17), [8], u16(h), u16(w), [3]);
const app1 = [0xff, 0xe1, ...u16(10), ...Array.from({ length: 8 }, () => 0xff)];
const webp = (chunk: string, body: number[]): Uint8Array => bytes('RIFF', [0, 0, 0, 0], 'WEBP', chunk, [0, 0, 0, 0], body);
const heif = (brand: string, compatible: string): Uint8Array =>
  bytes(u32(20), 'ftyp', brand, u32(0), compatible, 'ispe', u32(0), u32(160), u32(120), 'ispe', u32(0), u32(4000), u32(3000));

describe('what bytes are', () => {
  it.each([
    ['png', png(640, 480), 640, 480],
    ['jpeg', jpeg(640, 480), 640, 480],
    ['jpeg', jpeg(640, 480, [...app1, 0xff, 0xff, 0xdb, ...u16(2)]), 640, 480],
    ['gif', bytes('GIF89a', little(u16(640)), little(u16(480))), 640, 480],
    ['webp', webp('VP8X', [0, 0, 0, 0, 0x7f, 2, 0, 0xdf, 1, 0]), 640, 480],
    ['webp', webp('VP8L', [0x2f, ...little(u32((479 << 14) | 639))]), 640, 480],
    ['webp', webp('VP8 ', [0, 0, 0, 0x9d, 1, 0x2a, ...little(u16(640)), ...little(u16(480))]), 640, 480],
    ['bmp', bytes('BM', new Array(16).fill(0), little(u32(640)), little(u32(-480 >>> 0)), [1]), 640, 480],
    ['avif', heif('mif1', 'avif'), 4000, 3000],
    ['heic', heif('mif1', 'heic'), 4000, 3000],
  ] as const)('is read from the bytes: %s', (kind, of, width, height) => {
    expect(kindOf(of)).toBe(kind);
    expect(sizeOf(of, kind)).toEqual({ width, height });
    expect(sizeOf(of.subarray(0, 9), kind)).toBeNull();
  });

  it.each([
    ['svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['svg', '\xef\xbb\xbf <?xml version="1.0"?>\n<!-- a --><!DOCTYPE svg><x:svg/>'],
    ['svg', '\xff\xfe<\0s\0v\0g\0 \0'],
    ['pdf', '%PDF-1.7'],
    ['tiff', 'II*\0'],
    [null, 'Beste Eva, dit is een brief'],
    [null, '<html><body>hallo'],
    [null, ''],
    [null, 'RIFF....WAVE'],
    [null, '\0\0\0\x18ftypmp42\0\0\0\0mp42isom'],
  ])('%s: %j', (kind, text) => expect(kindOf(bytes(text))).toBe(kind));

  it('tells a picture that unfolds to far more than it weighs', () => {
    expect(sizeOf(png(100_000, 100_000), 'png')).toEqual({ width: 100_000, height: 100_000 });
  });

  it.each([
    ['png', png(0, 5)],
    ['jpeg', bytes('\xff\xd8\xff')],
    ['jpeg', bytes('\xff\xd8\xff\xe1', u16(0xffff))],
    ['jpeg', jpeg(10, 10, [0xff, 0xda, 0, 2])],
    ['webp', webp('JUNK', [1, 2, 3])],
    ['avif', bytes(u32(16), 'ftyp', 'avif', u32(0))],
  ] as const)('says nothing of a header that is broken (%s)', (kind, of) => {
    expect(kindOf(of)).toBe(kind);
    expect(sizeOf(of, kind)).toBeNull();
  });
});

describe('the ground of a picture', () => {
  const half = (r: number, g: number, b: number, alpha = 255): Uint8ClampedArray =>
    Uint8ClampedArray.from([...Array.from({ length: 50 }, () => [0, 0, 0, 0]), ...Array.from({ length: 50 }, () => [r, g, b, alpha])].flat());

  it('is wanted by white lines on nothing, and by nothing else', () => {
    expect(judgeGround(half(255, 255, 255))).toEqual({ transparent: true, light: true });
    expect(judgeGround(half(20, 30, 40))).toEqual({ transparent: true, light: false });
    expect(judgeGround(half(255, 255, 255).subarray(200))).toEqual({ transparent: false, light: true });
    expect(judgeGround(new Uint8ClampedArray(400))).toEqual({ transparent: true, light: false });
  });
});
