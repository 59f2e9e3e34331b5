/**
 * Files that come to the sheet by pasting and dropping.
 *
 * A file that is let go beside the sheet must not open in place of the room, and end the call.
 */
import type { Point } from '../viewport';

export interface FileEvents {
  /** files hang over the sheet, or do so no more */
  over(is: boolean): void;
  /** @param at CSS px from the corner of the place */
  dropped(files: readonly File[], at: Point): void;
  pasted(files: readonly File[]): void;
  /** a pointer went down on the sheet itself */
  touched(): void;
}

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

export function listenForFiles(place: HTMLElement, events: FileEvents): () => void {
  const listeners = new AbortController();
  const options = { signal: listeners.signal };
  const inside = (event: Event): boolean => event.target instanceof Node && place.contains(event.target);

  addEventListener(
    'dragover',
    (event) => {
      if (!hasFiles(event) || takesFiles(event.target)) return;
      event.preventDefault();
      events.over(inside(event));
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = inside(event) ? 'copy' : 'none';
    },
    options,
  );
  addEventListener('dragleave', (event) => void (event.relatedTarget === null && events.over(false)), options);
  addEventListener(
    'drop',
    (event) => {
      if (!hasFiles(event) || takesFiles(event.target) || event.defaultPrevented) return;
      event.preventDefault();
      events.over(false);
      if (!inside(event)) return;
      const box = place.getBoundingClientRect();
      events.dropped([...(event.dataTransfer?.files ?? [])], [event.clientX - box.left, event.clientY - box.top]);
    },
    options,
  );
  document.addEventListener(
    'paste',
    (event) => {
      const { clipboardData } = event;
      if (event.defaultPrevented || clipboardData === null || takesText(event.target)) return;
      // A table copied as text has a picture of itself beside it: there the text is meant.
      const files = [...clipboardData.files];
      if (files.length === 0 || clipboardData.getData('text/plain').trim() !== '') return;
      event.preventDefault();
      events.pasted(files);
    },
    options,
  );
  place.addEventListener(
    'pointerdown',
    (event) => {
      if (!(event.target instanceof Element && event.target.closest('[data-sheet-control]') !== null)) events.touched();
    },
    options,
  );
  return () => listeners.abort();
}

const takesFiles = (target: EventTarget | null): boolean => target instanceof HTMLInputElement && target.type === 'file';

const takesText = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"], dialog') !== null;
