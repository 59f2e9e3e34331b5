// @vitest-environment happy-dom
/** What is built is what a renderer makes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { render } from 'preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readElement } from '../board/schema';
import type { Element, Note } from '../board/types';
import { fromBase64url } from '../crypto/base64url';
import { build, lives } from './build';
import { SETTLED } from './drawing/drawn';
import { drawElement } from './drawing/element';

type Row = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };
const { steps } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../tests/wire/board.py.json'), 'utf8')) as {
  readonly steps: readonly { readonly elements: readonly Row[] }[];
};
const read = ({ id, ...fields }: Row): Element | null =>
  readElement(id, typeof fields['points'] === 'string' ? { ...fields, points: fromBase64url(fields['points']) } : fields);
const elements = steps.flatMap((step) => step.elements.map(read)).filter((one) => one !== null);
const common = { sheet: 'AAAAAAAAAAA', order: 'a0', by: 'eva' };
const note: Note = { ...common, id: 'note', type: 'note', colour: 1, frame: [10, 20, 220, 220, 0], text: 'één <b> & "twee"\n\nשלום', chosen: true, choices: [{ id: 'a', names: ['Eva', 'Sam'], at: 1, by: 'eva' }] };
const unsound: Element = { ...common, id: 'torn', type: 'ink', marker: 1, width: 1, frame: [0, 0, 10, 10, 0], points: Uint8Array.of(9) };

let host: HTMLElement;
beforeEach(() => document.body.append((host = document.createElement('div'))));
afterEach(() => {
  render(null, host);
  host.remove();
});

it('is, of each kind of thing, node for node the same', () => {
  const built = [...elements, note, unsound].filter((element) => !lives(element));
  expect(new Set(built.map(({ type }) => type))).toEqual(new Set(['ink', 'shape', 'text', 'note', 'circles', 'scale', 'card']));
  for (const element of built) {
    render(<svg>{drawElement(element, SETTLED)}</svg>, host);
    expect(build(drawElement(element, SETTLED)).outerHTML, element.type).toBe(host.firstElementChild?.innerHTML);
  }
});

it('refuses what lives', () => {
  const living = [...elements, { ...note, signed: true }].filter(lives);
  expect(new Set(living.map(({ type }) => type))).toEqual(new Set(['picture', 'note']));
  for (const element of living) expect(() => build(drawElement(element, SETTLED))).toThrow(TypeError);
});
