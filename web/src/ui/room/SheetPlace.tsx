/** Where the sheet lies: hands the canvas what it needs of the room and of this person's arrangement. */
import { SheetView } from '../../canvas/SheetView';
import type { SheetId } from '../../board/types';
import type { Room } from './openRoom';
import { sheetTexts } from './sheetTexts';
import type { View } from './view';

export interface SheetPlaceProps {
  readonly room: Room;
  readonly view: View;
  readonly sheet: SheetId;
  readonly mayDraw: boolean;
  /** the name behind a page or author; never empty */
  readonly nameOf: (id: string) => string;
}

export function SheetPlace({ room, view, sheet, mayDraw, nameOf }: SheetPlaceProps) {
  const { board } = room;
  const index = board.sheets.value.findIndex((one) => one.id === sheet);
  const title = board.sheets.value[index]?.title ?? '';
  return (
    <div class="sheet-place">
      <SheetView
        key={sheet}
        board={board}
        sheet={sheet}
        tool={view.tool}
        marker={view.marker}
        highlight={view.highlight}
        width={view.width}
        noteColour={view.noteColour}
        textSize={view.textSize}
        readOnly={!mayDraw}
        texts={sheetTexts(Math.max(0, index) + 1, title)}
        nameOf={nameOf}
      />
    </div>
  );
}
