/** What is held in hand; without any look, so that a toolbar may be drawn anyhow. */
import { signal, type Signal } from '@preact/signals';
import type { Colour, Marker, ShapeKind, Text, Width } from '../board/types';

export const TOOLS = [
  'select', 'hand', 'pen', 'highlighter', 'eraser', 'laser', 'line', 'arrow', 'rectangle', 'ellipse', 'text', 'note', 'picture',
] as const;
export type Tool = (typeof TOOLS)[number];

const SHAPES: readonly Tool[] = ['line', 'arrow', 'rectangle', 'ellipse'] satisfies readonly ShapeKind[];
export const isShapeTool = (tool: Tool): tool is ShapeKind => SHAPES.includes(tool);
/** Leaves marks on the sheet, takes them away, or shines on it: a pointer that is down does so at once. */
export const isMarkingTool = (tool: Tool): boolean =>
  isShapeTool(tool) || tool === 'pen' || tool === 'highlighter' || tool === 'eraser' || tool === 'laser';

export interface Tools {
  readonly tool: Signal<Tool>;
  readonly marker: Signal<Marker>;
  /** of the highlighter: yellow, blue, green, pink */
  readonly highlight: Signal<Marker>;
  readonly width: Signal<Width>;
  readonly noteColour: Signal<Colour>;
  readonly textSize: Signal<Text['size']>;
}

export const createTools = (first: Tool = 'pen'): Tools => ({
  tool: signal<Tool>(first),
  marker: signal<Marker>(0),
  highlight: signal<Marker>(0),
  width: signal<Width>(1),
  noteColour: signal<Colour>(0),
  textSize: signal<Text['size']>(1),
});
