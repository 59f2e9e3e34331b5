/** What became of the sheet since an earlier moment: a faint trace from where a note lay, and a word at it. */
import type { Board, Frame, SheetId } from '../board/types';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../wire/schema.gen';
import { frameOf, measured } from './measure';
import { sinceLook } from './since';

export interface SinceLayerProps {
  readonly board: Board;
  readonly sheet: SheetId;
}

export function SinceLayer({ board, sheet }: SinceLayerProps) {
  const look = sinceLook.value;
  if (look === null || look.sheet !== sheet) return null;
  void measured.value;
  const said = board.elements(sheet).value.flatMap((element) => {
    const word = look.words.get(element.id);
    return word === undefined ? [] : [{ id: element.id, word, note: element.type === 'note', frame: frameOf(element), was: look.was.get(element.id) ?? null }];
  });
  return (
    <div class="sheet-since" aria-hidden="true">
      <svg viewBox={`0 0 ${SHEET_WIDTH} ${SHEET_HEIGHT}`}>
        {said.map(({ id, frame, was }) => (was === null ? null : <Trace key={id} from={was} to={frame} />))}
      </svg>
      {said.map(({ id, word, note, frame: [x, y, , height] }) =>
        note ? (
          <span key={id} data-since={id} style={{ left: `${(x / SHEET_WIDTH) * 100}%`, top: `${((y + height) / SHEET_HEIGHT) * 100}%` }}>
            {word}
          </span>
        ) : null,
      )}
    </div>
  );
}

function Trace({ from, to }: { readonly from: Frame; readonly to: Frame }) {
  const [x, y, w, h] = from;
  return (
    <g class="since-trace">
      <rect x={x} y={y} width={w} height={h} rx={2} />
      <line x1={x + w / 2} y1={y + h / 2} x2={to[0] + to[2] / 2} y2={to[1] + to[3] / 2} />
    </g>
  );
}
