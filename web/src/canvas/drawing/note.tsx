/** A sticky note: it hangs a little askew, the text on it level. */
import type { VNode } from 'preact';
import type { Note } from '../../board/types';
import { NOTE_COLOURS } from '../../wire/schema.gen';
import { noteLayout } from '../measure';
import { NOTE_PADDING } from '../noteText';
import { noteTilt } from '../../board/seed';
import { drawChoices } from './choices';
import { drawChosen } from './chosen';
import { marks, type Drawn } from './drawn';
import { drawLines } from './lines';
import { Signature } from './signature';

export function drawNote(note: Note, drawn: Drawn): VNode {
  const [x, y, width] = note.frame;
  const layout = noteLayout(note);
  const { size, height } = layout;
  return (
    <g
      key={note.id}
      {...marks(note, drawn)}
      class={drawn.held ? 'note note-held' : 'note'}
      style={{ transform: `translate(${x}px, ${y}px)` }}
    >
      <g transform={`rotate(${noteTilt(note.id).toFixed(3)} ${width / 2} ${height / 2})`}>
        <rect class="note-paper" width={width} height={height} rx={2} fill={NOTE_COLOURS[note.colour]} />
        <rect class="note-glue" width={width} height={Math.min(34, height / 5)} />
      </g>
      {note.chosen === true ? drawChosen(note) : null}
      {drawn.blank ? null : (
        <g class="note-text" font-size={size}>
          {drawLines(layout, NOTE_PADDING, NOTE_PADDING, width - 2 * NOTE_PADDING)}
        </g>
      )}
      {note.choices === undefined ? null : drawChoices(note, width, height)}
      {note.signed === true ? <Signature by={note.by} width={width} height={height} /> : null}
    </g>
  );
}
