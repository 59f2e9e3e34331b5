/**
 * The coach's own notes on a room, in its side log.
 *
 * One text, last one wins; what is being typed here is not overwritten by what comes in.
 */
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Entry, SealedLog } from '../log/types';
import { MAX_TEXT_CHARS } from '../wire/schema.gen';
import { isFields } from '../wire/shapes';

const ITEM = { type: 'notes', id: 'notes' } as const;
/** As for notes on the sheet: kept after 1 s of rest, 3 s at most. */
const REST_MS = 1000;
const MOST_MS = 3000;

export interface SideNotes {
  readonly text: ReadonlySignal<string>;
  /** `here`: on this device, not yet known to be in the log */
  readonly keeping: ReadonlySignal<'loading' | 'here' | 'kept'>;
  write(text: string): void;
  /** What was typed goes into the outbox now. */
  flush(): void;
  dispose(): void;
}

/** The text of a side log that is open. */
export function followNotes(log: SealedLog): SideNotes {
  const kept = signal('');
  const typed = signal<string | null>(null);
  let rest: ReturnType<typeof setTimeout> | undefined;
  let dirtySince: number | null = null;
  /** appended and not yet back */
  let sending = 0;

  const stop = log.onEntry((entry: Entry) => {
    const { data } = entry;
    if (entry.kind !== 'item' || !isFields(data)) return;
    const { type, id, value } = data;
    if (type !== ITEM.type || id !== ITEM.id || typeof value !== 'string') return;
    kept.value = value.slice(0, MAX_TEXT_CHARS);
  });

  function flush(): void {
    clearTimeout(rest);
    if (dirtySince === null || typed.value === null) return;
    const value = typed.value;
    dirtySince = null;
    sending += 1;
    log
      .append('item', { ...ITEM, value })
      .then(({ kept: back }) => back)
      .then(
        () => {
          sending -= 1;
          // Newer typing stays; this text is now what the log says.
          if (sending === 0 && dirtySince === null) typed.value = null;
        },
        () => {
          sending -= 1;
        },
      );
  }

  return {
    text: computed(() => typed.value ?? kept.value),
    keeping: computed(() => (typed.value !== null ? 'here' : log.caughtUp.value ? 'kept' : 'loading')),
    write(text) {
      typed.value = text.slice(0, MAX_TEXT_CHARS);
      const now = Date.now();
      dirtySince ??= now;
      clearTimeout(rest);
      rest = setTimeout(flush, Math.max(0, Math.min(REST_MS, dirtySince + MOST_MS - now)));
    },
    flush,
    dispose() {
      flush();
      stop();
    },
  };
}
