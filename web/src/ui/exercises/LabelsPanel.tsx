/** The words of an exercise that lies there: every one of them may be changed. */
import { useSignal, type Signal } from '@preact/signals';
import type { Board, Circles, Scale } from '../../board/types';
import { MAX_LABEL_CHARS } from '../../wire/schema.gen';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { TextField } from '../TextField';
import { x } from './words';

export interface LabelsPanelProps {
  readonly board: Board;
  readonly exercise: Circles | Scale;
  readonly onClose: () => void;
}

export function LabelsPanel({ board, exercise, onClose }: LabelsPanelProps) {
  const topic = useSignal(exercise.topic);
  const first = useSignal(exercise.type === 'circles' ? exercise.inner : exercise.low);
  const second = useSignal(exercise.type === 'circles' ? exercise.ring : exercise.high);
  const outside = useSignal(exercise.type === 'circles' ? exercise.outside : '');
  const circles = exercise.type === 'circles';

  function keep(): void {
    const { id } = exercise;
    const [a, b] = [first.value.trim(), second.value.trim()];
    board.change([
      circles
        ? { id, topic: topic.value.trim(), inner: a, ring: b, outside: outside.value.trim() }
        : { id, topic: topic.value.trim(), low: a, high: b },
    ]);
    onClose();
  }

  return (
    <Dialog title={x('words_title')} onClose={keep}>
      <form
        class="stack loose"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <Field label={x('topic')} value={topic} />
        <Field label={x(circles ? 'label_inner' : 'label_low')} value={first} />
        <Field label={x(circles ? 'label_ring' : 'label_high')} value={second} />
        {circles ? <Field label={x('label_outside')} value={outside} /> : null}
        <Button look="primary" type="submit">
          {x('keep')}
        </Button>
      </form>
    </Dialog>
  );
}

function Field({ label, value }: { readonly label: string; readonly value: Signal<string> }) {
  return (
    <TextField
      label={label}
      value={value.value}
      maxLength={MAX_LABEL_CHARS}
      autocomplete="off"
      onInput={(typed) => {
        value.value = typed;
      }}
    />
  );
}
