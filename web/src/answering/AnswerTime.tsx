/** The line under the letters, with the panel behind it. */
import { useSignal } from '@preact/signals';
import type { Room } from '../ui/room/openRoom';
import { AnswerLine } from './AnswerLine';
import { AnswerPanel } from './AnswerPanel';

export interface AnswerTimeProps {
  readonly room: Pick<Room, 'answers' | 'ahead' | 'log'>;
  /** how the coach is called; never empty */
  readonly coach: string;
}

export function AnswerTime({ room: { answers, ahead, log }, coach }: AnswerTimeProps) {
  const open = useSignal(false);
  const { answering, agree, answered } = answers;
  return (
    <>
      <AnswerLine answering={answering} ahead={ahead} coach={log.role === 'coach' ? null : coach} onArrange={() => (open.value = true)} onAnswered={answered} />
      {open.value ? (
        <AnswerPanel terms={answering.value.terms} now={Date.now() + ahead.peek()} onAgree={agree} onClose={() => (open.value = false)} />
      ) : null}
    </>
  );
}
