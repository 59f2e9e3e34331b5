/** Setting marks on a scale by writing them: any number, a stretch, or none. Older ones stay. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Board, Mark, MarkKind, Scale } from '../../board/types';
import { readValue, writeValue } from '../../exercises/value';
import { formatDate, language } from '../../i18n/language';
import { MAX_LABEL_CHARS } from '../../wire/schema.gen';
import { Button } from '../Button';
import { Choice } from '../Choice';
import { Dialog } from '../Dialog';
import { TextField } from '../TextField';
import { x } from './words';

export interface MarksPanelProps {
  readonly board: Board;
  readonly scale: Scale;
  readonly onClose: () => void;
}

const KINDS: readonly MarkKind[] = ['now', 'highest', 'wanted', 'step', 'own'];

export function MarksPanel({ board, scale, onClose }: MarksPanelProps) {
  const kind = useSignal<MarkKind>('now');
  const typed = useSignal('');
  const name = useSignal('');
  const unread = useSignal(false);
  const field = useRef<(HTMLInputElement & HTMLTextAreaElement) | null>(null);
  const said = ({ kind: of, name: called, value, at }: Mark): string =>
    x('mark_said', {
      kind: called === '' ? x(`mark_${of}`) : `${x(`mark_${of}`)} (${called})`,
      value: value.length === 0 ? x('no_number') : writeValue(value, language.value),
      day: formatDate(at),
    });

  function set(): void {
    const value = readValue(typed.value);
    unread.value = value === null;
    if (value === null) return field.current?.focus();
    board.setMark(scale.id, null, { kind: kind.value, value, at: Date.now(), name: name.value.trim() });
    typed.value = '';
    name.value = '';
    field.current?.focus();
  }

  return (
    <Dialog title={x('marks_title')} onClose={onClose}>
      <div class="stack loose">
        <p class="soft">{x('marks_line')}</p>
        {scale.marks.length === 0 ? <p>{x('marks_none')}</p> : null}
        <ul class="marks-set">
          {scale.marks.map((mark) => (
            <li key={mark.id} class="row">
              <span>{said(mark)}</span>
              <Button look="quiet" onClick={() => board.setMark(scale.id, mark.id, null)}>
                {x('mark_remove', { mark: x(`mark_${mark.kind}`) })}
              </Button>
            </li>
          ))}
        </ul>
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            set();
          }}
        >
          <Choice
            legend={x('mark_kind')}
            options={KINDS.map((value) => ({ value, label: x(`mark_${value}`) }))}
            value={kind.value}
            layout="across"
            onChoose={(value) => {
              kind.value = value;
            }}
          />
          <TextField
            label={x('mark_value')}
            hint={x('mark_value_hint')}
            wrong={unread.value ? x('mark_value_unread') : null}
            value={typed.value}
            autocomplete="off"
            inputRef={field}
            onInput={(value) => {
              typed.value = value;
              unread.value = false;
            }}
          />
          <TextField
            label={x('mark_name')}
            value={name.value}
            maxLength={MAX_LABEL_CHARS}
            autocomplete="off"
            onInput={(value) => {
              name.value = value;
            }}
          />
          <Button look="primary" type="submit">
            {x('mark_set')}
          </Button>
        </form>
      </div>
    </Dialog>
  );
}
