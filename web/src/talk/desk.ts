/** What lies before a person who writes: words and quotes that were not sent, kept on the device as they come. */
import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { MAX_QUOTES } from '../wire/schema.gen';
import { isEmpty, NO_DRAFT, type Drafts } from './drafts';
import type { Quote } from './quotes';
import type { Draft } from './talk';

export interface Desk {
  readonly draft: ReadonlySignal<Draft>;
  /** it was there when one came */
  readonly found: ReadonlySignal<boolean>;
  /** it is written down on this device */
  readonly kept: ReadonlySignal<boolean>;
  /** the composer has all the room there is, and shows how it will be read; both outlive another width of the window */
  readonly large: Signal<boolean>;
  readonly over: Signal<boolean>;
  /** own letters that are being changed, by key: what is typed for each; as long as the page lives */
  readonly changing: ReadonlySignal<ReadonlyMap<string, string>>;
  /** @param text null: not any more */
  change(key: string, text: string | null): void;
  write(text: string): void;
  /** @returns false where no more fit */
  quote(quote: Quote): boolean;
  drop(quote: Quote): void;
  /** It was sent; it stays on the device until *safe* says that it is kept in another way. */
  sent(safe: Promise<void>): void;
}

/** @param drafts null: for the life of this page only */
export function createDesk(drafts: Drafts | null): Desk {
  const draft = signal<Draft>(NO_DRAFT);
  const found = signal(false);
  const kept = signal(false);
  const changing = signal<ReadonlyMap<string, string>>(new Map());
  let touched = false;

  function set(next: Draft): void {
    touched = true;
    found.value = false;
    draft.value = next;
    if (isEmpty(next)) kept.value = false;
    drafts?.keep(next);
    void drafts?.settled().then(() => {
      kept.value = !isEmpty(draft.peek());
    });
  }
  void drafts?.load().then((left) => {
    if (touched || isEmpty(left)) return;
    draft.value = left;
    found.value = kept.value = true;
  });

  return {
    draft,
    found,
    kept,
    large: signal(false),
    over: signal(false),
    changing,
    change(key, text) {
      const others = [...changing.peek()].filter(([one]) => one !== key);
      changing.value = new Map(text === null ? others : [...others, [key, text]]);
    },
    write: (text) => set({ ...draft.peek(), text }),
    quote(quote) {
      const { text, quotes } = draft.peek();
      if (quotes.length >= MAX_QUOTES) return false;
      set({ text, quotes: [...quotes, quote] });
      return true;
    },
    drop: (quote) => set({ ...draft.peek(), quotes: draft.peek().quotes.filter((one) => one !== quote) }),
    sent(safe) {
      touched = true;
      found.value = kept.value = false;
      draft.value = NO_DRAFT;
      void safe.then(() => drafts?.keep(draft.peek()));
    },
  };
}
