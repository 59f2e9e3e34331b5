/**
 * A real text field over the note or text that is written on, so that every keyboard and reader works.
 *
 * What others type meanwhile comes in without moving the caret from its word; while letters are
 * being composed nothing is touched. One field serves a whole row of notes: focus that wanders from
 * field to field would take a phone's keyboard along.
 */
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { moveCaret } from '../../board/text';
import type { Written } from '../../board/types';
import { MAX_TEXT_CHARS } from '../../wire/schema.gen';
import { measured } from '../measure';
import type { SheetState } from '../sheetState';
import { rowIsKnown, rowWasUsed } from './hint';
import { placeOf, styleOf } from './place';
import { w } from './words';
import './writing.css';

export interface EditorProps {
  readonly state: SheetState;
}

export function Editor({ state }: EditorProps) {
  const element = state.written.value;
  void measured.value;
  return element === null ? null : <Field element={element} state={state} />;
}

function Field({ element, state }: EditorProps & { readonly element: Written }) {
  const field = useRef<HTMLTextAreaElement>(null);
  /** what stands in the field; others may have changed the text since */
  const shown = useRef(element.text);
  const composing = useRef(false);
  /** Enter with Shift, which a phone's keyboard does not have */
  const newLine = useRef(false);
  const isNote = element.type === 'note';

  useLayoutEffect(() => {
    const target = field.current;
    if (target === null) return;
    shown.current = target.value = element.text;
    if (document.activeElement !== target) target.focus({ preventScroll: true });
    target.setSelectionRange(target.value.length, target.value.length);
  }, [element.id]);

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
    const text = state.written.peek()?.text;
    if (target === null || text === undefined || composing.current || target.value === text) return;
    const { selectionStart, selectionEnd, selectionDirection, value: before, scrollTop } = target;
    target.value = text;
    target.setSelectionRange(moveCaret(selectionStart, before, text), moveCaret(selectionEnd, before, text), selectionDirection);
    target.scrollTop = scrollTop;
    shown.current = text;
  };
  useLayoutEffect(follow, [element.text]);

  const onInput = (): void => {
    const text = field.current?.value ?? '';
    const before = shown.current;
    shown.current = text;
    state.board.typeText(element.id, text, before);
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
    if (state.written.peek()?.text.trim() === '') finish();
    else {
      rowWasUsed();
      state.nextNote();
    }
    return true;
  }

  const place = placeOf(element, state.viewport.value, state.space.value);
  return (
    <>
      <textarea
        ref={field}
        class={isNote ? 'note-editor' : 'note-editor text-editor'}
        data-lifted={place.lifted ? '' : undefined}
        data-sheet-control
        dir="auto"
        aria-label={w(isNote ? 'write_note' : 'write_text')}
        aria-describedby={isNote ? 'row-hint' : undefined}
        aria-keyshortcuts={isNote ? 'Enter' : undefined}
        enterkeyhint={isNote ? 'next' : 'enter'}
        maxLength={MAX_TEXT_CHARS}
        spellcheck={false}
        style={styleOf(element, place)}
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
        onBlur={() => state.endWriting()}
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

function focusOn(view: Element | null, id: string): void {
  const item = view?.querySelector<HTMLElement>(`[data-note="${id}"]`) ?? view?.querySelector<HTMLElement>('.sheet-stage');
  item?.focus({ preventScroll: true });
}
