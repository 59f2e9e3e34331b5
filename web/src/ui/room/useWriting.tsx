/** The letters of a room: what the sheet asks of them, what they ask of the sheet, and how they are shown. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren, VNode } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import { lettersAtHand, noteQuoteAsked, sourceAsked } from '../../canvas/letters';
import { Pictures } from '../../canvas/pictures/context';
import type { Desk } from '../../talk/desk';
import type { Quote } from '../../talk/quotes';
import { keyOf } from '../../talk/talk';
import { Writing, type WritingProps } from '../../talk/Writing';
import { l } from './letterWords';
import type { Names } from './names';
import type { Room } from './openRoom';
import type { Reading } from './roomEffects';
import type { View } from './view';
import { goTo, noteActs, quoteNote, quoteSheet } from './writingActs';

export interface WritingParts {
  readonly room: Room;
  readonly names: Names;
  readonly view: View;
  readonly desk: Desk;
  /** what the coach wrote for when somebody needs help at once */
  readonly help: string;
  readonly reading: Reading;
  readonly role: 'coach' | 'guest';
  readonly mayDraw: boolean;
  /** something to say for a moment */
  readonly onSaid: (words: string) => void;
  /** having a letter rest; null where it cannot */
  readonly rest: NonNullable<WritingProps['rest']> | null;
  /** under the letters: those that rest */
  readonly under: NonNullable<WritingProps['under']>;
  /** between the letters and the composer */
  readonly between: ComponentChildren;
}

/** @returns the letters, for wherever the room has them */
export function useWriting(parts: WritingParts): (focus: boolean, closing: (() => void) | undefined) => VNode {
  const { room, names, view, desk, help, reading, role, mayDraw, onSaid, rest, under, between } = parts;
  const { board, easel } = room;
  const pictures = useContext(Pictures);
  const shown = useSignal<string | null>(null);
  /** A phone shows the letters or the sheet. */
  function uncover(): void {
    if (view.layout.peek() === 'phone') view.writing.value = false;
  }
  function quote(quoted: Quote): void {
    if (!desk.quote(quoted)) onSaid(l('quote_full', { most: desk.draft.peek().quotes.length }));
  }
  async function quoteShown(): Promise<void> {
    const sheet = easel.shown.peek();
    const at = board.sheets.peek().findIndex(({ id }) => id === sheet);
    const title = board.sheets.peek()[at]?.title || String(at + 1);
    const quoted = await quoteSheet({ board, desk: pictures, nameOf: (id) => names.of(id), title }, sheet).catch(() => null);
    if (quoted === null) onSaid(l('quote_failed'));
    else quote(quoted);
  }
  useEffect(() => {
    lettersAtHand.value = true;
    return () => {
      lettersAtHand.value = false;
    };
  }, []);
  useEffect(() => {
    const id = noteQuoteAsked.value;
    if (id === null) return;
    noteQuoteAsked.value = null;
    const quoted = quoteNote(board, easel.shown.peek(), id);
    if (quoted !== null) quote(quoted);
    view.writing.value = true;
  }, [noteQuoteAsked.value]);
  useEffect(() => {
    const key = sourceAsked.value;
    if (key === null) return;
    sourceAsked.value = null;
    if (room.messages.peek().some((m) => keyOf(m) === key && m.gone === null)) {
      view.writing.value = true;
      shown.value = key;
    } else onSaid(l('note_source_gone'));
  }, [sourceAsked.value]);
  return (focus, closing) => (
    <Writing
      letters={room.letters}
      desk={desk}
      nameOf={(message) => names.ofMessage(message)}
      ofPage={(page) => names.of(page)}
      to={names.other()}
      mayForget={role === 'coach'}
      onSay={(draft) => room.say(draft)}
      {...(mayDraw ? noteActs(uncover) : {})}
      onGo={(quoted) => goTo({ board, easel, uncover }, quoted)}
      onQuoteSheet={() => void quoteShown()}
      onClose={closing}
      focus={focus}
      offered={view.offered}
      together={room.persons.value.length > 0}
      readTo={reading.readTo}
      newUntil={reading.newUntil}
      shown={shown}
      help={help}
      coach={names.coach()}
      rest={rest}
      under={under}
    >
      {between}
    </Writing>
  );
}
