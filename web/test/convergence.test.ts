/**
 * `FLIPOVER_CONVERGENCE=FILE npx vitest run test/convergence.test.ts` writes what was played, for
 * Python to fold.
 */
import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { play, type Played } from './convergence';

const SEEDS = [3, 14, 15, 92, 65, 35, 79, 32, 38];
const all: Played[] = [];

afterAll(() => {
  const file = process.env['FLIPOVER_CONVERGENCE'];
  if (file !== undefined) writeFileSync(file, JSON.stringify(all));
});

describe.each(SEEDS)('three pages cut off, reloaded and repeated at random, seed %i', (seed) => {
  it('end equal to each other and to a fresh one, with every act that was told to be kept', async () => {
    const played = await play(seed);
    all.push(played);
    const { peers, kept } = played;
    const [first = [], ...others] = peers;
    for (const other of others) expect(other).toEqual(first);
    const there = new Map(first.map((element) => [element['id'], element]));
    for (const id of played.standing) expect(there.has(id), id).toBe(true);
    for (const [id, word] of played.words) expect(there.get(id)?.['text']).toContain(word);
    expect(new Set(kept.map(({ author, n }) => `${author} ${n}`)).size).toBe(kept.length);
    expect(kept.length).toBeGreaterThan(15);
    expect(played.standing.length).toBeGreaterThan(3);
  }, 60_000);
});

it('the lines were cut, messages lost and repeated, tabs died with unsent acts, and words were kept', () => {
  for (const fault of ['cut', 'lost', 'repeated', 'reloaded', 'adopted'] as const)
    expect(all.filter(({ faults }) => faults[fault] > 0).length, fault).toBeGreaterThan(1);
  expect(all.flatMap(({ words }) => words).length).toBeGreaterThan(5);
});
