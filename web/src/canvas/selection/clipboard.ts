/**
 * Copying, cutting and pasting things between sheets.
 *
 * What is on the clipboard is one HTML attribute with the things packed as base64: another program
 * that pastes it gets nothing to read. Where the browser refuses its clipboard, a copy is kept here.
 */
import type { SheetState } from '../sheetState';

/** For a button: the browser asks for what to copy, as it does at the keys. */
export function copySelected(_state: SheetState): boolean {
  return document.execCommand('copy');
}
