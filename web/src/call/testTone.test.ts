import { expect, test } from 'vitest';
import { makeTestTone } from './testTone';

test('the test tone is a whole WAV file that begins and ends in silence and frightens nobody', async () => {
  const view = new DataView(await makeTestTone().arrayBuffer());
  const samples = Array.from({ length: (view.byteLength - 44) / 2 }, (_, i) => view.getInt16(44 + 2 * i, true) / 32_768);

  expect(view.getUint32(4, true)).toBe(view.byteLength - 8);
  expect(view.getUint32(40, true)).toBe(samples.length * 2);
  expect(samples.length / view.getUint32(24, true)).toBeCloseTo(0.9);
  expect(Math.abs(samples[0] ?? 1)).toBe(0);
  expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.001);
  const peak = Math.max(...samples.map(Math.abs));
  expect(peak).toBeGreaterThan(0.1);
  expect(peak).toBeLessThan(0.25);
});
