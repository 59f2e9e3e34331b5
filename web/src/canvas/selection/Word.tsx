/** One button of the bar at what is selected. */
import type { TargetedMouseEvent } from 'preact';

export interface WordProps {
  readonly word: string;
  readonly keys?: string;
  readonly expanded?: boolean;
  readonly onClick: (event: TargetedMouseEvent<HTMLButtonElement>) => void;
}

export function Word({ word, keys, expanded, onClick }: WordProps) {
  return (
    <button type="button" class="selection-word" aria-keyshortcuts={keys} aria-expanded={expanded} onClick={onClick}>
      {word}
    </button>
  );
}
