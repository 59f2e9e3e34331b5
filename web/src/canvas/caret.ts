/**
 * The caret that a click leaves among words that nobody edits.
 *
 * Nothing shows it, but Chromium looks for its place anew after every change of the page, backwards
 * through all that cannot hold one: with a full sheet before it that takes longer than drawing.
 */

/** Where one operates rather than reads. */
const OPERATED = 'button, summary, [role=slider], .player-screen';
const TYPED_IN = 'textarea, input:not([type=checkbox], [type=radio], [type=range])';

/** Drop it; chosen words, and what is being typed in, keep theirs. */
export function dropCaret(): void {
  const selection = getSelection();
  const active = document.activeElement;
  const types = active instanceof HTMLElement && (active.isContentEditable || active.matches(TYPED_IN));
  if (selection?.type === 'Caret' && !types) selection.removeAllRanges();
}

/**
 * On a click that is not among words: who reads with the keyboard puts a caret there. On its way down:
 * what was clicked may be drawn anew by what it does.
 */
export function dropCaretOfClick({ target }: Event): void {
  if (target instanceof Element && target.closest(OPERATED) !== null) dropCaret();
}
