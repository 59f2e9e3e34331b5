// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { commandOf, takesText, type Pressed } from './shortcuts';

const key = (k: string, more: Partial<Pressed> = {}): Pressed => ({
  key: k, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false, ...more,
});

describe('shortcuts', () => {
  it('turns the microphone with m, whichever case, and not while the key is held down', () => {
    expect(commandOf(key('m'))).toBe('microphone');
    expect(commandOf(key('m', { repeat: true }))).toBeNull();
  });

  it('knows undo and redo with Ctrl and with ⌘', () => {
    expect(commandOf(key('z', { ctrlKey: true }))).toBe('undo');
    expect(commandOf(key('Z', { metaKey: true, shiftKey: true }))).toBe('redo');
    expect(commandOf(key('y', { ctrlKey: true }))).toBe('redo');
  });

  it('takes tools in hand by the letters and numbers that drawing programs use', () => {
    const tools = { v: 'select', h: 'hand', p: 'pen', e: 'eraser', r: 'rectangle', o: 'ellipse', a: 'arrow', l: 'line', t: 'text', n: 'note', k: 'laser' };
    for (const [letter, tool] of Object.entries(tools)) expect(commandOf(key(letter))).toBe(tool);
    const numbers = { 1: 'select', 2: 'rectangle', 4: 'ellipse', 5: 'arrow', 6: 'line', 7: 'pen', 8: 'text', 9: 'note', 0: 'eraser' };
    for (const [number, tool] of Object.entries(numbers)) expect(commandOf(key(number))).toBe(tool);
    expect(commandOf(key('P', { shiftKey: true }))).toBe('highlighter');
    expect(commandOf(key('c'))).toBe('camera');
  });

  it("leaves the browser's own keys alone", () => {
    for (const press of [key('n', { ctrlKey: true }), key('p', { ctrlKey: true }), key('w', { metaKey: true }), key('v', { altKey: true })]) {
      expect(commandOf(press)).toBeNull();
    }
  });

  it('opens the list of keys with ?, with Shift or without', () => {
    expect(commandOf(key('?', { shiftKey: true }))).toBe('shortcuts');
    expect(commandOf(key('?'))).toBe('shortcuts');
    expect(commandOf(key('N', { shiftKey: true }))).toBeNull();
  });

  it('is silent in fields, editable text and dialogs', () => {
    document.body.innerHTML = '<textarea></textarea><button></button><dialog><button id="d"></button></dialog>';
    expect(takesText(document.querySelector('textarea'))).toBe(true);
    expect(takesText(document.querySelector('#d'))).toBe(true);
    expect(takesText(document.querySelector('button'))).toBe(false);
    expect(takesText(document.body)).toBe(false);
  });
});
