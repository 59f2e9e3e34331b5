/** Handwriting straight on the sheet. */
import type { VNode } from 'preact';
import type { Text } from '../../board/types';
import { MARKERS } from '../../wire/schema.gen';
import { textLayout } from '../measure';
import { marks, type Drawn } from './drawn';
import { drawLines } from './lines';

export function drawText(text: Text, drawn: Drawn): VNode {
  const [x, y, width, , angle] = text.frame;
  const layout = textLayout(text);
  const turned = angle === 0 ? '' : ` rotate(${angle}deg)`;
  return (
    <g
      key={text.id}
      {...marks(text, drawn)}
      class="note-text"
      font-size={layout.size}
      style={{
        transform: `translate(${x}px, ${y}px)${turned}`,
        transformOrigin: angle === 0 ? undefined : `${width / 2}px ${layout.height / 2}px`,
        fill: MARKERS[text.marker],
      }}
    >
      {drawn.blank ? null : drawLines(layout, 0, 0, width)}
    </g>
  );
}
