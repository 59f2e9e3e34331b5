/** Handwriting straight on the sheet. */
import type { VNode } from 'preact';
import type { Text } from '../../board/types';
import { MARKERS } from '../../wire/schema.gen';
import { textLayout } from '../measure';
import { NOTE_LINE } from '../noteText';
import { marks, type Drawn } from './drawn';

export function drawText(text: Text, drawn: Drawn): VNode {
  const [x, y] = text.frame;
  const { size, lines } = textLayout(text);
  return (
    <text
      key={text.id}
      {...marks(text, drawn)}
      class="note-text"
      font-size={size}
      fill={MARKERS[text.marker]}
      style={{ transform: `translate(${x}px, ${y}px)`, fill: MARKERS[text.marker] }}
    >
      {drawn.blank
        ? null
        : lines.map((line, index) => (
            <tspan key={index} x={0} y={size * (0.86 + index * NOTE_LINE)}>
              {line === '' ? ' ' : line}
            </tspan>
          ))}
    </text>
  );
}
