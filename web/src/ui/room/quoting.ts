/** A message's words on a sticky: how the letters reach the sheet that lies open. */
import { writingAtHand } from '../../canvas/writing/atHand';
import { quoteOf } from '../../canvas/writing/lists';
import type { WritingProps } from '../../talk/Writing';

export type Quoting = Pick<WritingProps, 'onQuote' | 'onShowQuote'>;

/** @param uncover brings the sheet in sight where the letters lie over it */
export function quotingOn(uncover: () => void): Quoting {
  return {
    onQuote: (text) => writingAtHand.peek()?.putNote(quoteOf(text)) ?? null,
    onShowQuote(id) {
      uncover();
      const state = writingAtHand.peek();
      if (state === null) return;
      state.select([id]);
      if (state.viewport.peek().scale < READABLE) state.lifted.value = id;
    },
  };
}

/** CSS px per board unit, from which notes can be read where they lie. */
const READABLE = 0.5;
