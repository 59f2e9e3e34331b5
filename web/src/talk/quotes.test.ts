import { expect, it } from 'vitest';
import { MAX_QUOTED_BYTES } from '../wire/schema.gen';
import { readQuotes } from './quotes';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];

function png(width: number, height: number, size = 64): Uint8Array {
  const bytes = new Uint8Array(size);
  bytes.set(SIGNATURE);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return bytes;
}
const quoted = (picture: unknown): unknown[] => [...readQuotes([{ type: 'sheet', sheet: 'AAAAAAAAAAA', title: 'Vel', picture }])];

it('shows a quoted sheet as a picture', () => {
  expect(quoted(png(400, 566))).toHaveLength(1);
});

it.each([
  ['wide', png(60_000, 100)],
  ['high', png(100, 60_000)],
  ['without a size', png(0, 0)],
  ['cut off', new Uint8Array(SIGNATURE.slice(0, 8))],
  ['too long', png(400, 566, MAX_QUOTED_BYTES + 1)],
  ['an SVG', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['no bytes', 'png'],
])('shows none that is %s: few bytes may ask a browser for gigabytes', (_, picture) => {
  expect(quoted(picture)).toEqual([]);
});
