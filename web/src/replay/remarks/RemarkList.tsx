/** All remarks beside the player, in the order of their moments; each a thread that both write in. */
import { useSignal } from '@preact/signals';
import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Remark, Saying } from '../../share/remarks';
import { Button } from '../../ui/Button';
import { MAX_REMARK_CHARS } from '../../wire/schema.gen';
import { capital } from '../player/words';
import type { RemarkDesk, RemarkNames } from './desk';
import { n } from './words';

export function RemarkList({ desk, names }: { readonly desk: RemarkDesk; readonly names: RemarkNames }) {
  const { list, lost } = desk.remarks;
  const draft = desk.draft.value;
  return (
    <section class="remarks" id="player-remarks" aria-label={n('title')} tabIndex={-1}>
      <h2>{n('title')}</h2>
      <p class="small soft">{n('line', { coach: names.coach.trim() || n('coach'), whom: names.whom.trim() || n('trainer') })}</p>
      {desk.aiming.value ? <p role="status">{n('aim_hint')}</p> : null}
      {draft === null ? null : (
        <Writer key={`${draft.at} ${draft.x} ${draft.y}`} label={n('text', { where: desk.where(draft) })} onKeep={(text) => desk.keep(text)} onCancel={() => desk.giveUp()} />
      )}
      {lost.value.length === 0 ? null : (
        <div class="notice" role="alert">
          <p>{n('not_kept')}</p>
          {lost.value.map((text, at) => (
            <p key={at} class="remark-words">
              {text}
            </p>
          ))}
          <Button look="quiet" onClick={() => desk.remarks.forgetLost()}>
            {n('drop')}
          </Button>
        </div>
      )}
      {list.value.length === 0 && draft === null ? <p>{n('none')}</p> : null}
      <ol class="remark-list">
        {list.value.map((remark, index) => (
          <Thread key={remark.id} remark={remark} number={index + 1} desk={desk} />
        ))}
      </ol>
      <News desk={desk} />
    </section>
  );
}

function Thread({ remark, number, desk }: { readonly remark: Remark; readonly number: number; readonly desk: RemarkDesk }) {
  const answering = useSignal(false);
  const here = useRef<HTMLLIElement>(null);
  const open = desk.open.value === remark.id;
  useEffect(() => {
    if (open) here.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  return (
    <li ref={here} data-open={open ? '' : undefined}>
      <button type="button" class="remark-head" aria-current={open ? 'true' : undefined} onClick={() => desk.look(remark.id)}>
        <span class="remark-number" data-role={remark.role} aria-hidden="true">
          {number}
        </span>
        <span>
          {/* What is seen is part of what is heard. */}
          <span class="unseen">{n('go_to', { number, where: '' })}</span>
          {desk.where(remark)}
        </span>
      </button>
      <Words saying={remark} desk={desk} edit={n('edit_of', { number })} withdraw={n('withdraw_of', { number })} />
      {remark.answers.length === 0 ? null : (
        <ul class="remark-answers">
          {remark.answers.map((answer) => (
            <li key={answer.id}>
              <Words saying={answer} desk={desk} edit={n('edit_answer_of', { number })} withdraw={n('withdraw_answer_of', { number })} />
            </li>
          ))}
        </ul>
      )}
      {answering.value ? (
        <Writer
          label={n('answer_to', { number })}
          onKeep={(text) => {
            desk.remarks.answer(remark.id, text);
            answering.value = false;
          }}
          onCancel={() => (answering.value = false)}
        />
      ) : (
        <Button look="quiet" class="alone" aria-label={n('answer_to', { number })} onClick={() => (answering.value = true)}>
          {n('answer')}
        </Button>
      )}
    </li>
  );
}

interface WordsProps {
  readonly saying: Saying;
  readonly desk: RemarkDesk;
  /** what the two buttons are called to who does not see where they stand */
  readonly edit: string;
  readonly withdraw: string;
}

function Words({ saying, desk, edit, withdraw }: WordsProps) {
  const editing = useSignal(false);
  const own = saying.role === desk.remarks.role;
  const name = capital(desk.nameOf(saying.role));
  if (editing.value)
    return (
      <Writer
        label={edit}
        text={saying.text}
        onKeep={(text) => {
          if (text !== saying.text) desk.remarks.edit(saying.id, text);
          editing.value = false;
        }}
        onCancel={() => (editing.value = false)}
      />
    );
  return (
    <div class="remark-said">
      <p class="small soft">
        {name}
        {saying.edited && !saying.withdrawn ? `, ${n('edited')}` : ''}
      </p>
      <p class={saying.withdrawn ? 'soft' : 'remark-words'}>{saying.withdrawn ? n('withdrawn') : saying.text}</p>
      {desk.remarks.onTheWay.value.has(saying.id) ? <p class="small soft wait">{n('waiting')}</p> : null}
      {own && !saying.withdrawn ? (
        <div class="row">
          <Button look="quiet" class="alone" aria-label={edit} onClick={() => (editing.value = true)}>
            {n('edit')}
          </Button>
          <Button look="quiet" aria-label={withdraw} onClick={() => desk.remarks.withdraw(saying.id)}>
            {n('withdraw')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

interface WriterProps {
  readonly label: string;
  readonly text?: string;
  readonly onKeep: (text: string) => void;
  readonly onCancel: () => void;
}

/** Control or Command with Enter keeps, as in the letters; Escape leaves it. */
function Writer({ label, text = '', onKeep, onCancel }: WriterProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const keep = (): void => {
    const words = field.current?.value.trim() ?? '';
    if (words !== '') onKeep(words);
  };
  // At once: whoever types right after shall not lose a letter.
  useLayoutEffect(() => {
    const section = field.current?.closest('section');
    field.current?.focus();
    return () => {
      // The field is gone with the focus; the list is where one goes on.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) section?.focus({ preventScroll: true });
      });
    };
  }, []);
  return (
    <div class="field remark-writer">
      <label for={id}>{label}</label>
      <textarea
        ref={field}
        id={id}
        class="input"
        defaultValue={text}
        maxLength={MAX_REMARK_CHARS}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          if (event.key === 'Escape') onCancel();
          else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) keep();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <div class="row">
        <Button look="primary" onClick={keep}>
          {n('keep')}
        </Button>
        <Button look="quiet" onClick={onCancel}>
          {n('cancel')}
        </Button>
      </div>
    </div>
  );
}

/** What the other has just written, to be read aloud; not what was there when one came. */
function News({ desk }: { readonly desk: RemarkDesk }) {
  const said = useSignal('');
  const known = useRef<ReadonlySet<string> | null>(null);
  const list = desk.remarks.list.value;
  useEffect(() => {
    const before = known.current;
    const now = new Set(list.flatMap(({ id, answers }) => [id, ...answers.map((answer) => answer.id)]));
    known.current = now;
    if (before === null) return;
    for (const [at, remark] of list.entries()) {
      if (!before.has(remark.id) && remark.role !== desk.remarks.role) said.value = capital(n('new_one', { name: desk.nameOf(remark.role), where: desk.where(remark) }));
      for (const answer of remark.answers)
        if (!before.has(answer.id) && answer.role !== desk.remarks.role) said.value = capital(n('new_answer', { name: desk.nameOf(answer.role), number: at + 1 }));
    }
  }, [list]);
  return (
    <div class="unseen" aria-live="polite">
      {said.value}
    </div>
  );
}
