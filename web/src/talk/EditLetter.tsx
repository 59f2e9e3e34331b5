/** One's own letter, open to be changed where it stands. */
import type { Desk } from './desk';
import { LetterEditor } from './LetterEditor';
import type { Letters } from './letters';
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
  const onDone = (): void => desk.change(keyOf(message), null);
  return (
    <LetterEditor
      text={typed}
      words={{ label: l('edit_label'), note: l('edit_note', { name: to }), keep: l('edit_keep'), leave: l('edit_leave') }}
      onOpen={(area) => {
        const letter = area.closest<HTMLElement>('.letter');
        // Not where it comes back with another width of the window.
        if (typed === message.text) {
          area.focus();
          // With its buttons.
          area.form?.scrollIntoView({ block: 'nearest' });
        }
        return () => letter?.focus({ preventScroll: true });
      }}
      onType={(text) => desk.change(keyOf(message), text)}
      onKeep={() => {
        letters.edit(message, { text: typed, quotes: message.quotes });
        onDone();
      }}
      onLeave={onDone}
    />
  );
}
