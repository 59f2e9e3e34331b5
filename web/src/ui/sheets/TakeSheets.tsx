/** Take this sheet or all of them along: as PDF, picture or drawing, or on paper. */
import { useSignal } from '@preact/signals';
import { useContext } from 'preact/hooks';
import type { Board, SheetId } from '../../board/types';
import { takeSheets, type Format } from '../../canvas/export/take';
import { Pictures } from '../../canvas/pictures/context';
import { language } from '../../i18n';
import { Button } from '../Button';
import { Choice } from '../Choice';
import { Dialog } from '../Dialog';
import { Notice } from '../Notice';
import { k } from './takeWords';
import './take.css';

export interface TakeSheetsProps {
  readonly board: Board;
  /** the one that lies on top */
  readonly sheet: SheetId;
  readonly nameOf: (id: string) => string;
  readonly onClose: () => void;
}

const FORMATS: readonly Format[] = ['pdf', 'png', 'svg', 'print'];

export function TakeSheets({ board, sheet, nameOf, onClose }: TakeSheetsProps) {
  const desk = useContext(Pictures);
  const sheets = board.sheets.value;
  const number = sheets.findIndex(({ id }) => id === sheet) + 1;
  const all = useSignal(false);
  const format = useSignal<Format>('pdf');
  const white = useSignal(false);
  /** number of the sheet being drawn, or how it ended */
  const state = useSignal<number | 'idle' | 'done' | 'failed' | 'failed_offline'>('idle');
  const busy = typeof state.value === 'number';
  const chosen = all.value ? sheets : sheets.filter(({ id }) => id === sheet);

  async function take(): Promise<void> {
    state.value = 1;
    try {
      await takeSheets({
        desk,
        nameOf,
        sheets: chosen.map(({ id, paper }) => {
          const nth = sheets.findIndex((one) => one.id === id) + 1;
          return { paper, elements: board.elements(id).peek(), number: nth, title: k('sheet_title', { number: nth }) };
        }),
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
        {sheets.length > 1 ? (
          <Choice
            legend={k('which')}
            layout="across"
            options={[
              { value: 'this', label: k('this_sheet'), line: k('this_sheet_hint', { number }) },
              { value: 'all', label: k('all_sheets'), line: k('all_sheets_hint', { count: sheets.length }) },
            ]}
            value={all.value ? 'all' : 'this'}
            onChoose={(value) => {
              all.value = value === 'all';
              state.value = 'idle';
            }}
          />
        ) : null}
        <Choice
          legend={k('how')}
          layout="across"
          options={FORMATS.map((one) => ({ value: one, label: k(one), line: k(`${one}_hint`) }))}
          value={format.value}
          onChoose={(value) => {
            format.value = value;
            state.value = 'idle';
          }}
        />
        <label class="tick">
          <input
            type="checkbox"
            checked={white.value}
            onChange={(event) => {
              white.value = event.currentTarget.checked;
            }}
          />
          <span>{k('white')}</span>
        </label>
        <p class="aside">{k('private')}</p>
        <div class="row">
          <Button look="primary" busy={busy} onClick={() => void take()}>
            {k(format.value === 'print' ? 'do_print' : 'keep')}
          </Button>
          <p role="status" class="take-state">
            {typeof state.value === 'number'
              ? chosen.length === 1
                ? k('working_one')
                : k('working', { number: state.value, count: chosen.length })
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
