/** Remarks in a share are folded as Python folds them, after the same entries; and are bounded. */
import { expect, it } from 'vitest';
import { foldBucket, NO_BUCKETS, putData, putsOf } from '../src/share/buckets';
import { answerData, foldRemark, NO_REMARKS, remarkData, remarksOf, type RemarkBook, type RemarkEntry } from '../src/share/remarks';
import { MAX_BUCKETED, MAX_REMARK_ANSWERS, MAX_REMARKS } from '../src/wire/schema.gen';
import { unspelled, vectors } from './spelling';

interface RemarkFile {
  readonly entries: readonly RemarkEntry[];
  readonly put_in: RemarkFile['entries'];
  readonly buckets: readonly unknown[];
  readonly remarks: readonly unknown[];
  readonly limits: { readonly remarks: number; readonly answers: number };
}
const file = vectors<RemarkFile>('remarks.py.json');
const id = (nth: number): string => `${String(nth).padStart(10, 'A')}A`;
const entry = (data: unknown, at = 1): RemarkEntry => ({ kind: 'review', role: 'trainer', author: 'AAAAAAAAAAA', at, data });
const remark = (nth: number) => remarkData({ id: id(nth), at: nth, sheet: 'AAAAAAAAAAA', x: 1, y: 2, text: 'een' });
const fold = (entries: Iterable<RemarkEntry>, book: RemarkBook = NO_REMARKS): RemarkBook => [...entries].reduce(foldRemark, book);

it('stand as Python has them, after the same entries', () => {
  const book = fold(file.entries.map((one) => ({ ...one, data: unspelled(one.data) })));
  expect(remarksOf(book)).toEqual(file.remarks);
  expect(file.remarks).toHaveLength(4);
  expect(file.limits).toEqual({ remarks: MAX_REMARKS, answers: MAX_REMARK_ANSWERS });
});

it('are no more than anybody reads', () => {
  const many = fold(Array.from({ length: MAX_REMARKS + 3 }, (_, nth) => entry(remark(nth))));
  expect(many.remarks.size).toBe(MAX_REMARKS);
  const answered = fold(Array.from({ length: MAX_REMARK_ANSWERS + 3 }, (_, nth) => entry(answerData(id(5000 + nth), id(0), 'ja'))), many);
  expect(answered.remarks.get(id(0))?.answers).toHaveLength(MAX_REMARK_ANSWERS);
});

it('a book that an entry changes nothing of is the same book', () => {
  const book = fold([entry(remark(1))]);
  for (const data of [remark(1), answerData(id(2), id(9), 'x'), null, { type: 'else' }]) expect(foldRemark(book, entry(data))).toBe(book);
});

it('reads what lies in the buckets as Python does', () => {
  const book = file.put_in.reduce((before, entry) => foldBucket(before, { ...entry, data: unspelled(entry.data) }), NO_BUCKETS);
  expect(putsOf(book)).toEqual(file.buckets);
  expect(file.buckets).toHaveLength(4);
});

it('takes no more into the buckets than fits', () => {
  const put = (nth: number) => ({ kind: 'review' as const, role: 'coach' as const, data: putData({ id: id(nth), at: nth, step: 'use' }) });
  const book = Array.from({ length: MAX_BUCKETED + 3 }, (_, nth) => put(nth)).reduce(foldBucket, NO_BUCKETS);
  expect(putsOf(book)).toHaveLength(MAX_BUCKETED);
});
