/** The sheet in the space there is for it: paper, what lies on it, and the hands that work on it. */
import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Board, Ink, Note, SheetId } from '../board/types';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../wire/schema.gen';
import { CursorLayer } from './CursorLayer';
import { listenToPointers } from './gestures/listen';
import { LiveLayer } from './LiveLayer';
import { loadHandwriting } from './measure';
import { NoteEditor } from './NoteEditor';
import { NoteList } from './NoteList';
import { Paper } from './Paper';
import { Lifted, Selection } from './Selection';
import { Settled } from './Settled';
import { createSheetState, type SheetState } from './sheetState';
import type { SheetTexts } from './texts';
import type { Tool } from './tools';
import './canvas.css';

export type { SheetTexts } from './texts';
export { createTools, type Tool, type Tools } from './tools';

export interface SheetViewProps {
  readonly board: Board;
  readonly sheet: SheetId;
  /** put back to `select` once a note lies on the sheet */
  readonly tool: Signal<Tool>;
  readonly marker: ReadonlySignal<Ink['marker']>;
  /** medium when absent */
  readonly width?: ReadonlySignal<Ink['width']>;
  /** yellow when absent */
  readonly noteColour?: ReadonlySignal<Note['colour']>;
  readonly readOnly?: boolean;
  readonly texts: SheetTexts;
  /** the name behind a page or an author */
  readonly nameOf: (id: string) => string;
}

const MEDIUM = signal<Ink['width']>(1);
const YELLOW = signal<Note['colour']>(0);

export function SheetView(props: SheetViewProps) {
  const { board, sheet, tool, marker, width = MEDIUM, noteColour = YELLOW, readOnly = false } = props;
  const shut = useMemo(() => signal(readOnly), []);
  shut.value = readOnly;
  const state = useMemo(
    () => createSheetState({ board, sheet, tool, marker, width, noteColour, readOnly: shut }),
    [board, sheet, tool, marker, width, noteColour],
  );
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => loadHandwriting(), []);
  useLayoutEffect(() => (place.current === null ? undefined : follow(place.current, state)), [state]);

  return (
    <div ref={place} class="sheet-view" data-tool={readOnly ? 'select' : tool.value}>
      <Stage {...props} state={state} />
      <Selection state={state} texts={props.texts} />
      <Lifted state={state} texts={props.texts} />
      <NoteEditor state={state} texts={props.texts} />
      {state.zoom.value === null ? null : (
        <button type="button" class="sheet-whole" data-sheet-control onClick={() => (state.zoom.value = null)}>
          {props.texts.whole}
        </button>
      )}
    </div>
  );
}

function Stage({ board, sheet, texts, nameOf, state }: SheetViewProps & { readonly state: SheetState }) {
  const { scale, x, y } = state.viewport.value;
  const strokes = board.elements(sheet).value.reduce((sum, { type }) => sum + (type === 'ink' ? 1 : 0), 0);
  const counted = texts.strokes(strokes);
  return (
    <div
      class="sheet-stage"
      role="group"
      tabIndex={0}
      aria-label={counted === '' ? texts.sheet : `${texts.sheet}, ${counted}`}
      aria-description={texts.keys}
      style={{
        width: `${SHEET_WIDTH * scale}px`,
        height: `${SHEET_HEIGHT * scale}px`,
        transform: `translate(${x}px, ${y}px)`,
      }}
      onKeyDown={(event) => onKey(event, state)}
    >
      <Paper kind={board.sheets.value.find(({ id }) => id === sheet)?.paper ?? 'plain'} />
      <Settled board={board} sheet={sheet} held={state.held} editing={state.editing} />
      <LiveLayer board={board} sheet={sheet} own={state.own} />
      <NoteList state={state} texts={texts} nameOf={nameOf} />
      <CursorLayer board={board} sheet={sheet} nameOf={nameOf} />
    </div>
  );
}

/** `n` puts a note in the middle of the view; with the note tool in hand, so does Enter. */
function onKey(event: KeyboardEvent, state: SheetState): void {
  if (event.ctrlKey || event.metaKey || event.altKey || state.readOnly.value) return;
  const onSheet = event.target === event.currentTarget;
  const put = event.key === 'n' || (onSheet && event.key === 'Enter' && state.tool.value === 'note');
  if (!put) return;
  event.preventDefault();
  event.stopPropagation();
  state.newNoteInView();
}

/** Fit to the space, listen to its pointers, and commit what was typed when the page goes. */
function follow(place: HTMLElement, state: SheetState): () => void {
  const measure = (): void => {
    state.space.value = { width: place.clientWidth, height: place.clientHeight };
    if (state.zoom.peek() !== null) state.zoom.value = null;
  };
  measure();
  const observer = new ResizeObserver(measure);
  observer.observe(place);
  const stopPointers = listenToPointers(place, state);
  const flush = (): void => state.board.flush();
  addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', flush);
  return () => {
    observer.disconnect();
    stopPointers();
    removeEventListener('pagehide', flush);
    document.removeEventListener('visibilitychange', flush);
    state.dispose();
  };
}
