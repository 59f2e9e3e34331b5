/** Questions to choose from, per step and exercise; one's own and favourites first. Choosing one never sends it. */
import { useSignal } from '@preact/signals';
import { GUIDE, type QuestionKey } from '../../coaching/guide';
import { MAX_QUESTION_CHARS, type OwnQuestions } from '../../coaching/ownQuestions';
import { openOwnQuestions } from '../../coaching/workspaceQuestions';
import type { Language } from '../../i18n/language';
import { Button } from '../Button';
import { TextField } from '../TextField';
import { newId } from '../room/openRoom';
import { ICONS } from '../room/icons';
import { useOpened } from '../useOpened';
import type { QuestionActs } from './Rail';
import { g } from './words';

export interface QuestionsProps {
  /** in which a chosen question is written */
  readonly language: Language;
  readonly acts: QuestionActs;
}

interface Row {
  readonly id: string;
  /** as it is read here */
  readonly shown: string;
  /** as it goes onto the sheet */
  readonly text: string;
  readonly own: boolean;
}

export function Questions({ language, acts }: QuestionsProps) {
  const own = useOpened(openOwnQuestions);
  const wanted = useSignal('');
  const said = useSignal('');
  const rowOf = (key: QuestionKey): Row => ({ id: key, shown: g(key), text: g(key, undefined, language), own: false });
  const mine: readonly Row[] = (own?.questions.value ?? []).map(({ id, text }) => ({ id, shown: text, text, own: true }));
  const chapters = GUIDE.map(({ place, questions, careful }) => ({
    title: g(`place_${place}`),
    rows: questions.map(rowOf),
    careful: careful.map((key) => g(key)),
  }));
  const all = [...mine, ...chapters.flatMap(({ rows }) => rows)];
  const favourites = all.filter(({ id }) => own?.favourites.value.has(id));
  const sought = wanted.value.trim().toLocaleLowerCase();
  const row = (one: Row) => (
    <Question
      key={one.id}
      row={one}
      own={own}
      onSheet={() => {
        acts.toSheet(one.text);
        said.value = g('on_sheet');
      }}
      onLetter={() => {
        acts.toLetter(one.text);
        said.value = g('in_letter');
      }}
    />
  );
  const found = all.filter(({ shown }) => shown.toLocaleLowerCase().includes(sought));
  return (
    <div class="rail-questions stack tight">
      <p class="small">{g('questions_line')}</p>
      <TextField
        label={g('find_question')}
        value={wanted.value}
        autocomplete="off"
        onInput={(value) => {
          wanted.value = value;
        }}
      />
      <p class="unseen" role="status">
        {said.value}
      </p>
      {sought !== '' ? (
        found.length === 0 ? (
          <p class="small">{g('none_found')}</p>
        ) : (
          <ul class="rail-rows">{found.map(row)}</ul>
        )
      ) : (
        <>
          {favourites.length === 0 ? null : (
            <details open>
              <summary>{g('favourites')}</summary>
              <ul class="rail-rows">{favourites.map(row)}</ul>
            </details>
          )}
          {chapters.map(({ title, rows, careful }) => (
            <details key={title}>
              <summary>{title}</summary>
              <ul class="rail-rows">{rows.map(row)}</ul>
              {careful.length === 0 ? null : (
                <p class="small rail-careful">
                  <strong>{g('careful')}</strong> {careful.join(' ')}
                </p>
              )}
            </details>
          ))}
          {own === null ? null : <OwnPart own={own} rows={mine} row={row} />}
        </>
      )}
    </div>
  );
}

interface QuestionProps {
  readonly row: Row;
  readonly own: OwnQuestions | null;
  readonly onSheet: () => void;
  readonly onLetter: () => void;
}

function Question({ row, own, onSheet, onLetter }: QuestionProps) {
  const favourite = own?.favourites.value.has(row.id) ?? false;
  return (
    <li class="rail-question">
      <p>{row.shown}</p>
      {own === null ? null : (
        <button
          type="button"
          class="rail-star"
          aria-pressed={favourite}
          aria-label={g(favourite ? 'no_favourite' : 'make_favourite', { question: row.shown })}
          onClick={() => own.favour(row.id, !favourite)}
        >
          {ICONS.star}
        </button>
      )}
      <div class="row tight">
        <Button look="quiet" aria-label={g('to_sheet_of', { question: row.shown })} onClick={onSheet}>
          {g('to_sheet')}
        </Button>
        <Button look="quiet" aria-label={g('to_letter_of', { question: row.shown })} onClick={onLetter}>
          {g('to_letter')}
        </Button>
        {row.own && own !== null ? (
          <Button look="quiet" onClick={() => own.remove(row.id)}>
            {g('own_remove')}
          </Button>
        ) : null}
      </div>
    </li>
  );
}

function OwnPart({ own, rows, row }: { readonly own: OwnQuestions; readonly rows: readonly Row[]; readonly row: (one: Row) => preact.JSX.Element }) {
  const typed = useSignal('');
  return (
    <details open={rows.length > 0}>
      <summary>{g('own_questions')}</summary>
      <ul class="rail-rows">{rows.map(row)}</ul>
      <form
        class="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          if (own.add(newId(), typed.value)) typed.value = '';
        }}
      >
        <TextField
          label={g('own_label')}
          hint={g('own_line')}
          value={typed.value}
          maxLength={MAX_QUESTION_CHARS}
          autocomplete="off"
          onInput={(value) => {
            typed.value = value;
          }}
        />
        <Button type="submit">{g('own_add')}</Button>
      </form>
    </details>
  );
}
