/**
 * Copying, cutting and pasting things, also from sheet to sheet.
 *
 * By the system's clipboard, through the events that the browser's own keys and menus raise; what was
 * copied last is kept here as well, for a button that pastes and for browsers that refuse theirs.
 */
import { signal } from '@preact/signals';
import { fresh, pack, unpack, type Parcel } from '../../board/parcel';
import type { Board, NewElement } from '../../board/types';
import type { SheetState } from '../sheetState';
import { isElsewhere } from './keys';
import { COPY_OFFSET } from './selection';

/** Where things are put down. */
type Place = Pick<SheetState, 'board' | 'sheet' | 'readOnly' | 'put' | 'tell'>;

/** What was copied last on this page, packed. */
export const kept = signal<string | null>(null);
/** Blobs of pictures that were copied here: those this room has. */
const blobsOf = new WeakMap<Board, Set<string>>();
let lastPaste = { html: '', sheet: '', times: 0 };

export function listenToClipboard(place: HTMLElement, state: SheetState): () => void {
  const listeners = new AbortController();
  const { signal: stop } = listeners;
  const onCopy = (event: ClipboardEvent): void => {
    if (event.defaultPrevented || isElsewhere(place, event.target) || hasText()) return;
    const html = take(state, event.type === 'cut');
    if (html === null) return;
    event.clipboardData?.setData('text/html', html);
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent): void => {
    const { clipboardData } = event;
    if (event.defaultPrevented || isElsewhere(place, event.target) || clipboardData === null) return;
    const html = clipboardData.types.length === 0 ? (kept.peek() ?? '') : clipboardData.getData('text/html');
    if (paste(state, html)) event.preventDefault();
  };
  document.addEventListener('copy', onCopy, { signal: stop });
  document.addEventListener('cut', onCopy, { signal: stop });
  document.addEventListener('paste', onPaste, { signal: stop });
  return () => listeners.abort();
}

/** For a button: the browser is asked to copy, as its own keys do. */
export function copySelected(state: SheetState): void {
  if (!document.execCommand('copy')) take(state, false);
}

export function cutSelected(state: SheetState): void {
  if (!document.execCommand('cut')) take(state, true);
}

/** @returns what goes on the clipboard; null when nothing is selected that can be copied */
function take(state: SheetState, cut: boolean): string | null {
  if (cut && state.readOnly.peek()) return null;
  state.letGo();
  const chosen = state.selection.peek().filter(({ locked }) => !cut || locked !== true);
  const elements = chosen.flatMap(fresh);
  if (elements.length === 0) return null;
  const html = pack({ from: state.sheet, cut, elements });
  const blobs = blobsOf.get(state.board) ?? new Set();
  for (const one of elements) if (one.type === 'picture') blobs.add(one.blob);
  blobsOf.set(state.board, blobs);
  kept.value = html;
  lastPaste = { html: '', sheet: '', times: 0 };
  // What a newer page made cannot be copied, and is not cut either.
  if (cut) state.remove(chosen.filter(({ type }) => type !== 'unknown').map(({ id }) => id));
  state.tell(cut ? 'removed' : 'copied', elements.length);
  return html;
}

/** In place on another sheet, a little beside on the same; @returns whether the HTML was ours */
export function paste(state: Place, html: string): boolean {
  if (state.readOnly.peek()) return false;
  const parcel = unpack(html);
  if (parcel === null) return false;
  const again = lastPaste.html === html && lastPaste.sheet === state.sheet;
  lastPaste = { html, sheet: state.sheet, times: again ? lastPaste.times + 1 : 0 };
  const elements = parcel.elements.filter((one) => one.type !== 'picture' || isHere(state.board, one.blob));
  const by = COPY_OFFSET * (lastPaste.times + (liesThere(parcel, state) ? 1 : 0));
  state.put(elements.map((one): NewElement => ({ ...one, frame: [one.frame[0] + by, one.frame[1] + by, one.frame[2], one.frame[3], one.frame[4]] })));
  state.tell('pasted', elements.length);
  return true;
}

const liesThere = ({ from, cut }: Parcel, state: Place): boolean => from === state.sheet && !cut;

/** A picture's bytes are this room's: one from another room would be a hole. */
function isHere(board: Board, blob: string): boolean {
  if (blobsOf.get(board)?.has(blob) === true) return true;
  return board.sheets
    .peek()
    .some(({ id }) => board.elements(id).peek().some((one) => one.type === 'picture' && one.blob === blob));
}

/** Words that somebody has marked are copied as words. */
function hasText(): boolean {
  return getSelection()?.isCollapsed === false;
}
