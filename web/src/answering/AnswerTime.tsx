/** By when letters are answered, as a room has it: the line under them, and the panel behind it. */
import type { Room } from '../ui/room/openRoom';
import { AnswerLine } from './AnswerLine';
import { AnswerPanel } from './AnswerPanel';

type Answered = Pick<Room, 'answers' | 'ahead' | 'log'>;

export interface AnswerTimeProps {
  readonly room: Answered;
  /** how the coach is called; never empty */
  readonly coach: string;
  readonly onArrange: () => void;
}

export function AnswerTime({ room: { answers, ahead, log }, coach, onArrange }: AnswerTimeProps) {
  const { answering, answered } = answers;
  return <AnswerLine answering={answering} ahead={ahead} coach={log.role === 'coach' ? null : coach} onArrange={onArrange} onAnswered={answered} />;
}

export function Arranging({ room: { answers, ahead }, onClose }: { readonly room: Answered; readonly onClose: () => void }) {
  return <AnswerPanel terms={answers.answering.value.terms} now={Date.now() + ahead.peek()} onAgree={answers.agree} onClose={onClose} />;
}
