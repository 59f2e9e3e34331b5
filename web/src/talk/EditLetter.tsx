/** One's own letter, open to be changed where it stands. */
import { useEffect, useRef } from 'preact/hooks';
import { MAX_TEXT_CHARS } from '../wire/schema.gen';
import type { Desk } from './desk';
import type { Letters } from './letters';
import { wordsIn } from './plainText';
import { keyOf, type Message } from './talk';
import { l } from '../ui/room/letterWords';

interface EditLetterProps {
  readonly message: Message;
  readonly typed: string;
  readonly letters: Letters;
  readonly desk: Desk;
  readonly to: string;
}

export function EditLetter({ message, typed, letters, desk, to }: EditLetterProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const over = typed.length > MAX_TEXT_CHARS;
  const onDone = (): void => desk.change(keyOf(message), null);
  useEffect(() => {
    const letter = area.current?.closest<HTMLElement>('.letter');
    // Not where it comes back with another width of the window.
    if (typed === message.text) {
      area.current?.focus();
      letter?.scrollIntoView({ block: 'nearest' });
    }
    return () => letter?.focus({ preventScroll: true });
  }, []);
  function keep(): void {
    if (over) return;
    letters.edit(message, { text: typed, quotes: message.quotes });
    onDone();
  }
  return (
    <form
      class="edit-letter"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <textarea
        ref={area}
        class="input"
        rows={Math.min(14, Math.max(3, message.text.length / 60 + message.text.split('\n').length))}
        value={typed}
        aria-label={l('edit_label')}
        onInput={(event) => desk.change(keyOf(message), event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
            event.preventDefault();
            keep();
          }
          if (event.key === 'Escape') {
            event.stopPropagation();
            onDone();
          }
        }}
      />
      <p class="small soft">{over ? l('words_over', { count: wordsIn(typed.slice(MAX_TEXT_CHARS)) }) : l('edit_note', { name: to })}</p>
      <div class="row">
        <button type="submit" class="button primary" aria-disabled={over ? 'true' : undefined}>
          {l('edit_keep')}
        </button>
        <button type="button" class="button quiet" onClick={onDone}>
          {l('edit_leave')}
        </button>
      </div>
    </form>
  );
}
