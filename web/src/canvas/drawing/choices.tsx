/** Who chose a note: a strip of paper over its lower edge with a tick and their names. The note stays where it is. */
import type { VNode } from 'preact';
import type { Note } from '../../board/types';
import { MARKERS } from '../../wire/schema.gen';
import { measure } from '../measure';

/** Board units. */
const SIZE = 28;
const HEIGHT = 36;
const BESIDE = 10;
const TICK = 26;
/** How much of the strip hangs below the note. */
const BELOW = 28;
const MOST_CHARS = 22;
/** As the paper of a sheet, and the line of its controls; they are taken along with the sheet. */
const PAPER = '#FFFEFA';
const LINE = '#74848A';

export function drawChoices({ choices = [] }: Note, width: number, height: number): VNode {
  return (
    <>
      {choices.map(({ id, names }, at) => {
        const letters = [...names.join(' + ')];
        const text = letters.length > MOST_CHARS ? `${letters.slice(0, MOST_CHARS).join('')}…` : letters.join('');
        const wide = measure(text) * SIZE + TICK + 2 * BESIDE;
        const x = (width - wide) / 2;
        const y = height - HEIGHT + BELOW + at * (HEIGHT - 2);
        return (
          <g key={id} class="note-choice">
            <rect x={x} y={y} width={wide} height={HEIGHT} rx={3} fill={PAPER} stroke={LINE} stroke-width={1.5} />
            <path d={`M${x + BESIDE} ${y + 19}l6 8l11 -18`} fill="none" stroke={MARKERS[2]} stroke-width={4} stroke-linecap="round" stroke-linejoin="round" />
            <text class="note-text" font-size={SIZE} x={x + BESIDE + TICK} y={y + SIZE - 1}>
              {text}
            </text>
          </g>
        );
      })}
    </>
  );
}
