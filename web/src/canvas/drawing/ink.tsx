/** Strokes of pen and highlighter. */
import type { VNode } from 'preact';
import { settledInkPath } from '../../board/outline';
import type { Ink } from '../../board/types';
import { HIGHLIGHTERS, MARKERS } from '../../wire/schema.gen';
import { marks, type Drawn } from './drawn';

export const inkColour = ({ marker, tip }: Pick<Ink, 'marker' | 'tip'>): string =>
  tip === 'highlighter' ? HIGHLIGHTERS[marker] : MARKERS[marker];

/** Null when its packing is unsound. */
export function drawInk(ink: Ink, drawn: Drawn): VNode | null {
  const path = settledInkPath(ink);
  return path === '' ? null : (
    <path
      key={ink.id}
      {...marks(ink, drawn)}
      class={ink.tip === 'highlighter' ? 'ink highlighter' : 'ink'}
      fill={inkColour(ink)}
      d={path}
    />
  );
}
