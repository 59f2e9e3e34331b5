/** What is shown of the selected note: a thin frame with round handles, and its few buttons. */
import type { Note } from '../board/types';
import { NOTE_COLOURS } from '../wire/schema.gen';
import { measured } from './measure';
import { place } from './NoteEditor';
import { noteTilt } from '../board/seed';
import type { SheetState } from './sheetState';
import type { SheetTexts } from './texts';
import { toSpace } from './viewport';

const COLOURS = [0, 1, 2, 3] as const;
/** CSS px between note and buttons, the buttons' own height, and half their length. */
const GAP = 14;
const BAR = 44;
const HALF_BAR = 176;
/** Reading size, CSS px. */
const LIFTED_PX = 24;

export interface SelectionProps {
  readonly state: SheetState;
  readonly texts: SheetTexts;
}

export function Selection({ state, texts }: SelectionProps) {
  const note = state.selectedNote.value;
  void measured.value;
  if (note === null || state.tool.value !== 'select' && state.tool.value !== 'hand') return null;
  const view = state.viewport.value;
  const [left, top] = toSpace(view, [note.frame[0], note.frame[1]]);
  const width = note.frame[2] * view.scale;
  const height = state.heightOf(note) * view.scale;
  const busy = state.held.value !== null || state.editing.value !== null || state.lifted.value !== null;
  return (
    <>
      {state.editing.value === null ? (
        <div
          class="note-frame"
          aria-hidden="true"
          style={{
            left: `${left}px`,
            top: `${top}px`,
            width: `${width}px`,
            height: `${height}px`,
            transform: `rotate(${noteTilt(note.id)}deg)`,
          }}
        >
          <i />
          <i />
          <i />
          <i />
        </div>
      ) : null}
      {busy || state.readOnly.value ? null : (
        <Buttons note={note} state={state} texts={texts} at={[left + width / 2, top, top + height]} />
      )}
    </>
  );
}

interface ButtonsProps extends SelectionProps {
  readonly note: Note;
  /** middle, upper and lower edge of the note, CSS px */
  readonly at: readonly [number, number, number];
}

function Buttons({ note, state, texts, at: [middle, upper, lower] }: ButtonsProps) {
  const { width, height } = state.space.value;
  const below = lower + GAP + BAR <= height;
  const top = below ? lower + GAP : Math.max(4, upper - GAP - BAR);
  return (
    <div
      class="note-bar"
      role="group"
      aria-label={texts.noteButtons}
      data-sheet-control
      style={{ left: `${Math.max(Math.min(HALF_BAR, width / 2), Math.min(width - HALF_BAR, middle))}px`, top: `${top}px` }}
    >
      <button type="button" class="note-word" onClick={() => state.write(note.id)}>
        {texts.write}
      </button>
      {COLOURS.map((colour) => (
        <button
          key={colour}
          type="button"
          class="note-colour"
          aria-label={texts.makeColour(texts.colours[colour])}
          aria-pressed={note.colour === colour}
          title={texts.colours[colour]}
          onClick={() => state.board.setColour(note.id, colour)}
        >
          <span style={{ background: NOTE_COLOURS[colour] }} />
        </button>
      ))}
      <button type="button" class="note-word" onClick={() => state.remove(note.id)}>
        {texts.remove}
      </button>
    </div>
  );
}

/** A note tapped by finger, at reading size; a tap on it writes, one beside it puts it back. */
export function Lifted({ state, texts }: SelectionProps) {
  const note = state.notes.value.find(({ id }) => id === state.lifted.value);
  if (note === undefined || state.viewport.value.scale * 44 >= LIFTED_PX) return null;
  return (
    <button
      type="button"
      class="note-lifted"
      data-sheet-control
      aria-label={`${note.text} – ${state.readOnly.value ? texts.putBack : texts.write}`}
      style={place(note, state, LIFTED_PX)}
      onClick={() => (state.readOnly.value ? (state.lifted.value = null) : state.write(note.id))}
    >
      {note.text}
    </button>
  );
}
