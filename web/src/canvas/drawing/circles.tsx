/** The two circles, drawn with a marker: the inner one first, its topic above, its labels small. */
import type { VNode } from 'preact';
import { circleShapes } from '../../board/exerciseStrokes';
import { shapePath, shapeStrokes, type DrawnShape } from '../../board/shapes';
import type { Circles } from '../../board/types';
import { INNER_CIRCLE, MARKERS } from '../../wire/schema.gen';
import { isFresh } from './fresh';
import { drawLabel } from './label';
import { marks, type Drawn } from './drawn';

/** Board units. */
const TOPIC = 56;
const LABEL = 32;

export function drawCircles(circles: Circles, drawn: Drawn): VNode {
  const { id, frame, topic, inner, ring, outside } = circles;
  const [x, y, width, height] = frame;
  const [cx, cy] = [x + width / 2, y + height / 2];
  const radius = width / 2;
  const within = radius * INNER_CIRCLE;
  return (
    <g key={id} {...marks(circles, drawn)} class="circles">
      {circleShapes(circles).map((circle) => (
        <g key={circle.id} class={isFresh(circle.id) ? 'draws-itself' : undefined}>
          {isFresh(circle.id) ? <path class="trace" stroke={MARKERS[1]} pathLength={1} d={wayOf(circle)} /> : null}
          <path class="ink" fill={MARKERS[1]} d={shapePath(circle)} />
        </g>
      ))}
      {drawLabel(topic, cx, Math.max(TOPIC, y - 34), { size: TOPIC })}
      {drawLabel(inner, cx, cy - within + 58, { size: LABEL, width: within, marker: 1 })}
      {circles.drawn === 2 ? drawLabel(ring, cx, cy + radius - 36, { size: LABEL, width: radius, marker: 1 }) : null}
      {drawLabel(outside, x + width, y + height + 8, { size: LABEL, anchor: 'end', marker: 1 })}
    </g>
  );
}

/** The marker's way itself, for the moment in which it is drawn. */
const wayOf = (shape: DrawnShape): string =>
  shapeStrokes(shape).map((points) => `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`).join('');
