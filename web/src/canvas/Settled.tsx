/** What lies on the sheet, in drawing order. An element is drawn again only when it changed. */
import type { ReadonlySignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { marksShown } from '../board/marks';
import type { Board, Element, Frame, Scale, SheetId } from '../board/types';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../wire/schema.gen';
import { SETTLED } from './drawing/drawn';
import { drawElement } from './drawing/element';
import { again, drawMoved, isDrawn, kept, regroup, type Group } from './groups';
import { measured } from './measure';
import { sinceLook } from './since';

export interface SettledProps {
  readonly board: Board;
  readonly sheet: SheetId;
  /** frames that things have while somebody moves or resizes them */
  readonly held: ReadonlySignal<ReadonlyMap<string, Frame>>;
  /** copies on their way, over all else */
  readonly ghosts: ReadonlySignal<readonly Element[]>;
  /** what has its words in the editor, and in which of its fields */
  readonly editing: ReadonlySignal<string | null>;
  readonly field: ReadonlySignal<number>;
}

export function Settled({ board, sheet, held, ghosts, editing, field }: SettledProps) {
  const groups = useRef(new Map<string, Group>());
  const moving = held.value;
  const written = editing.value;
  const previews = board.previews.value;
  const version = measured.value;
  const look = sinceLook.value?.sheet === sheet ? sinceLook.value : null;

  const carries = ({ marks }: Scale): boolean => moving.size > 0 && marks.some(({ id }) => moving.has(id));
  const isMoving = (e: Element): boolean => moving.has(e.id) || (e.type === 'scale' && carries(e));

  const draw = (element: Element): VNode => {
    const preview = previews.has(element.id);
    const frame = moving.get(element.id);
    if (isDrawn(element) && !preview) return frame === undefined ? kept(element) : drawMoved(element, frame);
    const framed = frame === undefined ? element : { ...element, frame };
    const shown = framed.type === 'scale' && carries(framed) ? { ...framed, marks: marksShown(framed, moving, Date.now()) } : framed;
    const marks = look === null ? {} : { marks: look.marks };
    return drawElement(shown, { preview, held: frame !== undefined, blank: element.id === written, field: field.value, ...marks });
  };

  const special = (e: Element): boolean => (look !== null && e.type === 'scale') || isMoving(e) || e.id === written || previews.has(e.id);
  groups.current = regroup(
    groups.current,
    board.elements(sheet).value,
    version,
    (some) => some.some(special),
    (some, id) => <g key={id}>{some.map(draw)}</g>,
  );

  return (
    <svg class="sheet" viewBox={`0 0 ${SHEET_WIDTH} ${SHEET_HEIGHT}`} aria-hidden="true">
      {[...groups.current.values()].map(({ node }) => again(node))}
      {ghosts.value.map((ghost) => (
        <g key={`copy ${ghost.id}`}>{drawElement(ghost, { ...SETTLED, held: true })}</g>
      ))}
    </svg>
  );
}
