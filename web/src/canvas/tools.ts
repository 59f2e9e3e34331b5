/** What is held in hand; without any look, so that a toolbar may be drawn anyhow. */
import { signal, type Signal } from '@preact/signals';
import type { Ink, Note } from '../board/types';

export type Tool = 'hand' | 'pen' | 'note' | 'eraser';

export interface Tools {
  readonly tool: Signal<Tool>;
  readonly marker: Signal<Ink['marker']>;
  readonly width: Signal<Ink['width']>;
  readonly noteColour: Signal<Note['colour']>;
}

export const createTools = (first: Tool = 'pen'): Tools => ({
  tool: signal<Tool>(first),
  marker: signal<Ink['marker']>(0),
  width: signal<Ink['width']>(0),
  noteColour: signal<Note['colour']>(0),
});
