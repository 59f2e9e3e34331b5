/**
 * Remarks as one of the two has them: those in the share's log, and one's own that are on their way there.
 *
 * What was written is in the outbox before anything else, so that it goes when the line is back; here it
 * stands meanwhile where it will stand. What the server will never take stays here with its words.
 */
import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import { toBase64url } from '../../crypto/base64url';
import type { Review } from '../../share/openShare';
import { answerData, editData, foldRemark, NO_REMARKS, remarkData, remarksOf, type Remark, type RemarkBook } from '../../share/remarks';
import type { RemarkAnswered, Remarked, RemarkEdited } from '../../wire/schema.gen';

/** What remarks need of an open share. */
export interface RemarkPort {
  readonly role: 'coach' | 'trainer';
  /** in log order; only grows */
  readonly reviews: ReadonlySignal<readonly Review[]>;
  /** Settles when it is in the log; rejects when it never will be. */
  review(data: unknown): Promise<void>;
  /** ms, server clock as far as it is known */
  now(): number;
  randomBytes(count: number): Uint8Array;
}

export type Place = Pick<Remarked, 'at' | 'sheet' | 'x' | 'y'>;
type Said = Remarked | RemarkAnswered | RemarkEdited;

export interface Remarks {
  readonly role: RemarkPort['role'];
  /** in the order of their moments, those on their way among them */
  readonly list: ReadonlySignal<readonly Remark[]>;
  /** ids of which something is not in the log yet */
  readonly onTheWay: ReadonlySignal<ReadonlySet<string>>;
  /** words that were never kept */
  readonly lost: ReadonlySignal<readonly string[]>;
  forgetLost(): void;
  /** @returns the new remark's id */
  write(place: Place, text: string): string;
  answer(to: string, text: string): void;
  /** one's own remark or answer */
  edit(id: string, text: string): void;
  withdraw(id: string): void;
  dispose(): void;
}

export function createRemarks({ role, reviews, review, now, randomBytes }: RemarkPort): Remarks {
  const kept = signal<RemarkBook>(NO_REMARKS);
  const waiting = signal<readonly { readonly data: Said; readonly at: number }[]>([]);
  const lost = signal<readonly string[]>([]);
  let folded = 0;
  const stop = effect(() => {
    const fresh = reviews.value.slice(folded);
    folded += fresh.length;
    if (fresh.length > 0) kept.value = fresh.reduce((book, entry) => foldRemark(book, { ...entry, kind: 'review' }), kept.peek());
  });

  function say(data: Said): void {
    waiting.value = [...waiting.peek(), { data, at: now() }];
    const done = (): void => {
      waiting.value = waiting.peek().filter((one) => one.data !== data);
    };
    review(data).then(done, () => {
      done();
      if (data.text !== null) lost.value = [...lost.peek(), data.text];
    });
  }
  const newId = (): string => toBase64url(randomBytes(8));

  return {
    role,
    list: computed(() =>
      remarksOf(waiting.value.reduce((book, { data, at }) => foldRemark(book, { kind: 'review', role, author: '', at, data }), kept.value)),
    ),
    onTheWay: computed(() => new Set(waiting.value.map(({ data }) => data.id))),
    lost,
    forgetLost() {
      lost.value = [];
    },
    write(place, text) {
      const id = newId();
      say(remarkData({ id, ...place, text }));
      return id;
    },
    answer: (to, text) => say(answerData(newId(), to, text)),
    edit: (id, text) => say(editData(id, text)),
    withdraw: (id) => say(editData(id, null)),
    dispose: stop,
  };
}
