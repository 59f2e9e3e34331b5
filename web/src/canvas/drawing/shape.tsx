/** Lines, arrows, rectangles and ellipses, drawn with the same marker as ink. */
import type { VNode } from 'preact';
import { shapePath } from '../../board/shapes';
import type { Shape } from '../../board/types';
import { MARKERS } from '../../wire/schema.gen';
import { marks, type Drawn } from './drawn';

export function drawShape(shape: Shape, drawn: Drawn): VNode {
  return (
    <path
      key={shape.id}
      {...marks(shape, drawn)}
      class="ink"
      data-shape={shape.shape}
      fill={MARKERS[shape.marker]}
      d={shapePath(shape)}
    />
  );
}
