/** A card: a box drawn by hand, a title, labelled fields. */
import type { VNode } from 'preact';
import { shapePath } from '../../board/shapes';
import type { Card, Frame } from '../../board/types';
import { MARKERS } from '../../wire/schema.gen';
import { measure } from '../measure';
import { breakText, NOTE_LINE } from '../noteText';
import { marks, type Drawn } from './drawn';
import { drawLabel } from './label';

/** Board units. */
const TITLE = 52;
const TITLE_ROOM = 84;
export const CARD_LABEL = 30;
export const CARD_TEXT = 38;
export const CARD_PADDING = 22;
export const LABEL_ROOM = 46;

/** Where the fields of a card lie: side by side in columns, row by row. */
export function cellFrames({ frame: [x, y, width, height], labels, columns, title }: Card): Frame[] {
  const head = title === '' ? 0 : TITLE_ROOM;
  const rows = Math.ceil(labels.length / columns);
  const [w, h] = [width / columns, (height - head) / rows];
  return labels.map((_, at) => [x + (at % columns) * w, y + head + Math.floor(at / columns) * h, w, h, 0] as const);
}

export function drawCard(card: Card, drawn: Drawn): VNode {
  const { id, frame, title, labels, cells } = card;
  return (
    <g key={id} {...marks(card, drawn)} class="card">
      <rect class="card-ground" x={frame[0]} y={frame[1]} width={frame[2]} height={frame[3]} />
      {drawLabel(title, frame[0], frame[1] + TITLE, { size: TITLE, anchor: 'start', marker: 1 })}
      {cellFrames(card).map((cell, at) => {
        const [x, y, w, h] = cell;
        const { lines } = breakText(cells[at] ?? '', (w - 2 * CARD_PADDING) / CARD_TEXT, measure);
        return (
          <g key={at} data-cell={at}>
            <path class="ink" fill={MARKERS[0]} d={shapePath({ id: `${id}${at}`, shape: 'rectangle', width: 0, frame: cell })} />
            {drawLabel(labels[at] ?? '', x + CARD_PADDING, y + LABEL_ROOM - 6, { size: CARD_LABEL, anchor: 'start', marker: 2, width: w - 2 * CARD_PADDING })}
            <text class="note-text" font-size={CARD_TEXT}>
              {lines.slice(0, Math.max(1, Math.floor((h - LABEL_ROOM - 8) / (CARD_TEXT * NOTE_LINE)))).map((line, row) => (
                <tspan key={row} x={x + CARD_PADDING} y={y + LABEL_ROOM + CARD_TEXT * (0.9 + row * NOTE_LINE)}>
                  {line.trimEnd()}
                </tspan>
              ))}
            </text>
          </g>
        );
      })}
    </g>
  );
}
