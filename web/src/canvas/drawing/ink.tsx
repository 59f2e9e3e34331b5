/** Strokes of pen and highlighter. */
import type { VNode } from 'preact';
import { inkPath } from '../../board/outline';
import type { Ink } from '../../board/types';
import { HIGHLIGHTERS, MARKERS } from '../../wire/schema.gen';
import { inkPoints } from '../hit';
import { marks, type Drawn } from './drawn';

export const inkColour = ({ marker, tip }: Pick<Ink, 'marker' | 'tip'>): string =>
  tip === 'highlighter' ? HIGHLIGHTERS[marker] : MARKERS[marker];

export function drawInk(ink: Ink, drawn: Drawn): VNode {
  return (
    <path
      key={ink.id}
      {...marks(ink, drawn)}
      class={ink.tip === 'highlighter' ? 'ink highlighter' : 'ink'}
      fill={inkColour(ink)}
      d={inkPath(inkPoints(ink), ink.width, ink.tip)}
    />
  );
}
