/** Where the others point: the tip of a marker with a name. Follows their ink while they draw. */
import type { Board, Cursor, SheetId } from '../board/types';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../wire/schema.gen';

export interface CursorLayerProps {
  readonly board: Board;
  readonly sheet: SheetId;
  readonly nameOf: (id: string) => string;
}

export function CursorLayer({ board, sheet, nameOf }: CursorLayerProps) {
  const cursors = new Map<string, Cursor>();
  for (const cursor of board.cursors.value) cursors.set(cursor.page, cursor);
  for (const { page, sheet: on, points } of board.liveInk.value) {
    const tip = points.at(-1);
    if (tip !== undefined) cursors.set(page, { page, sheet: on, x: tip[0], y: tip[1] });
  }
  return (
    <div class="sheet-cursors" aria-hidden="true">
      {[...cursors.values()]
        .filter((cursor) => cursor.sheet === sheet)
        .map(({ page, x, y }) => (
          <div
            key={page}
            class="sheet-cursor"
            data-page={page}
            style={{
              left: `${Math.max(0, Math.min(100, (x / SHEET_WIDTH) * 100))}%`,
              top: `${Math.max(0, Math.min(100, (y / SHEET_HEIGHT) * 100))}%`,
            }}
          >
            <svg viewBox="0 0 22 22" width="22" height="22">
              <path class="cursor-barrel" d="M5.2 9.8 9.8 5.2 20 13.4 13.4 20Z" />
              <path class="cursor-tip" d="M0 0 8.2 2.4 10.6 6 6 10.6 2.4 8.2Z" />
            </svg>
            <span>{nameOf(page)}</span>
          </div>
        ))}
    </div>
  );
}
