/** Pen, sticky, eraser, undo: a column of 48 beside the sheet, or the phone's bar while drawing. */
import type { Board } from '../../board/types';
import { IconButton } from './IconButton';
import type { Tool } from '../../canvas/tools';
import { MARKERS, type View } from './view';
import { r } from './words';

export interface ToolsProps {
  readonly board: Board;
  readonly view: View;
  /** false while only the coach draws */
  readonly mayDraw: boolean;
  /** told in words when an undo could not be done */
  readonly onSkipped: () => void;
}

/** Those with a button of their own. */
type Held = Extract<Tool, 'select' | 'pen' | 'note' | 'eraser'>;
const KEYS: Readonly<Record<Held, string>> = { select: 'v', pen: 'p', note: 'n', eraser: 'e' };
const ICON = { select: 'hand', pen: 'draw', note: 'note', eraser: 'eraser' } as const;

export function ToolButton({ view, tool, disabled = false }: { readonly view: View; readonly tool: Held; readonly disabled?: boolean }) {
  return (
    <IconButton
      icon={ICON[tool]}
      word={r(tool)}
      keys={KEYS[tool]}
      pressed={view.tool.value === tool}
      disabled={disabled}
      onClick={() => {
        view.tool.value = tool;
      }}
    />
  );
}

export function Markers({ view }: { readonly view: View }) {
  return (
    <div class="markers" role="group" aria-label={r('pen')}>
      {MARKERS.map((marker) => (
        <button
          key={marker}
          type="button"
          class="marker"
          data-marker={marker}
          title={r(`marker_${marker}`)}
          aria-label={r(`marker_${marker}`)}
          aria-pressed={view.marker.value === marker}
          onClick={() => {
            view.marker.value = marker;
            view.tool.value = 'pen';
          }}
        >
          <span aria-hidden="true" />
        </button>
      ))}
    </div>
  );
}

export function NoteColours({ view }: { readonly view: View }) {
  return (
    <div class="markers" role="group" aria-label={r('note')}>
      {MARKERS.map((colour) => (
        <button
          key={colour}
          type="button"
          class="marker note-colour"
          data-note={colour}
          title={r(`note_colour_${colour}`)}
          aria-label={r(`note_colour_${colour}`)}
          aria-pressed={view.noteColour.value === colour}
          onClick={() => {
            view.noteColour.value = colour;
            view.tool.value = 'note';
          }}
        >
          <span aria-hidden="true" />
        </button>
      ))}
    </div>
  );
}

export function UndoButtons({ board, onSkipped, redo = true }: Pick<ToolsProps, 'board' | 'onSkipped'> & { readonly redo?: boolean }) {
  return (
    <>
      <IconButton
        icon="undo"
        word={r('undo')}
        keys="Control+z"
        disabled={!board.canUndo.value}
        onClick={() => {
          if (board.undo() === 'skipped') onSkipped();
        }}
      />
      {redo ? (
        <IconButton
          icon="redo"
          word={r('redo')}
          keys="Control+Shift+z"
          disabled={!board.canRedo.value}
          onClick={() => {
            if (board.redo() === 'skipped') onSkipped();
          }}
        />
      ) : null}
    </>
  );
}

export function Tools({ board, view, mayDraw, onSkipped }: ToolsProps) {
  return (
    <nav class="room-tools no-print" aria-label={r('tools')}>
      <ToolButton view={view} tool="select" />
      <ToolButton view={view} tool="pen" disabled={!mayDraw} />
      {mayDraw && view.tool.value !== 'note' ? <Markers view={view} /> : null}
      <ToolButton view={view} tool="note" disabled={!mayDraw} />
      {mayDraw && view.tool.value === 'note' ? <NoteColours view={view} /> : null}
      <ToolButton view={view} tool="eraser" disabled={!mayDraw} />
      <UndoButtons board={board} onSkipped={onSkipped} />
    </nav>
  );
}
