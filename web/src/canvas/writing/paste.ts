/** Text that is pasted on the sheet becomes stickies; a very long list is asked about first. */
import { signal } from '@preact/signals';
import { isElsewhere } from '../selection/keys';
import type { SheetState } from '../sheetState';
import { linesOf, MOST_NOTES } from './lists';
import { w } from './words';

/** What stands in the panel for lists; null while it is shut. */
export const listPanel = signal<string | null>(null);

/** Words about what happened on the sheet, to be shown for a moment. */
export const sheetNews = signal<{ readonly words: string } | null>(null);

export const putWords = (count: number): string => (count === 1 ? w('listed_one') : w('listed_many', { count }));

/** Last of all who listen: things copied from a sheet, and pictures, are not words. */
export function listenToPaste(place: HTMLElement, state: SheetState): () => void {
  function onPaste(event: ClipboardEvent): void {
    const data = event.clipboardData;
    if (event.defaultPrevented || data === null || data.files.length > 0) return;
    if (isElsewhere(place, event.target) || state.readOnly.peek()) return;
    const text = data.getData('text/plain');
    const count = linesOf(text).length;
    if (count === 0) return;
    event.preventDefault();
    if (count > MOST_NOTES) {
      listPanel.value = text;
      return;
    }
    const { put, rest } = state.putList(text);
    if (rest.length > 0) listPanel.value = rest.join('\n');
    sheetNews.value = { words: putWords(put) };
  }
  addEventListener('paste', onPaste);
  return () => removeEventListener('paste', onPaste);
}
