/** Keeping the words of circles or of a grid as a sheet of one's own, for every room. Only the coach sees this. */
import { useSignal } from '@preact/signals';
import type { Card, Circles } from '../../board/types';
import { MAX_NAME_CHARS, type OwnTemplate } from '../../coaching/ownTemplates';
import { openOwnTemplates } from '../../coaching/workspaceTemplates';
import { MAX_CARD_CELLS, MAX_LABEL_CHARS } from '../../wire/schema.gen';
import { Button } from '../Button';
import { Choice } from '../Choice';
import { Dialog } from '../Dialog';
import { Notice } from '../Notice';
import { newId } from '../room/openRoom';
import { TextField } from '../TextField';
import { useOpened } from '../useOpened';
import { x } from './words';

export interface TemplatePanelProps {
  /** whose words it begins with; null for a new grid */
  readonly from: Circles | Card | null;
  readonly onClose: () => void;
}

export function TemplatePanel({ from, onClose }: TemplatePanelProps) {
  const own = useOpened(openOwnTemplates);
  const circles = from?.type === 'circles';
  const name = useSignal('');
  // What circles are about belongs to one client, and stays in that room.
  const title = useSignal(from?.type === 'card' ? from.title : '');
  const labels = useSignal<readonly string[]>(from === null ? ['', ''] : from.type === 'circles' ? [from.inner, from.ring, from.outside] : from.labels);
  const columns = useSignal<'1' | '2' | '3'>(from?.type === 'card' ? `${from.columns}` : '2');
  const state = useSignal<'idle' | 'busy' | 'done' | 'failed' | 'nameless'>('idle');

  async function keep(): Promise<void> {
    if (name.value.trim() === '') {
      state.value = 'nameless';
      return;
    }
    if (own === null || state.value === 'busy') return;
    state.value = 'busy';
    const columnCount = columns.value === '3' ? 3 : columns.value === '2' ? 2 : 1;
    const template: OwnTemplate = {
      id: newId(), name: name.value.trim(), kind: circles ? 'circles' : 'card', title: title.value.trim(), labels: labels.value, columns: columnCount,
    };
    try {
      await own.keep(template);
      state.value = 'done';
    } catch {
      state.value = 'failed';
    }
  }
  const field = (at: number, label: string) => (
    <TextField
      key={at}
      label={label}
      value={labels.value[at] ?? ''}
      maxLength={MAX_LABEL_CHARS}
      autocomplete="off"
      onInput={(value) => {
        labels.value = labels.value.map((one, place) => (place === at ? value : one));
      }}
    />
  );

  return (
    <Dialog title={x('own_title')} onClose={onClose} class="exercises">
      {state.value === 'done' ? (
        <div class="stack">
          <p role="status">{x('own_kept', { name: name.value.trim() })}</p>
          <div class="row">
            <Button look="primary" onClick={onClose}>
              {x('keep')}
            </Button>
          </div>
        </div>
      ) : (
        <form
          class="stack loose"
          onSubmit={(event) => {
            event.preventDefault();
            void keep();
          }}
        >
          <p class="soft">{x('own_line')}</p>
          <TextField
            label={x('own_name')}
            value={name.value}
            maxLength={MAX_NAME_CHARS}
            autocomplete="off"
            wrong={state.value === 'nameless' ? x('own_name_wanted') : null}
            onInput={(value) => {
              name.value = value;
              if (state.value === 'nameless') state.value = 'idle';
            }}
          />
          <TextField
            label={x(circles ? 'topic' : 'own_heading')}
            value={title.value}
            maxLength={MAX_LABEL_CHARS}
            autocomplete="off"
            onInput={(value) => {
              title.value = value;
            }}
          />
          {circles ? (
            <>
              {field(0, x('label_inner'))}
              {field(1, x('label_ring'))}
              {field(2, x('label_outside'))}
            </>
          ) : (
            <>
              <Choice
                legend={x('own_columns')}
                options={(['1', '2', '3'] as const).map((value) => ({ value, label: value }))}
                value={columns.value}
                layout="across"
                onChoose={(value) => {
                  columns.value = value;
                }}
              />
              {labels.value.map((_, at) => field(at, x('own_field', { number: at + 1 })))}
              <div class="row">
                {labels.value.length < MAX_CARD_CELLS ? (
                  <Button onClick={() => (labels.value = [...labels.value, ''])}>{x('own_more')}</Button>
                ) : null}
                {labels.value.length > 1 ? (
                  <Button look="quiet" onClick={() => (labels.value = labels.value.slice(0, -1))}>
                    {x('own_fewer')}
                  </Button>
                ) : null}
              </div>
            </>
          )}
          <div class="row">
            <Button look="primary" type="submit" busy={own === null || state.value === 'busy'}>
              {x('own_keep')}
            </Button>
          </div>
          {state.value === 'failed' ? <Notice look="wrong">{x('own_failed')}</Notice> : null}
        </form>
      )}
    </Dialog>
  );
}
