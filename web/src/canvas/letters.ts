/** Between the sheet and the letters; the room knows both and does what is asked. */
import { signal } from '@preact/signals';
import type { ElementId } from '../board/types';

/** Whether there are letters here that a note can be quoted in. */
export const lettersAtHand = signal(false);
/** the note that is to be quoted in a message */
export const noteQuoteAsked = signal<ElementId | null>(null);
/** the message, `author/id`, that a note's words came from and that somebody wants to see */
export const sourceAsked = signal<string | null>(null);
