import { expect, it } from 'vitest';
import type { Past } from '../board/past';
import type { Note, Sheet } from '../board/types';
import type { Kept } from '../ui/sheets/keeping';
import { galleryOf, momentsOf, placesOf, type GalleryLog } from './gallery';

const note = (id: string): Note => ({ sheet: 'S', order: 'a0', by: 'eva', id, type: 'note', frame: [1, 1, 100, 100, 0], colour: 0, text: id });
const [a, b, c] = [note('a'), note('b'), note('c')];
const sheet = (id: string, more: Partial<Sheet> = {}): Sheet => ({ id, title: `vel ${id}`, order: id, paper: 'plain', ...more });
const past = (on: Readonly<Record<string, readonly Note[]>>, more: Partial<Past> = {}): Past => ({
  sheets: [sheet('S'), sheet('T', { paper: 'lined' })], elements: (id) => on[id] ?? [], forgotten: 0, ...more,
});
const kept = (seq: number, more: Partial<Kept> = {}): Kept => ({ seq, at: seq * 10, sheet: 'S', title: '', auto: false, mark: '', ...more });
const session = { id: 'one', start: 30, end: 80, from: 3, to: 8 };
const entry = (seq: number, author: string, kind: 'board' | 'session' | 'member' = 'board', data: unknown = {}) => ({ seq, at: seq * 10, kind, author, data });
const log = (more: Partial<GalleryLog> = {}): GalleryLog => ({ entries: [], sessions: [session], kept: [], head: 12, ...more });
const told = (parts: ReturnType<typeof galleryOf>) => parts.map((part) => [part.key, part.moments.map(({ is, sheet: id, at }) => `${id} ${is} ${at}`), part.auto.length, part.unchanged.map(({ sheet: id }) => id)]);

it('is made of the ends of sessions, of now and of what was kept, each place once', () => {
  expect(placesOf(log({ kept: [kept(5), kept(8), kept(11)] }))).toEqual([0, 3, 5, 8, 11, 12]);
  expect(placesOf(log({ sessions: [], head: 0 }))).toEqual([0]);
});

it('has what a session changed with what was kept in it, the others apart, and what came after by itself', () => {
  const pasts: Readonly<Record<number, Past>> = {
    0: past({}), 3: past({ T: [c] }), 5: past({ S: [a], T: [c] }), 8: past({ S: [a, b], T: [c] }), 12: past({ S: [a, b], T: [] }),
  };
  const entries = [
    entry(1, 'sam'), entry(1, 'noor', 'member'), entry(2, 'noor', 'member', { gone: true }), entry(2, 'eva', 'member'),
    entry(4, 'sam', 'member'), entry(5, 'sam'), entry(8, 'sam', 'member', { gone: true }), entry(10, 'sam'),
  ];
  const parts = galleryOf(log({ entries, kept: [kept(5, { title: 'Eerst' })] }), (seq) => pasts[seq], 500);
  expect(told(parts)).toEqual([
    ['from 0', ['T end 20'], 0, []],
    ['session 3', ['S kept 50', 'S end 80'], 0, ['T']],
    ['from 8', ['T now 500'], 0, []],
  ]);
  expect(parts.map(({ from, to, authors }) => [from, to, authors])).toEqual([[10, 20, ['sam', 'noor', 'eva']], [30, 80, ['eva', 'sam']], [100, 100, ['sam']]]);
  expect(parts[1]?.moments[0]).toMatchObject({ keptAs: 'Eerst', title: 'vel S', number: 1, elements: [a], lacks: false });
  expect(parts[2]?.moments[0]).toMatchObject({ paper: 'lined', number: 2, elements: [] });
  expect(momentsOf(parts).map(({ key }) => key)).toEqual(['3 T', '5 S', '8 S', '8 T', '12 T']);
});

it('what was kept by itself is there once, and only where it is otherwise', () => {
  const pasts: Readonly<Record<number, Past>> = {
    0: past({}), 3: past({}), 4: past({ S: [a] }), 6: past({ S: [a] }), 8: past({ S: [a, b] }), 9: past({ S: [a, b] }), 12: past({ S: [a, b] }),
  };
  const auto = [4, 6, 9].map((seq) => kept(seq, { auto: true }));
  const parts = galleryOf(log({ kept: auto }), (seq) => pasts[seq], 500);
  expect(parts.map((part) => [part.key, part.auto.map(({ at }) => at)])).toEqual([['session 3', [40]]]);
});

it('a session in which nothing changed is there all the same; a room without one has what was made', () => {
  const same = past({ S: [a] });
  expect(told(galleryOf(log({ head: 8 }), () => same, 500))).toEqual([['session 3', [], 0, ['S']]]);
  expect(told(galleryOf(log({ sessions: [], head: 4 }), (seq) => (seq === 0 ? past({}) : same), 500))).toEqual([['from 0', ['S now 500'], 0, []]]);
  expect(galleryOf(log({ sessions: [], head: 0 }), () => past({}), 500)).toEqual([]);
});

it('a sheet that was put away by then has no place, and one of which a part was erased says so', () => {
  const away = past({ S: [a] }, { sheets: [sheet('S', { gone: true }), sheet('T')], forgotten: 2 });
  const [part] = galleryOf(log({ kept: [kept(5)], head: 8 }), (seq) => (seq < 5 ? past({}) : away), 500);
  expect(part?.moments).toMatchObject([{ is: 'kept', number: null, title: 'vel S', lacks: true }]);
});
