/** A log that was cut off, changed or made up is folded as far as it goes, and never stops the page. */
import { expect, it } from 'vitest';
import { seededRandom } from '../board/testing/memoryRoom';
import type { Entry } from '../log/types';
import { foldRecording } from './foldRecording';
import { mask } from './masking';
import { actsOf, drawingAt, elementsAt, sheetsAt, stillness } from './reading';
import { entryOf, openVectors, type Row } from './testing/vectors';

const { entries: rows } = openVectors('moments.py.json') as { readonly entries: readonly Row[] };
const entries = rows.map(entryOf).slice(0, 120);
const ODD: readonly unknown[] = [null, 3, 'x', [], {}, [[0]], [[0, new Uint8Array()]], [[-5, new Uint8Array(3)]], { type: 'round', id: 5 }, { type: 'sheet' }, new Uint8Array(9)];

/** Read all that a player reads. */
function read(log: readonly Entry[]): number {
  const recording = foldRecording(log, { talk: true });
  for (const one of [recording, mask(recording)]) {
    for (const at of [one.start, (one.start + one.end) / 2, one.end]) {
      sheetsAt(one, at);
      elementsAt(one, at);
      drawingAt(one, at);
    }
    actsOf(one);
    stillness(one);
  }
  return recording.refused.length;
}

/** With bytes of its updates flipped. */
function flipped(value: unknown, random: () => number): unknown {
  if (Array.isArray(value)) return value.map((inner) => flipped(inner, random));
  if (!(value instanceof Uint8Array)) return value;
  const bytes = Uint8Array.from(value);
  for (let turn = 0; turn < 2; turn++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
  return random() < 0.3 ? bytes.slice(0, Math.floor(random() * bytes.length)) : bytes;
}

it('is read wherever it was cut off', () => {
  for (let end = 0; end < entries.length; end += 7) expect(() => read(entries.slice(0, end))).not.toThrow();
});

it('is read whatever was changed in it, and what cannot be drawn is refused', () => {
  const random = seededRandom(7);
  let refused = 0;
  for (let round = 0; round < 40; round++) {
    const changed = entries.map((entry) => (random() < 0.15 ? { ...entry, data: flipped(entry.data, random) } : entry));
    refused += read(changed);
  }
  expect(refused).toBeGreaterThan(100);
});

it('is read with anything at all in the place of what was said', () => {
  const random = seededRandom(8);
  for (let round = 0; round < 25; round++) {
    const changed = entries
      .filter(() => random() > 0.05)
      .map((entry) => (random() < 0.3 ? { ...entry, data: ODD[Math.floor(random() * ODD.length)] } : entry));
    expect(() => read(changed)).not.toThrow();
  }
});
