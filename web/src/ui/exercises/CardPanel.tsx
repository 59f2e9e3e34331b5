/** Writing in the fields of a card, together and letter by letter, as on notes. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { moveCaret } from '../../board/text';
import { exerciseAsked } from '../../canvas/exercises';
import { fieldName } from '../../canvas/writing/fieldName';
import type { Board, Card, TextKey } from '../../board/types';
import { readValue, writeValue } from '../../exercises/value';
import { language } from '../../i18n/language';
import { MAX_TEXT_CHARS } from '../../wire/schema.gen';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { TextField } from '../TextField';
import { x } from './words';

export interface CardPanelProps {
  readonly board: Board;
  readonly card: Card;
  readonly onClose: () => void;
}

export function CardPanel({ board, card, onClose }: CardPanelProps) {
  const number = useSignal(card.value === null ? '' : writeValue([card.value], language.value));
  const unread = useSignal(false);
  // Given on the card meanwhile, by whomever; what is being typed here means the same already.
  useLayoutEffect(() => {
    const here = readValue(number.peek());
    if ((here?.[0] ?? null) !== card.value) number.value = card.value === null ? '' : writeValue([card.value], language.peek());
  }, [card.value]);
  function close(): void {
    board.flush();
    onClose();
  }
  return (
    <Dialog title={x('card_title', { title: card.title })} onClose={close}>
      <div class="stack loose">
        {card.labels.map((_, at) => (
          <Cell key={at} board={board} card={card} at={at} label={fieldName(card, at)} />
        ))}
        {card.kind === 'closing' ? (
          <TextField
            label={x('card_value')}
            hint={x('card_value_hint')}
            wrong={unread.value ? x('mark_value_unread') : null}
            value={number.value}
            autocomplete="off"
            onInput={(typed) => {
              number.value = typed;
              const value = readValue(typed);
              unread.value = value === null;
              if (value !== null) board.change([{ id: card.id, value: value[0] ?? null }]);
            }}
          />
        ) : null}
        <Button look="primary" onClick={close}>
          {x('keep')}
        </Button>
        <div class="row">
          <Button look="quiet" onClick={() => (exerciseAsked.value = { what: 'take', id: card.id })}>
            {x('take_open')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

interface CellProps {
  readonly board: Board;
  readonly card: Card;
  readonly at: number;
  readonly label: string;
}

/** What the other types meanwhile comes in without moving the caret from its word. */
function Cell({ board, card, at, label }: CellProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const text = card.cells[at] ?? '';
  const shown = useRef(text);
  const composing = useRef(false);
  const key: TextKey = `cell${at}`;
  useLayoutEffect(() => {
    const target = field.current;
    if (target === null || composing.current || target.value === text) return;
    const [start, end] = [target.selectionStart, target.selectionEnd];
    const before = target.value;
    target.value = text;
    if (document.activeElement === target) target.setSelectionRange(moveCaret(start, before, text), moveCaret(end, before, text));
    shown.current = text;
  }, [text]);
  const write = (): void => {
    const typed = field.current?.value ?? '';
    const before = shown.current;
    shown.current = typed;
    board.typeText(card.id, typed, before, key);
  };
  return (
    <label class="field">
      <span>{label}</span>
      <textarea
        ref={field}
        class="input"
        rows={2}
        maxLength={MAX_TEXT_CHARS}
        dir="auto"
        onInput={write}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={() => {
          composing.current = false;
          write();
        }}
        onBlur={() => board.flush()}
      />
    </label>
  );
}
