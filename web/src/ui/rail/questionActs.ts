/** What choosing a question does: it lies on the sheet, or stands ready in the letter. It is never sent. */
import type { Element, SheetId } from '../../board/types';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';
import type { Room } from '../room/openRoom';
import type { View } from '../room/view';
import type { QuestionActs } from './Rail';

/** Board units. */
const MARGIN = 110;
const GAP = 48;
/** A question of two lines. */
const HEIGHT = 120;

export function questionActs({ board }: Room, view: View, sheet: SheetId): QuestionActs {
  return {
    toSheet(text) {
      const y = freeFrom(board.elements(sheet).peek());
      const frame = [MARGIN, y, SHEET_WIDTH - 2 * MARGIN, HEIGHT, 0] as const;
      board.add(sheet, [{ type: 'text', marker: 1, size: 1, text, frame }]);
    },
    toLetter(text) {
      view.writing.value = true;
      if (view.layout.value === 'phone') view.rail.value = null;
      view.offered.value = text;
    },
  };
}

/** Below all that lies there; on a full sheet at its head, where one looks first. */
export function freeFrom(elements: readonly Element[]): number {
  const lowest = elements.reduce((low, { frame: [, y, , h] }) => Math.max(low, y + h), 0);
  const from = lowest === 0 ? MARGIN : lowest + GAP;
  return from + HEIGHT <= SHEET_HEIGHT - MARGIN / 2 ? Math.max(MARGIN, from) : MARGIN;
}
