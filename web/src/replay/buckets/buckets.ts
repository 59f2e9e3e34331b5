/** Buckets as one of the two has them: what the share's log holds, and one's own on its way there. */
import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import { toBase64url } from '../../crypto/base64url';
import { foldBucket, NO_BUCKETS, putData, putsOf, takeData, type BucketBook, type Put, type TalkStep } from '../../share/buckets';
import type { Bucketed, BucketTaken } from '../../wire/schema.gen';
import type { RemarkPort } from '../remarks/remarks';

export interface Buckets {
  readonly role: RemarkPort['role'];
  /** in the order of the moments */
  readonly puts: ReadonlySignal<readonly Put[]>;
  /** something was never kept */
  readonly lost: ReadonlySignal<boolean>;
  put(at: number, step: TalkStep): void;
  /** one's own */
  take(id: string): void;
  dispose(): void;
}

export function createBuckets({ role, reviews, review, randomBytes }: Omit<RemarkPort, 'now'>): Buckets {
  const kept = signal<BucketBook>(NO_BUCKETS);
  const waiting = signal<readonly (Bucketed | BucketTaken)[]>([]);
  const lost = signal(false);
  let folded = 0;
  const stop = effect(() => {
    const fresh = reviews.value.slice(folded);
    folded += fresh.length;
    if (fresh.length > 0) kept.value = fresh.reduce((book, { role: by, data }) => foldBucket(book, { kind: 'review', role: by, data }), kept.peek());
  });
  function say(data: Bucketed | BucketTaken): void {
    waiting.value = [...waiting.peek(), data];
    const done = (): void => {
      waiting.value = waiting.peek().filter((one) => one !== data);
    };
    review(data).then(done, () => {
      done();
      lost.value = true;
    });
  }
  return {
    role,
    puts: computed(() => putsOf(waiting.value.reduce((book, data) => foldBucket(book, { kind: 'review', role, data }), kept.value))),
    lost,
    put: (at, step) => say(putData({ id: toBase64url(randomBytes(8)), at: Math.round(at), step })),
    take: (id) => say(takeData(id)),
    dispose: stop,
  };
}
