/** The sheets, number and title, under the sheet that lies on top. */
import type { Sheet, SheetId } from '../../board/types';
import { r } from './words';

export interface SheetTabsProps {
  readonly sheets: readonly Sheet[];
  readonly current: SheetId;
  readonly onTurn: (sheet: SheetId) => void;
}

export function SheetTabs({ sheets, current, onTurn }: SheetTabsProps) {
  return (
    <nav class="sheet-tabs no-print" aria-label={r('sheets')}>
      {sheets.map((sheet, i) => (
        <button
          key={sheet.id}
          type="button"
          class="sheet-tab"
          aria-current={sheet.id === current ? 'page' : undefined}
          onClick={() => onTurn(sheet.id)}
        >
          {sheet.title === '' ? r('sheet_number', { number: i + 1 }) : `${i + 1} ${sheet.title}`}
        </button>
      ))}
    </nav>
  );
}
