/** What may be changed of the looks of several things at once. Pure. */
import type { Element, ElementChange } from '../../board/types';
import { HIGHLIGHTERS, MARKERS, NOTE_COLOURS } from '../../wire/schema.gen';

export type Choice = 0 | 1 | 2 | 3;
export interface Palette {
  readonly colours: readonly string[];
  readonly bright: boolean;
  /** null where they differ */
  readonly current: number | null;
  paint(colour: Choice): ElementChange[];
}

/** The colours that all of them can have; null where there are no such. */
export function paletteOf(things: readonly Element[]): Palette | null {
  const notes = things.flatMap((one) => (one.type === 'note' ? [one] : []));
  if (notes.length === things.length && notes.length > 0)
    return {
      colours: NOTE_COLOURS,
      bright: true,
      current: common(notes.map(({ colour }) => colour)),
      paint: (colour) => notes.map(({ id }) => ({ id, colour })),
    };
  const drawn = things.flatMap((one) => (one.type === 'ink' || one.type === 'shape' || one.type === 'text' ? [one] : []));
  if (drawn.length < things.length || drawn.length === 0) return null;
  const bright = drawn.every((one) => one.type === 'ink' && one.tip === 'highlighter');
  return {
    colours: bright ? HIGHLIGHTERS : MARKERS,
    bright,
    current: common(drawn.map(({ marker }) => marker)),
    paint: (marker) => drawn.map(({ id }) => ({ id, marker })),
  };
}

export interface Steps {
  readonly of: 'width' | 'size';
  readonly current: number | null;
  set(step: 0 | 1 | 2): ElementChange[];
}

/** How thick, or how large the letters; null for things that have neither, or not all the same. */
export function stepsOf(things: readonly Element[]): Steps | null {
  const lines = things.flatMap((one) => (one.type === 'ink' || one.type === 'shape' ? [one] : []));
  const texts = things.flatMap((one) => (one.type === 'text' ? [one] : []));
  if (lines.length === things.length && lines.length > 0)
    return {
      of: 'width',
      current: common(lines.map(({ width }) => width)),
      set: (width) => lines.map(({ id }) => ({ id, width })),
    };
  if (texts.length < things.length || texts.length === 0) return null;
  return {
    of: 'size',
    current: common(texts.map(({ size }) => size)),
    set: (size) => texts.map(({ id }) => ({ id, size })),
  };
}

const common = (values: readonly number[]): number | null =>
  values.every((value) => value === values[0]) ? (values[0] ?? null) : null;
