/** Where the sheet lies: hands the canvas what it needs of the room and of this person's arrangement. */
import type { PageId } from '../../log/types';
import type { SheetId } from '../../board/types';
import type { Room } from './openRoom';
import type { View } from './view';
import { r } from './words';

export interface SheetPlaceProps {
  readonly room: Room;
  readonly view: View;
  readonly sheet: SheetId;
  readonly mayDraw: boolean;
  readonly called: (page: PageId) => string;
}

export function SheetPlace(_props: SheetPlaceProps) {
  return <div class="sheet-place">{r('sheet_loading')}</div>;
}
