/** A sheet with marks at what is otherwise: never by colour alone, each with its number and a word. */
import type { Element, Paper } from '../../board/types';
import { SETTLED } from '../../canvas/drawing/drawn';
import { drawElement } from '../../canvas/drawing/element';
import { rulingOf } from '../../canvas/Paper';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';
import { arrowBetween, marksOn, placeWords, type SheetMark, type Side } from './marking';
import type { Told } from './told';
import { g } from './words';

export interface MarkedSheetProps {
  readonly paper: Paper;
  readonly elements: readonly Element[];
  readonly list: readonly Told[];
  readonly side: Side;
  /** board units of a letter's height */
  readonly size: number;
  /** how wide a word is, for letters of height 1 */
  readonly widthOf: (word: string) => number;
}

/** What goes into an `<svg>` of a sheet's size. */
export function MarkedSheet({ paper, elements, list, side, size, widthOf }: MarkedSheetProps) {
  const marks = marksOn(list, side);
  const pale = side === 'before' ? [] : list.flatMap(({ changes }) => changes.flatMap(({ before, after, moved }) => (before !== null && (after === null || moved) ? [before] : [])));
  return (
    <>
      <rect class="paper-ground" width={SHEET_WIDTH} height={SHEET_HEIGHT} />
      {paper === 'plain' ? null : <path class="paper-ruling" d={rulingOf(paper)} />}
      <g class="compared-pale">{pale.map((element) => drawElement(element, SETTLED))}</g>
      <g>{elements.map((element) => drawElement(element, SETTLED))}</g>
      <Marks marks={marks} size={size} widthOf={widthOf} />
    </>
  );
}

function Marks({ marks, size, widthOf }: { readonly marks: readonly SheetMark[] } & Pick<MarkedSheetProps, 'size' | 'widthOf'>) {
  const line = size / 7;
  const height = size * 1.5;
  const words = marks.map(({ told, what, from, frames: [frame = NOWHERE] }) => {
    const word = `${told.number} ${what.map((one) => g(one)).join(', ')}`;
    return { word, frame, from, width: (widthOf(word) + 0.7) * size };
  });
  const corners = placeWords(words, height);
  return (
    <g class="compared-marks">
      {marks.map(({ told, frames, from, what }, at) => {
        const [x, y] = corners[at] ?? [0, 0];
        const { word = '', width = 0 } = words[at] ?? {};
        const look = what.includes('new') ? 'new' : what.includes('gone') ? 'gone' : what.includes('moved') ? 'moved' : 'changed';
        return (
          <g key={told.key} data-mark-of={told.number}>
            {from === null ? null : <path class="compared-arrow" stroke-width={line} d={arrowBetween(from, frames[0] ?? NOWHERE, size * 0.8)} />}
            {frames.map((frame, nth) => (
              <rect key={nth} class={`compared-frame ${look}`} stroke-width={line} stroke-dasharray={DASHES[look].map((length) => length * line).join(' ')} {...frame} rx={4} />
            ))}
            <rect class="compared-chip" x={x} y={y} width={width} height={height} rx={size / 3} stroke-width={line / 2} />
            <text class="compared-word" x={x + size * 0.35} y={y + height * 0.7} font-size={size}>
              {word}
            </text>
          </g>
        );
      })}
    </g>
  );
}

const NOWHERE = { x: 0, y: 0, width: 0, height: 0 };
/** In widths of the line; what is as it is drawn by hand on paper: dashed for new, whole for moved. */
const DASHES: Readonly<Record<'new' | 'gone' | 'moved' | 'changed', readonly number[]>> = { new: [5, 3.5], gone: [1, 4], moved: [], changed: [9, 3, 1.5, 3] };
