/** What lies on the sheet, in drawing order. An element is drawn again only when it changed. */
import type { ReadonlySignal } from '@preact/signals';
import type { VNode } from 'preact';
import { inkPath } from '../board/outline';
import type { Board, Element, Ink, Note, SheetId } from '../board/types';
import { MARKERS, NOTE_COLOURS, SHEET_HEIGHT, SHEET_WIDTH } from '../wire/schema.gen';
import { inkPoints } from './hit';
import { measured, noteLayout } from './measure';
import { NOTE_LINE, NOTE_PADDING } from './noteText';
import { noteTilt } from './seed';

export interface SettledProps {
  readonly board: Board;
  readonly sheet: SheetId;
  /** an element that is being moved or resized here, as it looks meanwhile */
  readonly held: ReadonlySignal<Note | null>;
  /** the note whose text stands in the editor */
  readonly editing: ReadonlySignal<string | null>;
}

/** Preact skips a subtree whose very node it has drawn before. */
const drawn = new WeakMap<Element, VNode>();
let drawnWith = 0;
let drawnAgain = new WeakMap<Element, VNode>();

export function Settled({ board, sheet, held, editing }: SettledProps) {
  if (drawnWith !== measured.value) {
    drawnWith = measured.value;
    drawnAgain = new WeakMap();
  }
  const moving = held.value;
  const written = editing.value;
  const previews = board.previews.value;
  return (
    <svg class="sheet" viewBox={`0 0 ${SHEET_WIDTH} ${SHEET_HEIGHT}`} aria-hidden="true">
      {board.elements(sheet).value.map((element) => {
        if (element.type === 'ink' && !previews.has(element.id)) return kept(drawn, element, drawInk);
        if (element.type === 'ink') return drawInk(element, true);
        if (element.type === 'unknown') return drawUnknown(element);
        const note = moving?.id === element.id ? moving : element;
        const special = note === moving || note.id === written || previews.has(note.id);
        if (!special) return kept(drawnAgain, note, drawNote);
        return drawNote(note, previews.has(note.id), note.id === written, note === moving);
      })}
    </svg>
  );
}

function kept<E extends Element>(store: WeakMap<Element, VNode>, element: E, draw: (of: E) => VNode): VNode {
  let node = store.get(element);
  if (node === undefined) store.set(element, (node = draw(element)));
  return node;
}

function drawInk(ink: Ink, preview = false): VNode {
  return (
    <path
      key={ink.id}
      data-type="ink"
      data-id={ink.id}
      data-preview={preview ? '' : undefined}
      class="ink"
      fill={MARKERS[ink.marker]}
      d={inkPath(inkPoints(ink), ink.width)}
    />
  );
}

function drawNote(note: Note, preview = false, blank = false, moving = false): VNode {
  const [x, y, width] = note.frame;
  const { size, lines, height } = noteLayout(note);
  return (
    <g
      key={note.id}
      class={moving ? 'note note-held' : 'note'}
      data-type="note"
      data-id={note.id}
      data-preview={preview ? '' : undefined}
      style={{ transform: `translate(${x}px, ${y}px)` }}
    >
      <g transform={`rotate(${noteTilt(note.id).toFixed(3)} ${width / 2} ${height / 2})`}>
        <rect class="note-paper" width={width} height={height} rx={2} fill={NOTE_COLOURS[note.colour]} />
        <rect class="note-glue" width={width} height={Math.min(34, height / 5)} />
      </g>
      {blank ? null : (
        <text class="note-text" font-size={size}>
          {lines.map((line, index) => (
            <tspan key={index} x={NOTE_PADDING} y={NOTE_PADDING + size * (0.86 + index * NOTE_LINE)}>
              {line === '' ? ' ' : line}
            </tspan>
          ))}
        </text>
      )}
    </g>
  );
}

/** Something a newer page made: kept, and shown as a grey card. */
function drawUnknown({ id, frame: [x, y, width, height] }: Element): VNode {
  return (
    <rect key={id} class="unknown" data-type="unknown" data-id={id} x={x} y={y} width={width} height={height} rx={2} />
  );
}
