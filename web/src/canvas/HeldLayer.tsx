/** What the others have selected: a thin frame in their accent, with the name of whose hand it is. */
import { boundsOf } from './selection/frames';
import type { Board, Frame, Held, SheetId } from '../board/types';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../wire/schema.gen';
import { frameOf, measured } from './measure';

export interface HeldLayerProps {
  readonly board: Board;
  readonly sheet: SheetId;
  readonly nameOf: (id: string) => string;
}

/** Board units that a frame stands off from what it is around. */
const STAND_OFF = 8;

export function HeldLayer({ board, sheet, nameOf }: HeldLayerProps) {
  const held = board.held.value.filter((one) => one.sheet === sheet && one.ids.length > 0);
  if (held.length === 0) return null;
  return <Frames board={board} sheet={sheet} nameOf={nameOf} held={held} />;
}

function Frames({ board, sheet, nameOf, held }: HeldLayerProps & { readonly held: readonly Held[] }) {
  void measured.value;
  const lying = new Map(board.elements(sheet).value.map((element) => [element.id, element]));
  return (
    <div class="sheet-held" aria-hidden="true">
      {held.map(({ page, ids, frames }) => {
        const around = ids.flatMap((id) => {
          const element = lying.get(id);
          if (element === undefined) return [];
          const frame = frames.get(id);
          return [{ id, frame: frameOf(frame === undefined ? element : { ...element, frame }) }];
        });
        const box = boundsOf(around.map(({ frame }) => frame));
        if (box === null) return null;
        return (
          <div key={page} data-page={page}>
            {around.map(({ id, frame }) => (
              <div key={id} class="held-frame" data-held={id} style={placed(frame)} />
            ))}
            <span style={{ left: percent(box.left - STAND_OFF, SHEET_WIDTH), top: percent(box.top - STAND_OFF, SHEET_HEIGHT) }}>
              {nameOf(page)}
            </span>
          </div>
        );
      })}
    </div>
  );
}

const percent = (value: number, of: number): string => `${(Math.max(0, Math.min(of, value)) / of) * 100}%`;

function placed([x, y, w, h, angle]: Frame): Record<string, string> {
  return {
    left: `${((x - STAND_OFF) / SHEET_WIDTH) * 100}%`,
    top: `${((y - STAND_OFF) / SHEET_HEIGHT) * 100}%`,
    width: `${((w + 2 * STAND_OFF) / SHEET_WIDTH) * 100}%`,
    height: `${((h + 2 * STAND_OFF) / SHEET_HEIGHT) * 100}%`,
    transform: `rotate(${angle}deg)`,
  };
}
