import { describe, expect, it } from 'vitest';
import { packed, unpacked } from './msgpack';
import { isWhole, MAX_DEPTH } from './msgpackShape';

const VALUES: readonly unknown[] = [
  null, true, false, 0, 127, 128, 255, 65_535, 65_536, 2 ** 32, 2 ** 52, -1, -32, -33, -129, -40_000, -(2 ** 40), 1.5,
  '', 'a', 'b'.repeat(31), 'c'.repeat(32), 'd'.repeat(300), 'e'.repeat(70_000),
  new Uint8Array(0), new Uint8Array(300), new Uint8Array(70_000),
  [], {}, [[], [{}]], Array.from({ length: 20 }, (_, i) => i), Array.from({ length: 70_000 }, () => null),
  Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`k${i}`, { deep: [i, 'x', new Uint8Array(i)] }])),
];

/** *depth* arrays, one in the other, each of which promises *length* values. */
function promises(depth: number, length: number): Uint8Array {
  const bytes = new Uint8Array(depth * 5);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < depth; i++) {
    bytes[i * 5] = 0xdd;
    view.setUint32(i * 5 + 1, length);
  }
  return bytes;
}

describe('what was packed', () => {
  it.each(VALUES.map((value, i) => [i, value]))('comes out again (%i)', (_i, value) => {
    expect(unpacked(packed(value))).toEqual(value);
  });

  it('may be a short float', () => {
    expect(unpacked(Uint8Array.from([0x92, 0xca, 0x3f, 0xc0, 0, 0, 1]))).toEqual([1.5, 1]);
  });

  it('is whole only as a whole', () => {
    for (const value of VALUES) {
      const bytes = packed(value);
      expect(isWhole(bytes)).toBe(true);
      for (const end of [0, 1, bytes.length >> 1, bytes.length - 1].filter((one) => one < bytes.length)) {
        expect(isWhole(bytes.subarray(0, end))).toBe(false);
      }
    }
  });
});

describe('a head that promises more than there is', () => {
  it('is refused before anything is made of it', () => {
    const before = process.memoryUsage().rss;
    expect(() => unpacked(promises(100, 4_000_000))).toThrow('bad_body');
    // Decoded, it takes 3 GB.
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
  });

  it('is refused when the arrays share what there is', () => {
    const bytes = new Uint8Array(10_000);
    bytes.set(promises(1_000, 4_000));
    expect(isWhole(bytes)).toBe(false);
  });

  it('is refused in a map, a text and an extension', () => {
    for (const bytes of [[0xdf, 0, 1, 0, 0, 0xc0], [0xdb, 0, 0, 0, 2, 0x61], [0xd8, 1, 0], [0xc9, 0, 0, 0, 1, 5]]) {
      expect(isWhole(Uint8Array.from(bytes))).toBe(false);
    }
  });
});

it('may be nested as deep as Python reads, and no deeper', () => {
  const nested = (depth: number): Uint8Array => Uint8Array.from([...Array<number>(depth).fill(0x91), 0xc0]);
  expect(isWhole(nested(MAX_DEPTH))).toBe(true);
  expect(isWhole(nested(MAX_DEPTH + 1))).toBe(false);
});
