/** Handwritten labels of exercises: data of the sheet, in the room's language. */
import type { VNode } from 'preact';
import { MARKERS } from '../../wire/schema.gen';
import { measure } from '../measure';
import { breakText, NOTE_LINE } from '../noteText';

export interface LabelLook {
  /** board units; nothing handwritten is smaller than 28 */
  readonly size: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** at which it is broken into lines */
  readonly width?: number;
  readonly marker?: 0 | 1 | 2 | 3;
}

/** @param y the first line's baseline */
export function drawLabel(text: string, x: number, y: number, look: LabelLook): VNode | null {
  if (text === '') return null;
  const { size, anchor = 'middle', width = 900, marker = 0 } = look;
  const { lines } = breakText(text, width / size, measure);
  return (
    <text class="note-text" font-size={size} text-anchor={anchor} style={{ fill: MARKERS[marker] }}>
      {lines.map((line, at) => (
        <tspan key={at} x={x} y={y + at * size * NOTE_LINE}>
          {line.trimEnd()}
        </tspan>
      ))}
    </text>
  );
}
