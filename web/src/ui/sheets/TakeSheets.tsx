/** Take this sheet or all of them along: as PDF, picture or drawing, or on paper. */
import { useSignal } from '@preact/signals';
import { useContext } from 'preact/hooks';
import type { Board, SheetId } from '../../board/types';
import { takeSheets, type Format } from '../../canvas/export/take';
import { Pictures } from '../../canvas/pictures/context';
import { language } from '../../i18n';
import { Choice } from '../Choice';
import { TakeDialog, type TakeState } from './TakeDialog';
import { k } from './takeWords';

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
  const state = useSignal<TakeState>('idle');
  const chosen = all.value ? sheets : sheets.filter(({ id }) => id === sheet);

  return (
    <TakeDialog
      state={state}
      formats={FORMATS}
      count={chosen.length}
      take={(how) =>
        takeSheets({
          ...how,
          desk,
          nameOf,
          sheets: chosen.map(({ id, paper }) => {
            const nth = sheets.findIndex((one) => one.id === id) + 1;
            return { paper, elements: board.elements(id).peek(), number: nth, title: k('sheet_title', { number: nth }) };
          }),
          language: language.value,
        })
      }
      onClose={onClose}
    >
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
    </TakeDialog>
  );
}
