/** Whatever three people do, apart or together, in the end all see the same, and every kept act is there. */
import { describe, expect, it } from 'vitest';
import { plainOf } from './testing/claims';
import { Play } from './testing/play';

const STEPS = 220;
const SEEDS = Array.from({ length: 40 }, (_, index) => 1000 + 7 * index);

/** Over all seeds: how often each thing was done. */
const did = new Map<string, number>();

async function played(seed: number): Promise<void> {
  const ended = await new Play(seed).run(STEPS);
  const { boards, fresh, sheets, claims, words, stolen } = ended;
  const end = plainOf(fresh.encode());
  for (const board of boards) {
    expect(board.skipped.value).toBe(0);
    expect(board.previews.value.size).toBe(0);
    expect(board.sheets.value).toEqual(fresh.sheets.value);
    expect(board.goneSheets.value).toEqual(fresh.goneSheets.value);
    for (const sheet of sheets) expect(board.elements(sheet).value).toEqual(fresh.elements(sheet).value);
    expect(plainOf(board.encode())).toEqual(end);
  }
  expect(claims.missing(end)).toEqual([]);
  expect(stolen).toEqual([]);
  for (const [id, word] of words) expect((JSON.parse(end.get(`${id} text`) ?? '""') as string).split(' ')).toContain(word);
  for (const [what, often] of ended.did) did.set(what, (did.get(what) ?? 0) + often);
}

describe('three people, by chance', () => {
  it.each(SEEDS)('end equal, with every kept act, seed %i', async (seed) => {
    await played(seed);
  });

  it('did everything that can be done, and had everything happen to them', () => {
    const all = ['ink', 'add', 'write', 'change', 'remove', 'sheets', 'undo done', 'undo skipped', 'redo done'];
    const never = [...all, 'cut', 'new author', 'refused', 'reloaded'].filter((what) => !did.has(what));
    expect(never).toEqual([]);
  });
});

describe('the control', () => {
  it('misses any one act that the log lost', async () => {
    const { fresh, claims } = await new Play(1000).run(STEPS);
    const whole = plainOf(fresh.encode());
    const places = [...whole.keys()].filter((place) => !place.endsWith(' text') && !place.endsWith('order'));
    let noticed = 0;
    for (const place of places) {
      const without = new Map(whole);
      without.set(place, 'something else');
      if (claims.missing(without).length > 0) noticed += 1;
    }
    // The first sheet's own fields are nobody's act.
    expect(noticed).toBeGreaterThan(0.9 * places.length);
  });
});
