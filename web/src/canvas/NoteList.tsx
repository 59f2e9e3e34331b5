/**
 * The notes for keyboard and screen reader: one button each, in reading order, over its note.
 *
 * Pointers pass through them; the sheet's own listeners know what lies where.
 */
import { useRef } from 'preact/hooks';
import type { Note } from '../board/types';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../wire/schema.gen';
import { measured } from './measure';
import type { SheetState } from './sheetState';
import type { SheetTexts } from './texts';

/** Notes whose tops differ by less stand in one row. */
const ROW = 60;

export interface NoteListProps {
  readonly state: SheetState;
  readonly texts: SheetTexts;
  readonly nameOf: (id: string) => string;
}

/** Row by row from the top, each from the left. */
export function inReadingOrder(notes: readonly Note[]): Note[] {
  const byTop = [...notes].sort((a, b) => a.frame[1] - b.frame[1] || a.frame[0] - b.frame[0]);
  const rows: Note[][] = [];
  for (const note of byTop) {
    const row = rows.at(-1);
    const top = row?.[0]?.frame[1];
    if (row !== undefined && top !== undefined && note.frame[1] - top < ROW) row.push(note);
    else rows.push([note]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.frame[0] - b.frame[0]));
}

export function NoteList({ state, texts, nameOf }: NoteListProps) {
  const order = useRef<readonly string[]>([]);
  const list = useRef<HTMLUListElement>(null);
  void measured.value;
  const notes = ordered(state.notes.value, order.current, list.current);
  order.current = notes.map(({ id }) => id);

  return (
    <ul ref={list} class="sheet-notes">
      {notes.map((note) => {
        const frame = state.moving.value.get(note.id);
        const shown = frame === undefined ? note : { ...note, frame };
        const [x, y, width] = shown.frame;
        const who = nameOf(note.by);
        const colour = texts.colours[note.colour];
        const text = note.text.trim();
        return (
          <li key={note.id}>
            <button
              type="button"
              class="note-place"
              data-note={note.id}
              aria-label={text === '' ? texts.emptyNote(colour, who) : texts.note(colour, who, text)}
              aria-pressed={state.selected.value.has(note.id)}
              style={{
                left: `${(x / SHEET_WIDTH) * 100}%`,
                top: `${(y / SHEET_HEIGHT) * 100}%`,
                width: `${(width / SHEET_WIDTH) * 100}%`,
                height: `${(state.heightOf(shown) / SHEET_HEIGHT) * 100}%`,
              }}
              onFocus={() => state.select([note.id])}
              onClick={() => (state.readOnly.value ? (state.lifted.value = note.id) : state.write(note.id))}
              onKeyDown={(event) => onKey(event, note, state)}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** The order stays while the list has focus: moving a node would take the focus from it. */
function ordered(
  notes: readonly Note[],
  last: readonly string[],
  list: HTMLElement | null,
): readonly Note[] {
  if (list === null || !list.contains(document.activeElement)) return inReadingOrder(notes);
  const place = new Map(last.map((id, index) => [id, index]));
  const known = notes.filter(({ id }) => place.has(id));
  const come = inReadingOrder(notes.filter(({ id }) => !place.has(id)));
  return [...known.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0)), ...come];
}

function onKey(event: KeyboardEvent, note: Note, state: SheetState): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') {
    state.select([]);
    (event.currentTarget as HTMLElement).closest<HTMLElement>('.sheet-stage')?.focus();
  } else if (state.readOnly.value) return;
  else if (event.key === 'F2') state.write(note.id);
  else if (event.key === 'Delete' || event.key === 'Backspace') {
    const stage = (event.currentTarget as HTMLElement).closest<HTMLElement>('.sheet-stage');
    state.remove([note.id]);
    stage?.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}
