/** The sheet in the space there is for it: paper, what lies on it, and the hands that work on it. */
import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Board, Ink, Note, SheetId, Text } from '../board/types';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../wire/schema.gen';
import { createCrosshair, type Crosshair } from './crosshair';
import { CrosshairLayer } from './CrosshairLayer';
import { CursorLayer } from './CursorLayer';
import { listenToPointers } from './gestures/listen';
import { HeldLayer } from './HeldLayer';
import { LiveLayer } from './LiveLayer';
import { NamesOnSheet } from './drawing/signature';
import { enterList, SheetList } from './list/SheetList';
import { loadHandwriting } from './measure';
import { Paper } from './Paper';
import { PicturesOnSheet } from './pictures/PicturesOnSheet';
import { Lifted, Selection } from './Selection';
import { Settled } from './Settled';
import { SinceLayer } from './SinceLayer';
import { listenToKeys } from './selection/keys';
import { createSheetState, type SheetState } from './sheetState';
import type { SheetTexts } from './texts';
import { isMarkingTool, type Tool } from './tools';
import { fitted } from './viewport';
import { writingAtHand } from './writing/atHand';
import { Editor } from './writing/Editor';
import { listenToPaste } from './writing/paste';
import { w } from './writing/words';
import './canvas.css';
import './drawing.css';
import './selection/selection.css';

export type { SheetTexts } from './texts';
export { createTools, type Tool, type Tools } from './tools';

export interface SheetViewProps {
  readonly board: Board;
  readonly sheet: SheetId;
  /** put back to `select` once a note lies on the sheet */
  readonly tool: Signal<Tool>;
  readonly marker: ReadonlySignal<Ink['marker']>;
  /** the highlighter's; yellow when absent */
  readonly highlight?: ReadonlySignal<Ink['marker']>;
  /** medium when absent */
  readonly width?: ReadonlySignal<Ink['width']>;
  /** yellow when absent */
  readonly noteColour?: ReadonlySignal<Note['colour']>;
  /** medium when absent */
  readonly textSize?: ReadonlySignal<Text['size']>;
  readonly readOnly?: boolean;
  readonly texts: SheetTexts;
  /** the name behind a page or an author */
  readonly nameOf: (id: string) => string;
}

const MEDIUM = signal<Ink['width']>(1);
const YELLOW = signal<0>(0);
const MIDDLING = signal<Text['size']>(1);

export function SheetView(props: SheetViewProps) {
  const {
    board, sheet, tool, marker, highlight = YELLOW, width = MEDIUM, noteColour = YELLOW, textSize = MIDDLING, readOnly = false,
  } = props;
  const shut = useMemo(() => signal(readOnly), []);
  shut.value = readOnly;
  const state = useMemo(
    () => createSheetState({ board, sheet, tool, marker, highlight, width, noteColour, textSize, readOnly: shut }),
    [board, sheet, tool, marker, highlight, width, noteColour, textSize],
  );
  const place = useRef<HTMLDivElement>(null);
  const texts = useRef(props.texts);
  texts.current = props.texts;
  const crosshair = useMemo(() => createCrosshair(state, () => texts.current.crosshair), [state]);

  useEffect(() => loadHandwriting(), []);
  useLayoutEffect(() => (place.current === null ? undefined : follow(place.current, state)), [state]);

  return (
    <div ref={place} class="sheet-view" data-tool={readOnly && tool.value !== 'laser' ? 'select' : tool.value}>
      <NamesOnSheet.Provider value={props.nameOf}>
        <Stage {...props} state={state} crosshair={crosshair} />
      </NamesOnSheet.Provider>
      <Selection state={state} />
      <Lifted state={state} texts={props.texts} />
      <Editor state={state} />
      <PicturesOnSheet state={state} />
      {state.zoom.value === null ? null : (
        <button type="button" class="sheet-whole" data-sheet-control onClick={() => (state.zoom.value = null)}>
          {props.texts.whole} · {percentOf(state)} %
        </button>
      )}
    </div>
  );
}

interface StageProps extends SheetViewProps {
  readonly state: SheetState;
  readonly crosshair: Crosshair;
}

/** Of the whole sheet as it fits. */
const percentOf = ({ viewport, space }: SheetState): number =>
  Math.round((viewport.value.scale / fitted(space.value).scale) * 100);

function Stage({ board, sheet, texts, nameOf, state, crosshair }: StageProps) {
  const { scale, x, y } = state.viewport.value;
  return (
    <div
      class="sheet-stage"
      role="group"
      tabIndex={0}
      aria-label={texts.sheet}
      aria-description={isMarkingTool(state.tool.value) ? texts.crosshair.keys : w('keys')}
      style={{
        width: `${SHEET_WIDTH * scale}px`,
        height: `${SHEET_HEIGHT * scale}px`,
        transform: `translate(${x}px, ${y}px)`,
      }}
      onKeyDown={(event) => onKey(event, state, crosshair)}
      onBlur={(event) => event.target === event.currentTarget && crosshair.putAway()}
      onPointerDown={() => crosshair.putAway()}
    >
      <Paper kind={board.sheets.value.find(({ id }) => id === sheet)?.paper ?? 'plain'} />
      <Settled board={board} sheet={sheet} held={state.moving} ghosts={state.ghosts} editing={state.editing} field={state.field} />
      <SinceLayer board={board} sheet={sheet} />
      <LiveLayer board={board} sheet={sheet} own={state.own} ownShape={state.ownShape} />
      <SheetList state={state} nameOf={nameOf} />
      <HeldLayer board={board} sheet={sheet} nameOf={nameOf} />
      <CursorLayer board={board} sheet={sheet} nameOf={nameOf} />
      <CrosshairLayer crosshair={crosshair} state={state} />
    </div>
  );
}

/**
 * Arrows go to what lies on the sheet, Enter writes on what is selected; with the note or text in
 * hand it puts one down in the middle of the view, as `n` always does.
 */
function onKey(event: KeyboardEvent, state: SheetState, crosshair: Crosshair): void {
  if (event.target === event.currentTarget && crosshair.press(event)) {
    event.preventDefault();
    return event.stopPropagation();
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const onSheet = event.target === event.currentTarget;
  if (onSheet && enterList(event, state)) return event.preventDefault();
  if (state.readOnly.value) return;
  const [only, more] = state.selection.value;
  const writes = onSheet && more === undefined && (only?.type === 'note' || only?.type === 'text') && only.locked !== true;
  if (writes && (event.key === 'Enter' || event.key === 'F2')) {
    event.preventDefault();
    event.stopPropagation();
    return state.write(only.id);
  }
  const tool = onSheet && event.key === 'Enter' ? state.tool.value : null;
  if (event.key === 'n' || tool === 'note') state.newNoteInView();
  else if (tool === 'text') state.newTextInView();
  else return;
  event.preventDefault();
  event.stopPropagation();
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
  const stopKeys = listenToKeys(place, state);
  const stopPaste = listenToPaste(place, state);
  writingAtHand.value = state;
  const flush = (): void => state.board.flush();
  addEventListener('pagehide', flush);
  document.addEventListener('visibilitychange', flush);
  return () => {
    observer.disconnect();
    stopPointers();
    stopKeys();
    stopPaste();
    if (writingAtHand.peek() === state) writingAtHand.value = null;
    removeEventListener('pagehide', flush);
    document.removeEventListener('visibilitychange', flush);
    state.dispose();
  };
}
