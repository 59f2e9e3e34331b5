/** A card taken along: as a picture, as text, or into one's own calendar on a day that the person picks. */
import { useSignal } from '@preact/signals';
import type { Card } from '../../board/types';
import { sheetLanguage } from '../../canvas/drawing/scaleWords';
import { cardPng } from '../../canvas/export/cardPng';
import { handOver } from '../../canvas/export/handOver';
import { writeCalendar } from '../../exercises/calendar';
import { cardDay, cardSummary, cardText } from '../../exercises/step';
import { SUMMARY_WORDS } from '../../exercises/summaryWords';
import { Button } from '../Button';
import { Choice } from '../Choice';
import { Dialog } from '../Dialog';
import { Notice } from '../Notice';
import { newId } from '../room/openRoom';
import { saveText } from '../saveText';
import { TextField } from '../TextField';
import { x } from './words';

export interface TakeCardProps {
  readonly card: Card;
  readonly onClose: () => void;
}

const FORMS = ['picture', 'text', 'calendar'] as const;
type Form = (typeof FORMS)[number];

export function TakeCard({ card, onClose }: TakeCardProps) {
  const form = useSignal<Form>('picture');
  const read = cardDay(card, localDay(new Date()));
  const day = useSignal(read?.day ?? '');
  const time = useSignal(read?.time ?? '');
  const wanting = useSignal(false);
  const state = useSignal<'idle' | 'busy' | 'done' | 'failed'>('idle');

  async function take(): Promise<void> {
    if (form.value === 'calendar' && day.value === '') {
      wanting.value = true;
      return;
    }
    state.value = 'busy';
    try {
      await save(card, form.value, day.value, time.value);
      state.value = 'done';
    } catch (error) {
      console.warn(error);
      state.value = 'failed';
    }
  }

  return (
    <Dialog title={x('take_title', { title: card.title })} onClose={onClose} class="take-card">
      <form
        class="stack loose"
        onSubmit={(event) => {
          event.preventDefault();
          void take();
        }}
      >
        <Choice
          legend={x('take_how')}
          options={FORMS.map((value) => ({ value, label: x(`take_${value}`), line: x(`take_${value}_line`) }))}
          value={form.value}
          onChoose={(value) => {
            form.value = value;
            state.value = 'idle';
          }}
        />
        {form.value === 'calendar' ? (
          <div class="row take-when">
            <TextField
              label={x('take_day')}
              type="date"
              value={day.value}
              wrong={wanting.value ? x('take_day_wanted') : null}
              onInput={(value) => {
                day.value = value;
                wanting.value = false;
                state.value = 'idle';
              }}
            />
            <TextField
              label={x('take_time')}
              type="time"
              value={time.value}
              onInput={(value) => {
                time.value = value;
                state.value = 'idle';
              }}
            />
          </div>
        ) : null}
        <p class="aside">{x('take_private')}</p>
        <div class="row">
          <Button look="primary" type="submit" busy={state.value === 'busy'}>
            {x('take_keep')}
          </Button>
          <p role="status">{state.value === 'done' ? x(form.value === 'calendar' ? 'take_done_calendar' : 'take_done') : ''}</p>
        </div>
        {state.value === 'failed' ? <Notice look="wrong">{x('take_failed')}</Notice> : null}
      </form>
    </Dialog>
  );
}

/** @throws RangeError when the browser can make no picture; nothing was saved then */
async function save(card: Card, form: Form, day: string, time: string): Promise<void> {
  const text = cardText(card, SUMMARY_WORDS[sheetLanguage.peek()]);
  const name = x('take_file');
  if (form === 'text') return saveText(`${text}\n`, { name, type: 'text/plain' });
  if (form === 'picture') return handOver(await cardPng(card), `${name}-${localDay(new Date())}.png`);
  const event = { uid: `${newId()}${newId()}`, now: Date.now(), summary: cardSummary(card), description: text, day, time };
  saveText(writeCalendar(event), { name, type: 'text/calendar' });
}

/** yyyy-mm-dd where the person is */
const localDay = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
