/**
 * Seven buckets, one for each step of a talk, filled by hand with moments of a recording that was lent;
 * by the rules of `whiteboard/buckets.py`.
 *
 * Pure. Never trusts a body's shape. Nothing is counted up to a score.
 */
import { isFields, isId } from '../wire/shapes';
import type { Entry } from '../log/types';
import type { Role } from '../wire/protocol.gen';
import { MAX_BUCKETED, TALK_STEPS, type Bucketed, type BucketTaken } from '../wire/schema.gen';

export type TalkStep = (typeof TALK_STEPS)[number];

/** A moment in a bucket. */
export interface Put {
  readonly id: string;
  /** ms, of the recording */
  readonly at: number;
  readonly step: TalkStep;
  readonly role: Role;
}

export interface BucketBook {
  readonly there: ReadonlyMap<string, Put>;
  /** those that were taken out too: an id counts once */
  readonly known: ReadonlySet<string>;
}
export const NO_BUCKETS: BucketBook = { there: new Map(), known: new Set() };

export const putData = (put: Omit<Bucketed, 'type'>): Bucketed => ({ type: 'bucket', ...put });
export const takeData = (id: string): BucketTaken => ({ type: 'bucket_taken', id });

/** @returns the book after *entry*; the same book where it changes nothing */
export function foldBucket(book: BucketBook, { kind, role, data }: Pick<Entry, 'kind' | 'role' | 'data'>): BucketBook {
  if (kind !== 'review' || !isFields(data)) return book;
  const { type, id, at, step } = data;
  if (type === 'bucket_taken' && typeof id === 'string') {
    // One's own is what the same role put there: a share has one link for each.
    if (book.there.get(id)?.role !== role) return book;
    const there = new Map(book.there);
    there.delete(id);
    return { ...book, there };
  }
  if (type !== 'bucket' || !isId(id) || book.known.has(id) || book.there.size >= MAX_BUCKETED) return book;
  if (!isStep(step) || !Number.isSafeInteger(at) || (at as number) < 0) return book;
  return { there: new Map(book.there).set(id, { id, at: at as number, step, role }), known: new Set(book.known).add(id) };
}

/** What lies in them, in the order of the moments. */
export const putsOf = ({ there }: BucketBook): readonly Put[] => [...there.values()].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));

const isStep = (step: unknown): step is TalkStep => (TALK_STEPS as readonly unknown[]).includes(step);
