/** Single keys of the room. Never while somebody types, never over the browser's own keys. */
import type { Tool } from '../../canvas/tools';

export type Command =
  | 'microphone'
  | 'camera'
  | Exclude<Tool, 'picture'>
  | 'write'
  | 'undo'
  | 'redo'
  | 'shortcuts';

/** Tools as Excalidraw and tldraw have them. */
const LETTERS: Readonly<Record<string, Command>> = {
  m: 'microphone', c: 'camera', w: 'write',
  v: 'select', h: 'hand', p: 'pen', e: 'eraser', k: 'laser', n: 'note', t: 'text',
  l: 'line', a: 'arrow', r: 'rectangle', o: 'ellipse',
  1: 'select', 2: 'rectangle', 4: 'ellipse', 5: 'arrow', 6: 'line', 7: 'pen', 8: 'text', 9: 'note', 0: 'eraser',
};

export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly repeat: boolean;
}

/** What a key press means, or null. Ctrl and ⌘ count the same. */
export function commandOf(pressed: Pressed): Command | null {
  const key = pressed.key.toLowerCase();
  if (pressed.altKey) return null;
  if (pressed.ctrlKey || pressed.metaKey) {
    if (key === 'z') return pressed.shiftKey ? 'redo' : 'undo';
    return key === 'y' && !pressed.shiftKey ? 'redo' : null;
  }
  if (pressed.repeat) return null;
  // On most keyboards it takes Shift, on some not.
  if (key === '?') return 'shortcuts';
  if (pressed.shiftKey) return key === 'p' ? 'highlighter' : null;
  return LETTERS[key] ?? null;
}

/** True where letters are text: fields, and anything editable; and in a dialog, which is over the room. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('dialog') !== null) return true;
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  return target.closest('input, textarea, select, [contenteditable="true"]') !== null;
}
