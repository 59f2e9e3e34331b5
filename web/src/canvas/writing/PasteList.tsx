/** A list as stickies, without a keyboard's shortcuts: where lists are pasted or written, one line for each note. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { writingAtHand } from './atHand';
import { linesOf, MOST_NOTES } from './lists';
import { putWords } from './paste';
import { w } from './words';

export interface PasteListProps {
  readonly text: string;
  readonly onClose: () => void;
  readonly onSaid: (words: string) => void;
}

export function PasteList({ text, onClose, onSaid }: PasteListProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const typed = useSignal(text);
  const said = useSignal('');
  const count = linesOf(typed.value).length;
  const most = Math.min(count, MOST_NOTES);

  function put(): void {
    if (count === 0) {
      said.value = w('list_empty');
      area.current?.focus();
      return;
    }
    const { put: made, rest } = writingAtHand.peek()?.putList(typed.peek()) ?? { put: 0, rest: [] };
    if (rest.length === 0) {
      onSaid(putWords(made));
      onClose();
      return;
    }
    typed.value = rest.join('\n');
    said.value = rest.length === 1 ? w('list_rest_one', { put: made }) : w('list_rest_many', { put: made, count: rest.length });
  }

  return (
    <Dialog title={w('list_paste')} onClose={onClose} class="paste-list">
      <form
        class="stack loose"
        onSubmit={(event) => {
          event.preventDefault();
          put();
        }}
      >
        <p id="paste-list-hint">{w('list_hint')}</p>
        <textarea
          ref={area}
          class="input"
          rows={8}
          dir="auto"
          aria-label={w('list_label')}
          aria-describedby="paste-list-hint paste-list-most"
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            said.value = '';
          }}
        />
        <p id="paste-list-most" class="small" role="status">
          {said.value !== '' ? said.value : count > MOST_NOTES ? w('list_too_long', { most: MOST_NOTES }) : ''}
        </p>
        <Button look="primary" type="submit">
          {most === 0 ? w('list_put') : most === 1 ? w('list_put_one') : w('list_put_many', { count: most })}
        </Button>
      </form>
    </Dialog>
  );
}
