/** Sheets of then taken along: one, those of a session, or two beside each other. */
import { useSignal } from '@preact/signals';
import { useContext } from 'preact/hooks';
import { takeSheets, type Format } from '../../canvas/export/take';
import { Pictures } from '../../canvas/pictures/context';
import { changesBetween } from '../../exercises/compare';
import type { Moment } from '../../exercises/gallery';
import { language } from '../../i18n/language';
import { Button } from '../Button';
import { Choice } from '../Choice';
import { Dialog } from '../Dialog';
import { Notice } from '../Notice';
import { k } from '../sheets/takeWords';
import '../sheets/take.css';
import { takeCompared } from './comparedFile';
import { nameOf as momentName } from './moment';
import { tell } from './told';
import { g } from './words';

export type Taken =
  | { readonly is: 'moments'; readonly moments: readonly Moment[]; readonly what: string }
  | { readonly is: 'two'; readonly before: Moment; readonly after: Moment };

export interface TakeMomentsProps {
  readonly what: Taken;
  readonly nameOf: (by: string) => string;
  readonly onClose: () => void;
}

const FORMATS = { moments: ['pdf', 'png', 'svg', 'print'], two: ['pdf', 'png'] } as const satisfies Readonly<Record<Taken['is'], readonly Format[]>>;

export function TakeMoments({ what, nameOf, onClose }: TakeMomentsProps) {
  const desk = useContext(Pictures);
  const format = useSignal<Format>('pdf');
  const white = useSignal(false);
  /** number of the sheet being drawn, or how it ended */
  const state = useSignal<number | 'idle' | 'done' | 'failed' | 'failed_offline'>('idle');
  const busy = typeof state.value === 'number';
  const count = what.is === 'two' ? 1 : what.moments.length;

  async function take(): Promise<void> {
    state.value = 1;
    try {
      if (what.is === 'two') {
        const { before, after } = what;
        const telling = tell(changesBetween(before, after), before, after, nameOf);
        await takeCompared(
          {
            before,
            after,
            telling,
            heads: [momentName(before), momentName(after)],
            title: g('what'),
            lineOf: ({ number, what: marks, said }) => `${number}. ${marks.map((one) => g(one)).join(', ')}: ${said.join('; ')}`,
            desk,
            nameOf,
            language: language.value,
          },
          format.value === 'png' ? 'png' : 'pdf',
        );
      } else
        await takeSheets({
          desk,
          nameOf,
          sheets: what.moments.map((moment, at) => ({
            paper: moment.paper, elements: moment.elements, title: momentName(moment), number: moment.number ?? at + 1, day: new Date(moment.at),
          })),
          format: format.value,
          ground: white.value ? 'white' : 'paper',
          language: language.value,
          onProgress: (nth) => void (state.value = nth),
        });
      state.value = 'done';
    } catch (error) {
      console.warn(error);
      state.value = navigator.onLine ? 'failed' : 'failed_offline';
    }
  }

  return (
    <Dialog title={k('title')} onClose={onClose} class="take">
      <div class="stack loose">
        <p class="aside">{what.is === 'two' ? g('take_two', { first: momentName(what.before), second: momentName(what.after) }) : what.what}</p>
        <Choice
          legend={k('how')}
          layout="across"
          options={FORMATS[what.is].map((one) => ({ value: one, label: k(one), line: k(`${one}_hint`) }))}
          value={format.value}
          onChoose={(value) => {
            format.value = value;
            state.value = 'idle';
          }}
        />
        {what.is === 'two' ? null : (
          <label class="tick">
            <input type="checkbox" checked={white.value} onChange={(event) => (white.value = event.currentTarget.checked)} />
            <span>{k('white')}</span>
          </label>
        )}
        <p class="aside">{k('private')}</p>
        <div class="row">
          <Button look="primary" busy={busy} onClick={() => void take()}>
            {k(format.value === 'print' ? 'do_print' : 'keep')}
          </Button>
          <p role="status" class="take-state">
            {typeof state.value === 'number'
              ? count === 1
                ? k('working_one')
                : k('working', { number: state.value, count })
              : state.value === 'done'
                ? k(format.value === 'print' ? 'printed' : 'done')
                : ''}
          </p>
        </div>
        {state.value === 'failed' || state.value === 'failed_offline' ? <Notice look="wrong">{k(state.value)}</Notice> : null}
      </div>
    </Dialog>
  );
}
