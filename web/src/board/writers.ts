/**
 * Who draws, as a fold of the log: "only I draw" is kept by every page, not by the server alone.
 *
 * Between a coach's `writers: coach` and `writers: all` a guest's acts are skipped, in log order,
 * by all readers alike. Source: whiteboard/README.md, Chapters; whiteboard/room.py does the same.
 */
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { AuthorId, Entry, PageId, SealedLog } from '../log/types';
import type { WritersSet } from '../wire/schema.gen';
import { isFields } from '../wire/shapes';

export type Writers = WritersSet['writers'];

/** @returns who draws after *entry*; a chapter of another shape, or not a coach's, changes nothing */
export function foldWriters(before: Writers, entry: Pick<Entry, 'kind' | 'role' | 'data'>): Writers {
  if (entry.kind !== 'chapter' || entry.role !== 'coach' || !isFields(entry.data)) return before;
  const { type, writers } = entry.data;
  return type === 'writers' && (writers === 'coach' || writers === 'all') ? writers : before;
}

/** Whether a `board` entry of *role* counts while *writers* draw. */
export const counts = (writers: Writers, role: Entry['role']): boolean => writers === 'all' || role !== 'guest';

/** Who draws now, and of whom something is shown that is not logged yet. */
export class WhoDraws {
  readonly #writers = signal<Writers>('all');
  /** authors whom the log knows as a coach's */
  readonly #coaches = new Set<AuthorId>();
  readonly mayDraw: ReadonlySignal<boolean>;

  constructor(log: Pick<SealedLog, 'role' | 'settings'>) {
    this.mayDraw = computed(
      () => log.role !== 'guest' || (this.#writers.value === 'all' && log.settings.value?.writers !== 'coach'),
    );
  }

  get writers(): ReadonlySignal<Writers> {
    return this.#writers;
  }

  /** An entry was folded. @returns true when it shut out the guests: what they have under way goes */
  folded({ role, author }: Entry, writers: Writers): boolean {
    if (role === 'coach') this.#coaches.add(author);
    const shuts = writers === 'coach' && this.#writers.peek() === 'all';
    this.#writers.value = writers;
    return shuts;
  }

  /** Whether what *page* draws live is shown. */
  shows = (page: PageId | AuthorId): boolean => this.#writers.peek() === 'all' || this.#coaches.has(page);
}
