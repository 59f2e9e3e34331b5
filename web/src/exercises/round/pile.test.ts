/** One's own pile: what is added, changed and removed; and that only one's own link opens what is kept. */
import { describe, expect, it } from 'vitest';
import { addNote, editNote, emptyPile, isEmpty, MAX_PILE, readPile, removeNote, type Pile } from './pile';
import { forgetPiles, openPileKeeper, PILE_PREFIX } from './pileKeeper';

const ROUND = 'AAAAAAAAAAE';
const id = (at: number): string => `AAAAAAAAA${String.fromCharCode(65 + Math.floor(at / 16))}${'AEIMQUYcgkosw048'[at % 16] ?? 'A'}`;
const note = (text: string, at = 0) => ({ id: id(at), text, zone: 'inner' }) as const;
const texts = ({ notes }: Pile): string[] => notes.map(({ text }) => text);

describe('a pile', () => {
  it('takes what was written, not what was not; an empty change takes the note away', () => {
    let pile = addNote(addNote(emptyPile(ROUND), note(' een ', 1)), note('twee', 2));
    expect(texts(pile)).toEqual(['een', 'twee']);
    expect(addNote(pile, note('  \n'))).toBe(pile);
    pile = editNote(pile, id(1), 'eerst dit');
    expect(texts(pile)).toEqual(['eerst dit', 'twee']);
    expect(texts(editNote(pile, id(1), ' '))).toEqual(['twee']);
    expect(isEmpty(removeNote(removeNote(pile, id(1)), id(2)))).toBe(true);
  });

  it('is full at some time, and what is over stays unwritten', () => {
    const full = Array.from({ length: MAX_PILE + 5 }, (_, at) => note(String(at), at)).reduce(addNote, emptyPile(ROUND));
    expect(full.notes).toHaveLength(MAX_PILE);
  });

  it('that somebody spoilt on the device is read as far as it is sound', () => {
    expect(readPile({ round: ROUND, notes: [{ id: id(1), text: 'een' }, { id: 'x', text: 'y' }, 7], ready: 'yes' })).toEqual({
      round: ROUND, notes: [note('een', 1)], draft: '', mark: null, ready: false,
    });
    for (const value of [null, 3, {}, { round: ROUND }, { round: 'x', notes: [] }]) expect(readPile(value)).toBeNull();
  });
});

function memory(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

describe('what is kept on the device', () => {
  const log = 'AAAAAAAAAAAAAAAAAAAAAA';
  const secret = (fill: number) => ({ seed: new Uint8Array(32).fill(1), pass: new Uint8Array(16).fill(fill) });
  const pile = addNote(emptyPile(ROUND), note('niet voor jullie'));

  it('comes back after a reload, by the same link only; nothing of it can be read', async () => {
    const storage = memory();
    await (await openPileKeeper(log, secret(1), storage)).save(pile);
    expect(await (await openPileKeeper(log, secret(1), storage)).load()).toEqual(pile);
    expect(await (await openPileKeeper(log, secret(2), storage)).load()).toBeNull();
    const place = storage.key(0) ?? '';
    expect(place.startsWith(PILE_PREFIX)).toBe(true);
    expect(storage.getItem(place)).not.toMatch(/voor|jullie/);
    storage.setItem(place, 'AAAA');
    expect(await (await openPileKeeper(log, secret(1), storage)).load()).toBeNull();
  });

  it('is the newest of several that are sealed at once, and nothing once the pile is empty or the room forgotten', async () => {
    const storage = memory();
    const keeper = await openPileKeeper(log, secret(1), storage);
    await Promise.all([keeper.save({ ...pile, draft: 'a' }), keeper.save({ ...pile, draft: 'ab' }), keeper.save({ ...pile, draft: 'abc' })]);
    expect((await keeper.load())?.draft).toBe('abc');
    await keeper.save(emptyPile(ROUND));
    expect(storage.length).toBe(0);
    await keeper.save(pile);
    storage.setItem('flipover:other', 'stays');
    forgetPiles(log, storage);
    expect([storage.length, storage.key(0)]).toEqual([1, 'flipover:other']);
  });
});
