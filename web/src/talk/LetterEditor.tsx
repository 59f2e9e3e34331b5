/** The words of a letter, open to be changed where they stand. */
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { MAX_TEXT_CHARS } from '../wire/schema.gen';
import { roomWords } from '../ui/room/letterRoom';

export interface LetterEditorProps {
  readonly text: string;
  /** what a screen reader calls the field, the line under it, and what the two buttons say */
  readonly words: { readonly label: string; readonly note: string; readonly keep: string; readonly leave: string };
  /** Nothing is typed, kept or left meanwhile. */
  readonly busy?: boolean;
  /** Take the focus there. @returns what gives it back when this is closed */
  readonly onOpen: (area: HTMLTextAreaElement) => () => void;
  readonly onType: (text: string) => void;
  readonly onKeep: () => void;
  readonly onLeave: () => void;
}

export function LetterEditor({ text, words, busy = false, onOpen, onType, onKeep, onLeave }: LetterEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const over = text.length > MAX_TEXT_CHARS;
  // Said here and not found by :has(): of that, each change anywhere on the page would be asked again.
  const around = useRef<Element | null>(null);
  useLayoutEffect(() => {
    around.current = area.current?.closest('.writing') ?? null;
    return () => around.current?.removeAttribute('data-editing');
  }, []);
  useEffect(() => (area.current === null ? undefined : onOpen(area.current)), []);
  useLayoutEffect(() => {
    const element = area.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 2}px`;
    // Measured anew it moves what lies around it.
    if (document.activeElement === element) element.form?.scrollIntoView({ block: 'nearest' });
  }, [text]);
  useEffect(() => {
    // The keyboard comes when the field is already there, and takes half of the window.
    const viewport = window.visualViewport;
    if (viewport === null) return;
    const show = (): void =>
      void requestAnimationFrame(() => {
        const form = area.current?.form;
        if (form?.contains(document.activeElement)) form.scrollIntoView({ block: 'nearest' });
      });
    viewport.addEventListener('resize', show);
    return () => viewport.removeEventListener('resize', show);
  }, []);
  function keep(): void {
    if (!over && !busy) onKeep();
  }
  function leave(): void {
    if (!busy) onLeave();
  }
  return (
    <form
      class="edit-letter"
      onFocusIn={() => around.current?.setAttribute('data-editing', '')}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) around.current?.removeAttribute('data-editing');
      }}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <textarea
        ref={area}
        class="input"
        rows={3}
        value={text}
        dir="auto"
        readOnly={busy}
        aria-label={words.label}
        onInput={(event) => onType(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
            event.preventDefault();
            keep();
          }
          if (event.key === 'Escape') {
            event.stopPropagation();
            leave();
          }
        }}
      />
      <p class="small soft">{over ? roomWords(text) : words.note}</p>
      {/* Pressed by finger they leave the field, and so the page, as it is. */}
      <div class="row" onMouseDown={(event) => event.preventDefault()}>
        <button type="submit" class="button primary" aria-disabled={over || busy ? 'true' : undefined}>
          {words.keep}
        </button>
        <button type="button" class="button quiet" onClick={leave}>
          {words.leave}
        </button>
      </div>
    </form>
  );
}
