/**
 * A coach's own questions and favourites: items of the workspace, so that they are there in every
 * room. {type: 'question', id, value: text or null} · {type: 'favourite', id: key of a question, value: true or null}
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { Entry, SealedLog } from '../log/types';
import { isFields } from '../wire/shapes';

export const MAX_QUESTION_CHARS = 300;

export interface OwnQuestion {
  readonly id: string;
  readonly text: string;
}

export interface OwnQuestions {
  readonly questions: ReadonlySignal<readonly OwnQuestion[]>;
  /** ids of own questions and keys of those of the guide */
  readonly favourites: ReadonlySignal<ReadonlySet<string>>;
  /** @returns false for nothing but spaces */
  add(id: string, text: string): boolean;
  remove(id: string): void;
  favour(id: string, yes: boolean): void;
  dispose(): void;
}

interface State {
  readonly questions: ReadonlyMap<string, string>;
  readonly favourites: ReadonlySet<string>;
}
export const NO_QUESTIONS: State = { questions: new Map(), favourites: new Set() };

/** The state after one more item; what is no question or favourite changes nothing. */
export function foldQuestion(state: State, data: unknown): State {
  if (!isFields(data)) return state;
  const { type, id, value } = data;
  if (typeof id !== 'string') return state;
  if (type === 'question') {
    const questions = new Map(state.questions);
    if (typeof value === 'string' && value.trim() !== '') questions.set(id, value.slice(0, MAX_QUESTION_CHARS));
    else questions.delete(id);
    return { ...state, questions };
  }
  if (type !== 'favourite') return state;
  const favourites = new Set(state.favourites);
  if (value === true) favourites.add(id);
  else favourites.delete(id);
  return { ...state, favourites };
}

export function followQuestions(log: SealedLog): OwnQuestions {
  const questions = signal<readonly OwnQuestion[]>([]);
  const favourites = signal<ReadonlySet<string>>(new Set());
  let state = NO_QUESTIONS;
  const fold = (data: unknown): void => {
    const next = foldQuestion(state, data);
    if (next === state) return;
    state = next;
    questions.value = [...state.questions].map(([id, text]) => ({ id, text }));
    favourites.value = state.favourites;
  };
  const stops = [
    log.onEntry((entry: Entry) => {
      if (entry.kind === 'item') fold(entry.data);
    }),
    log.onRestart(() => {
      state = NO_QUESTIONS;
    }),
  ];
  /** Counts at once: it is durable in the outbox, and folding it twice changes nothing. */
  function put(type: 'question' | 'favourite', id: string, value: unknown): void {
    const item = { type, id, value };
    fold(item);
    log.append('item', item).then(
      ({ kept }) => kept.catch(() => undefined),
      () => undefined,
    );
  }
  return {
    questions,
    favourites,
    add(id, typed) {
      const text = typed.trim().slice(0, MAX_QUESTION_CHARS);
      if (text !== '') put('question', id, text);
      return text !== '';
    },
    remove(id) {
      put('question', id, null);
      if (state.favourites.has(id)) put('favourite', id, null);
    },
    favour: (id, yes) => put('favourite', id, yes ? true : null),
    dispose() {
      for (const stop of stops) stop();
    },
  };
}
