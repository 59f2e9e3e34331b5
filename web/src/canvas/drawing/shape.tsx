/** Lines, arrows, rectangles and ellipses. */
import type { VNode } from 'preact';
import type { Shape } from '../../board/types';
import { INK_WIDTHS, MARKERS } from '../../wire/schema.gen';
import { marks, type Drawn } from './drawn';

export function drawShape(shape: Shape, drawn: Drawn): VNode {
  const [x, y, w, h, angle] = shape.frame;
  const look = { fill: 'none', stroke: MARKERS[shape.marker], 'stroke-width': INK_WIDTHS[shape.width] };
  return (
    <g key={shape.id} {...marks(shape, drawn)} transform={`rotate(${angle} ${x + w / 2} ${y + h / 2})`}>
      {shape.shape === 'ellipse' ? (
        <ellipse {...look} cx={x + w / 2} cy={y + h / 2} rx={w / 2} ry={h / 2} />
      ) : shape.shape === 'rectangle' ? (
        <rect {...look} x={x} y={y} width={w} height={h} />
      ) : (
        <path {...look} d={`M${x} ${y}h${w}${shape.shape === 'arrow' ? 'm-24 -14l24 14l-24 14' : ''}`} />
      )}
    </g>
  );
}
