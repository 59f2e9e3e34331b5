/** The words of an exercise that lies there: every one of them may be changed. */
import { useSignal } from '@preact/signals';
import type { Board, Circles, Scale } from '../../board/types';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { LabelField } from './LabelField';
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
        <LabelField label={x('topic')} value={topic} />
        <LabelField label={x(circles ? 'label_inner' : 'label_low')} value={first} />
        <LabelField label={x(circles ? 'label_ring' : 'label_high')} value={second} />
        {circles ? <LabelField label={x('label_outside')} value={outside} /> : null}
        <Button look="primary" type="submit">
          {x('keep')}
        </Button>
      </form>
    </Dialog>
  );
}
