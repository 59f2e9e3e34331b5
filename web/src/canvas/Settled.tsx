/** What lies on the sheet, in drawing order. An element is drawn again only when it changed. */
import type { ReadonlySignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { inkPath } from '../board/outline';
import type { Board, Element, Ink, Note, SheetId } from '../board/types';
import { MARKERS, NOTE_COLOURS, SHEET_HEIGHT, SHEET_WIDTH } from '../wire/schema.gen';
import { inkPoints } from './hit';
import { measured, noteLayout } from './measure';
import { NOTE_LINE, NOTE_PADDING } from './noteText';
import { noteTilt } from '../board/seed';

export interface SettledProps {
  readonly board: Board;
  readonly sheet: SheetId;
  /** an element that is being moved or resized here, as it looks meanwhile */
  readonly held: ReadonlySignal<Note | null>;
  /** the note whose text stands in the editor */
  readonly editing: ReadonlySignal<string | null>;
}

/** Preact skips a subtree whose very node it has drawn before. */
const drawnInk = new WeakMap<Element, VNode>();

export function Settled({ board, sheet, held, editing }: SettledProps) {
  const groups = useRef(new Map<string, Group>());
  const moving = held.value;
  const written = editing.value;
  const previews = board.previews.value;
  const version = measured.value;
  const shown = new Map<string, Group>();

  const draw = (element: Element): VNode => {
    const preview = previews.has(element.id);
    if (element.type === 'unknown') return drawUnknown(element);
    if (element.type === 'ink') return preview ? drawInk(element, true) : kept(drawnInk, element, drawInk);
    const note = moving?.id === element.id ? moving : element;
    return drawNote(note, preview, note.id === written, note === moving);
  };

  for (const elements of grouped(board.elements(sheet).value)) {
    const id = elements[0]?.id ?? '';
    const last = groups.current.get(id);
    const special = elements.some((e) => e.id === moving?.id || e.id === written || previews.has(e.id));
    const same = !special && last?.version === version && sameElements(last.elements, elements);
    const node = same ? last.node : <g key={id}>{elements.map(draw)}</g>;
    shown.set(id, { elements, node, version: special ? -1 : version });
  }
  groups.current = shown;

  return (
    <svg class="sheet" viewBox={`0 0 ${SHEET_WIDTH} ${SHEET_HEIGHT}`} aria-hidden="true">
      {[...shown.values()].map(({ node }) => node)}
    </svg>
  );
}

interface Group {
  readonly elements: readonly Element[];
  readonly node: VNode;
  /** of the measuring; −1 when something in it looks otherwise than settled */
  readonly version: number;
}

/**
 * Neighbours in groups of about 64, parted at ids that begin alike: what is added or erased changes
 * one group, and the others are not even looked at.
 */
function grouped(elements: readonly Element[]): Element[][] {
  const groups: Element[][] = [];
  for (const element of elements) {
    const group = groups.at(-1);
    if (group === undefined || element.id.startsWith('A')) groups.push([element]);
    else group.push(element);
  }
  return groups;
}

const sameElements = (a: readonly Element[], b: readonly Element[]): boolean =>
  a.length === b.length && a.every((element, at) => element === b[at]);

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
