/**
 * A real text field over the note, the text or the card's field that is written on, so that every
 * keyboard and reader works.
 *
 * What others type meanwhile comes in without moving the caret from its word; while letters are
 * being composed nothing is touched. One field serves a whole row of notes, and all fields of a
 * card: focus that wanders from field to field would take a phone's keyboard along.
 */
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { moveCaret } from '../../board/text';
import type { Writable } from '../../board/types';
import { MAX_TEXT_CHARS } from '../../wire/schema.gen';
import { measured } from '../measure';
import type { SheetState } from '../sheetState';
import { fieldName, fieldOnCard } from './fieldName';
import { focusOn } from './focusOn';
import { rowIsKnown, rowWasUsed } from './hint';
import { NumberRow } from './NumberRow';
import { placeOf, styleOf } from './place';
import { w } from './words';
import { keyOf, textOf } from './writing';
import './writing.css';

export interface EditorProps {
  readonly state: SheetState;
}

export function Editor({ state }: EditorProps) {
  const element = state.written.value;
  void measured.value;
  if (element === null) return null;
  const at = state.field.value;
  if (element.type === 'card' && at >= element.labels.length) return <NumberRow card={element} state={state} />;
  return <Field element={element} at={at} state={state} />;
}

/** As long as a computer takes two clicks for one act. */
const DOUBLE_CLICK_MS = 500;

interface FieldProps extends EditorProps {
  readonly element: Writable;
  /** which of a card's fields */
  readonly at: number;
}

function Field({ element, at, state }: FieldProps) {
  const text = textOf(element, at);
  const field = useRef<HTMLTextAreaElement>(null);
  /** what stands in the field; others may have changed the text since */
  const shown = useRef(text);
  const opened = useRef(performance.now());
  const composing = useRef(false);
  /** Enter with Shift, which a phone's keyboard does not have */
  const newLine = useRef(false);
  const isNote = element.type === 'note';

  useLayoutEffect(() => {
    const target = field.current;
    if (target === null) return;
    shown.current = target.value = text;
    if (document.activeElement !== target) target.focus({ preventScroll: true });
    target.setSelectionRange(target.value.length, target.value.length);
  }, [element.id, at]);

  useLayoutEffect(() => {
    const target = field.current;
    return () => {
      // Back to what was written, unless the person went somewhere else.
      if (document.activeElement !== document.body && document.activeElement !== target) return;
      const view = target?.closest('.sheet-view') ?? null;
      const { id } = element;
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) focusOn(view, id);
      });
    };
  }, []);

  const follow = (): void => {
    const target = field.current;
    const now = state.written.peek();
    if (target === null || now === null || composing.current) return;
    const text = textOf(now, at);
    if (target.value === text) return;
    const { selectionStart, selectionEnd, selectionDirection, value: before, scrollTop } = target;
    target.value = text;
    target.setSelectionRange(moveCaret(selectionStart, before, text), moveCaret(selectionEnd, before, text), selectionDirection);
    target.scrollTop = scrollTop;
    shown.current = text;
  };
  useLayoutEffect(follow, [text]);

  const onInput = (): void => {
    const typed = field.current?.value ?? '';
    const before = shown.current;
    shown.current = typed;
    state.board.typeText(element.id, typed, before, keyOf(element, at));
  };

  function finish(): void {
    const view = field.current?.closest('.sheet-view') ?? null;
    state.endWriting();
    focusOn(view, element.id);
  }

  /** @returns whether Enter means the next note here, not a new line */
  function enter(): boolean {
    if (!isNote) return false;
    // What a keyboard put in without saying so is typed before the next note begins.
    if (field.current?.value !== shown.current) onInput();
    const now = state.written.peek();
    if (now !== null && textOf(now, at).trim() === '') finish();
    else {
      rowWasUsed();
      state.nextNote();
    }
    return true;
  }

  const place = placeOf(element, at, state.viewport.value, state.space.value);
  const named = element.type === 'card' ? fieldOnCard(element, at) : w(isNote ? 'write_note' : 'write_text');
  return (
    <>
      {element.type === 'card' && place.lifted ? (
        <p class="field-name" aria-hidden="true" style={{ left: `${place.left}px`, bottom: `calc(100% - ${place.top}px)`, maxWidth: `${place.width * place.scale}px` }}>
          {fieldName(element, at)}
        </p>
      ) : null}
      <textarea
        ref={field}
        class={isNote ? 'note-editor' : element.type === 'card' ? 'note-editor text-editor cell-editor' : 'note-editor text-editor'}
        data-lifted={place.lifted ? '' : undefined}
        data-sheet-control
        dir="auto"
        aria-label={named}
        aria-describedby={isNote ? 'row-hint' : undefined}
        aria-keyshortcuts={isNote ? 'Enter' : undefined}
        enterkeyhint={isNote ? 'next' : 'enter'}
        maxLength={MAX_TEXT_CHARS}
        spellcheck={false}
        style={styleOf(element, at, place)}
        onMouseDown={(event) => {
          // The second click of who opened it by two would choose a word, which the next letter takes away.
          if (event.detail > 1 && performance.now() - opened.current < DOUBLE_CLICK_MS) event.preventDefault();
        }}
        onInput={onInput}
        onCompositionStart={() => (composing.current = true)}
        onCompositionEnd={() => {
          composing.current = false;
          onInput();
          follow();
        }}
        onKeyDown={(event) => {
          // Keys belong to the text here, not to the sheet or the room.
          event.stopPropagation();
          newLine.current = event.key === 'Enter' && event.shiftKey;
          if (event.isComposing) return;
          // Out of the card behind its last field, as out of anything else.
          if (event.key === 'Tab' && element.type === 'card') {
            if (!state.nextField(event.shiftKey ? -1 : 1)) finish();
            return event.preventDefault();
          }
          const ends = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
          if (ends) finish();
          else if (event.key !== 'Enter' || event.shiftKey || !enter()) return;
          event.preventDefault();
        }}
        onBeforeInput={(event) => {
          // Keyboards on screen often say nothing of the key.
          if (event.inputType !== 'insertLineBreak' || newLine.current || event.isComposing) return;
          if (enter()) event.preventDefault();
        }}
        onBlur={() => {
          // Not when it goes because the writing went on elsewhere on the card.
          if (state.editing.peek() === element.id && state.field.peek() === at) state.endWriting();
        }}
      />
      {isNote ? <RowHint key={element.id} left={place.left} top={place.top + place.height * place.scale} /> : null}
    </>
  );
}

/** Said under the first note that somebody writes on this device, and not again. */
function RowHint({ left, top }: { readonly left: number; readonly top: number }) {
  const known = useMemo(rowIsKnown, []);
  useEffect(() => () => rowWasUsed(), []);
  return (
    <p id="row-hint" class={known ? 'unseen' : 'row-hint'} style={known ? undefined : { left: `max(8px, min(${left}px, 100% - 19em))`, top: `${top}px` }}>
      {w(matchMedia('(pointer: coarse)').matches ? 'row_hint_touch' : 'row_hint')}
    </p>
  );
}
