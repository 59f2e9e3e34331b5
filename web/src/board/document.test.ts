/** The document as the browser holds it, and as Python wrote it. */
import { expect, it } from 'vitest';
import { BoardDocument, clientOf, readable } from './document';
import { refusal } from './update';

/** A stroke, a note, its move and a second sheet, as whiteboard/document.py writes them (pycrdt). */
const BY_PYTHON = {
  author: 'AQIDBAUGBwg',
  updates: [
    'AQmGipCYoCAAJwEIZWxlbWVudHMLQUFBQUFBQUFBQUUBKACGipCYoCAABHR5cGUBdwNpbmsoAIaKkJigIAAFc2hlZXQBdwtBQUFBQUFBQUFBQSgAhoqQmKAgAAJieQF3C0FRSURCQVVHQndnKACGipCYoCAABW9yZGVyAXcCYTAoAIaKkJigIAAFZnJhbWUBdQV8QSAAAHxBIAAAfEEgAAB8QaAAAHwAAAAAKACGipCYoCAABm1hcmtlcgF8QAAAACgAhoqQmKAgAAV3aWR0aAF8P4AAACgAhoqQmKAgAAZwb2ludHMBdAwBAgAAgACgAcACgBAA',
    'AQmGipCYoCAJJwEIZWxlbWVudHMLQUFBQUFBQUFBQUkBKACGipCYoCAJBHR5cGUBdwRub3RlKACGipCYoCAJBXNoZWV0AXcLQUFBQUFBQUFBQUEoAIaKkJigIAkCYnkBdwtBUUlEQkFVR0J3ZygAhoqQmKAgCQVvcmRlcgF3AmExKACGipCYoCAJBWZyYW1lAXUFfEHwAAB8QiAAAHxDXAAAfENcAAB8AAAAACgAhoqQmKAgCQZjb2xvdXIBfEBAAAAnAIaKkJigIAkEdGV4dAIEAIaKkJigIBAIaMOpIPCfmIAA',
    'AQGGipCYoCAWqIaKkJigIA4BdQV8P4AAAHxAAAAAfEBAAAB8QIAAAHwAAAAAAYaKkJigIAEOAQ==',
    'AQSGipCYoCAXJwEGc2hlZXRzC0FBQUFBQUFBQUFNASgAhoqQmKAgFwV0aXRsZQF3A1R3bygAhoqQmKAgFwVvcmRlcgF3AmExKACGipCYoCAXBXBhcGVyAXcFcGxhaW4A',
  ],
};

it('reads what Python wrote: stroke, note, move and sheet', () => {
  const document = new BoardDocument();
  for (const base64 of BY_PYTHON.updates) {
    const update = Uint8Array.from(Buffer.from(base64, 'base64'));
    expect(refusal(update, clientOf(BY_PYTHON.author))).toBeNull();
    expect(readable(update)).toBe(true);
    document.apply(update);
  }
  document.takeTouched();
  const [ink, note] = document.elements.values();
  expect(ink).toMatchObject({ type: 'ink', marker: 2, width: 1, frame: [10, 10, 10, 20, 0] });
  expect(note).toMatchObject({ type: 'note', colour: 3, text: 'hé 😀', frame: [1, 2, 3, 4, 0] });
  expect(document.sheets().map(({ title }) => title)).toEqual(['', 'Two']);
});
