/**
 * By when letters are answered in this room: the fold, what a coach says of it, and the alarm.
 *
 * The alarm is all that the server learns: a time without a text. Whoever of coach and client
 * sees it change sets it; both know it from the log, so that it comes right whoever is away.
 */
import { effect, signal, type ReadonlySignal } from '@preact/signals';
import { foldAnswering, NOTHING_OWED, type Answering, type Owed } from '../../answering/owed';
import type { Session } from '../../exercises/sessions';
import type { SealedLog } from '../../log/types';
import type { Answered, AnswerTerms } from '../../wire/agreements.gen';

/** Of the alarms for a coach in a room, the one that says by when to answer. */
export const ANSWER_SLOT = 0;

export interface Answers {
  readonly answering: ReadonlySignal<Answering>;
  agree(terms: AnswerTerms): void;
  /** The letters up to *seq* were answered in another way. */
  answered(seq: number): void;
  dispose(): void;
}

export interface AnswersParts {
  readonly log: Pick<SealedLog, 'append' | 'onEntry' | 'onRestart' | 'caughtUp' | 'link'>;
  readonly sessions: ReadonlySignal<readonly Session[]>;
  /** @param at ms by the server's clock; null takes it away */
  readonly setAlarm?: ((at: number | null) => Promise<void>) | undefined;
}

export function createAnswers({ log, sessions, setAlarm }: AnswersParts): Answers {
  const state = signal<Answering>(NOTHING_OWED);
  /** undefined: not known to be set by this page */
  let alarm: number | null | undefined;
  const undo = [
    log.onRestart(() => {
      state.value = NOTHING_OWED;
    }),
    log.onEntry((entry) => {
      state.value = foldAnswering(state.value, entry, sessions.peek());
    }),
    effect(() => {
      const { terms, owed } = state.value;
      // A room in which nothing was ever agreed has no alarm to take away.
      if (setAlarm === undefined || !log.caughtUp.value || log.link.value !== 'connected' || (terms ?? owed?.terms ?? null) === null) return;
      void tell(setAlarm, owed);
    }),
  ];
  async function tell(set: (at: number | null) => Promise<void>, owed: Owed | null): Promise<void> {
    try {
      // Holidays and time zones come when there is something to count.
      const due = owed?.terms == null ? null : (await import('../../answering/due')).answerBy(owed.terms, owed.at);
      if (owed !== state.peek().owed || due === alarm) return;
      alarm = due;
      await set(due);
    } catch {
      // Told again when the line is back, or by the other's browser.
      alarm = undefined;
    }
  }
  function say(data: AnswerTerms | Answered): void {
    log.append('agreement', data).then(
      ({ kept }) => kept.catch(() => undefined), // told by onLost
      () => undefined,
    );
  }
  return {
    answering: state,
    agree: say,
    answered: (seq) => say({ type: 'answered', seq }),
    dispose: () => undo.forEach((stop) => stop()),
  };
}
