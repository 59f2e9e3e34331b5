/** How sheets are taken along: as what, with or without the colour of the paper, and how far it is. */
import { useSignal, type Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Format, TakeOptions } from '../../canvas/export/take';
import { Button } from '../Button';
import { Choice } from '../Choice';
import { Dialog } from '../Dialog';
import { Notice } from '../Notice';
import { k } from './takeWords';
import './take.css';

/** number of the sheet being drawn, or how it ended */
export type TakeState = number | 'idle' | 'done' | 'failed' | 'failed_offline';

export interface TakeDialogProps {
  readonly state: Signal<TakeState>;
  readonly formats: readonly Format[];
  /** of what is drawn */
  readonly count: number;
  /** What the paper looks like can be chosen. */
  readonly onWhite?: boolean;
  /** @throws when it did not work out; nothing was taken then */
  readonly take: (how: Pick<TakeOptions, 'format' | 'ground' | 'onProgress'>) => Promise<void>;
  readonly onClose: () => void;
  /** what is taken, to choose or to read */
  readonly children: ComponentChildren;
}

export function TakeDialog({ state, formats, count, onWhite = true, take, onClose, children }: TakeDialogProps) {
  const format = useSignal<Format>('pdf');
  const white = useSignal(false);

  async function start(): Promise<void> {
    state.value = 1;
    try {
      await take({ format: format.value, ground: white.value ? 'white' : 'paper', onProgress: (nth) => void (state.value = nth) });
      state.value = 'done';
    } catch (error) {
      console.warn(error);
      state.value = navigator.onLine ? 'failed' : 'failed_offline';
    }
  }

  return (
    <Dialog title={k('title')} onClose={onClose} class="take">
      <div class="stack loose">
        {children}
        <Choice
          legend={k('how')}
          layout="across"
          options={formats.map((one) => ({ value: one, label: k(one), line: k(`${one}_hint`) }))}
          value={format.value}
          onChoose={(value) => {
            format.value = value;
            state.value = 'idle';
          }}
        />
        {onWhite ? (
          <label class="tick">
            <input type="checkbox" checked={white.value} onChange={(event) => (white.value = event.currentTarget.checked)} />
            <span>{k('white')}</span>
          </label>
        ) : null}
        <p class="aside">{k('private')}</p>
        <div class="row">
          <Button look="primary" busy={typeof state.value === 'number'} onClick={() => void start()}>
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
