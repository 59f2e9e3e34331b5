/**
 * A real text field over the note that is written on, so that every keyboard and reader works.
 *
 * Where the sheet is small the field is lifted to reading size. What others type meanwhile comes in
 * without moving the caret from its word; while letters are being composed nothing is touched.
 */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { moveCaret } from '../board/text';
import type { Note } from '../board/types';
import { MAX_TEXT_CHARS, NOTE_COLOURS } from '../wire/schema.gen';
import { noteLayout } from './measure';
import { NOTE_LINE, NOTE_PADDING } from './noteText';
import type { SheetState } from './sheetState';
import type { SheetTexts } from './texts';
import { toSpace } from './viewport';

/** Browsers on phones zoom the page when a smaller field gets focus. */
const LEAST_PX = 16;
const READING_PX = 22;

export interface NoteEditorProps {
  readonly state: SheetState;
  readonly texts: SheetTexts;
}

export function NoteEditor({ state, texts }: NoteEditorProps) {
  const id = state.editing.value;
  const note = state.notes.value.find((one) => one.id === id);
  return note === undefined ? null : <Field key={note.id} note={note} state={state} texts={texts} />;
}

function Field({ note, state, texts }: NoteEditorProps & { readonly note: Note }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const shown = useRef(note.text);
  const composing = useRef(false);

  useLayoutEffect(() => {
    const target = field.current;
    if (target === null) return;
    target.value = note.text;
    target.focus({ preventScroll: true });
    target.setSelectionRange(target.value.length, target.value.length);
    return () => {
      // Back to the note, unless the person went somewhere else.
      if (document.activeElement !== document.body && document.activeElement !== target) return;
      requestAnimationFrame(() => {
        if (document.activeElement === document.body)
          document.querySelector<HTMLElement>(`[data-note="${note.id}"]`)?.focus({ preventScroll: true });
      });
    };
  }, []);

  const follow = (): void => {
    const target = field.current;
    if (target === null || composing.current || target.value === note.text) return;
    const [start, end] = [target.selectionStart, target.selectionEnd];
    const before = target.value;
    target.value = note.text;
    target.setSelectionRange(moveCaret(start, before, note.text), moveCaret(end, before, note.text));
    shown.current = note.text;
  };
  useLayoutEffect(follow, [note.text]);

  const onInput = (): void => {
    const text = field.current?.value ?? '';
    const before = shown.current;
    shown.current = text;
    state.board.typeText(note.id, text, before);
  };

  return (
    <textarea
      ref={field}
      class="note-editor"
      data-sheet-control
      aria-label={texts.writeNote}
      maxLength={MAX_TEXT_CHARS}
      spellcheck={false}
      style={place(note, state)}
      onInput={onInput}
      onCompositionStart={() => (composing.current = true)}
      onCompositionEnd={() => {
        composing.current = false;
        onInput();
      }}
      onKeyDown={(event) => {
        // Keys belong to the text here, not to the sheet or the room.
        event.stopPropagation();
        if (event.key !== 'Escape' || event.isComposing) return;
        event.preventDefault();
        finish(field.current, note.id, state);
      }}
      onBlur={() => state.endWriting()}
    />
  );
}

function finish(field: HTMLElement | null, id: string, state: SheetState): void {
  const view = field?.closest('.sheet-view');
  state.endWriting();
  const there = state.notes.peek().some((note) => note.id === id);
  view
    ?.querySelector<HTMLElement>(there ? `[data-note="${id}"]` : '.sheet-stage')
    ?.focus({ preventScroll: true });
}

/** Over the note; or, where that would be too small to read, around its middle and kept in sight. */
export function place(note: Note, state: SheetState, least = LEAST_PX): Record<string, string> {
  const view = state.viewport.value;
  const space = state.space.value;
  const { size, height } = noteLayout(note);
  const [x, y, width] = note.frame;
  const scale = size * view.scale >= least ? view.scale : Math.max(READING_PX, least) / size;
  const [w, h] = [Math.min(width * scale, space.width - 16), Math.min(height * scale, space.height - 16)];
  const [cx, cy] = toSpace(view, [x + width / 2, y + height / 2]);
  const within = (low: number, length: number, room: number): number =>
    Math.max(8, Math.min(room - length - 8, low));
  const lifted = scale !== view.scale;
  return {
    left: `${lifted ? within(cx - w / 2, w, space.width) : cx - (width * scale) / 2}px`,
    top: `${lifted ? within(cy - h / 2, h, space.height) : cy - (height * scale) / 2}px`,
    width: `${lifted ? w : width * scale}px`,
    height: `${lifted ? h : height * scale}px`,
    padding: `${NOTE_PADDING * scale}px`,
    fontSize: `${size * scale}px`,
    lineHeight: String(NOTE_LINE),
    background: NOTE_COLOURS[note.colour],
  };
}
