/** What is drawn and written with: a column of its own beside the sheet. */
import type { Board } from '../../board/types';
import { isShapeTool, type Tool } from '../../canvas/tools';
import { w } from '../../canvas/writing/words';
import { Flyout } from './Flyout';
import { IconButton } from './IconButton';
import { Colours, LookMark, Stroke, Widths } from './ToolLook';
import { Letter } from './TextSizes';
import type { View } from './view';
import { draw, r } from './words';

export interface ToolsProps {
  readonly board: Board;
  readonly view: View;
  /** false while only the coach draws */
  readonly mayDraw: boolean;
  /** told in words when an undo could not be done */
  readonly onSkipped: () => void;
}

const KEYS: Readonly<Partial<Record<Tool, string>>> = {
  select: 'v', pen: 'p', highlighter: 'Shift+p', eraser: 'e', note: 'n', text: 't', laser: 'k',
  line: 'l', arrow: 'a', rectangle: 'r', ellipse: 'o',
};
const SHAPES = ['ellipse', 'rectangle', 'arrow', 'line'] as const;
type Held = Exclude<Tool, 'hand'>;

function wordOf(tool: Held): string {
  switch (tool) {
    case 'select':
    case 'pen':
    case 'note':
    case 'eraser':
      return r(tool);
    default:
      return draw(tool);
  }
}
const labelOf = (tool: Held): string | undefined =>
  tool === 'highlighter' || tool === 'laser' ? draw(`${tool}_label`) : undefined;
const iconOf = (tool: Held) => (tool === 'select' ? 'hand' : tool === 'pen' ? 'draw' : tool);

export interface ToolButtonProps {
  readonly view: View;
  readonly tool: Held;
  readonly disabled?: boolean;
  readonly onTaken?: () => void;
}

export function ToolButton({ view, tool, disabled = false, onTaken }: ToolButtonProps) {
  return (
    <IconButton
      icon={iconOf(tool)}
      word={wordOf(tool)}
      label={labelOf(tool)}
      keys={KEYS[tool]}
      pressed={view.tool.value === tool}
      disabled={disabled}
      onClick={() => {
        view.tool.value = tool;
        onTaken?.();
      }}
    />
  );
}

interface ShapesProps {
  readonly view: View;
  readonly side: 'right' | 'above';
  readonly disabled?: boolean;
  /** what else has no room in the phone's bar */
  readonly more?: readonly Held[];
}

/** Shapes fold into one button, which shows the one that is in hand. */
export function ShapesButton({ view, side, disabled = false, more = [] }: ShapesProps) {
  const tool = view.tool.value;
  const held = isShapeTool(tool) ? tool : more.find((one) => one === tool && one !== 'select');
  return (
    <Flyout
      word={held === undefined ? draw('shapes') : wordOf(held)}
      label={held === undefined ? draw('shapes') : `${wordOf(held)}, ${draw('shapes')}`}
      icon={held === undefined ? 'shapes' : iconOf(held)}
      pressed={held !== undefined}
      disabled={disabled}
      side={side}
    >
      {(close) => (
        <div class="flyout-tools">
          {[...SHAPES, ...more].map((shape) => (
            <ToolButton key={shape} view={view} tool={shape} onTaken={close} />
          ))}
        </div>
      )}
    </Flyout>
  );
}

function LookButton({ view, side }: Pick<ShapesProps, 'view' | 'side'>) {
  return (
    <Flyout word={draw('look')} label={draw('look_label')} icon={<LookMark view={view} />} side={side}>
      {() => (
        <>
          <Colours view={view} />
          {view.tool.value === 'note' ? null : <Widths view={view} />}
        </>
      )}
    </Flyout>
  );
}

function WidthFlyout({ view }: Pick<ShapesProps, 'view'>) {
  const writes = view.tool.value === 'text';
  const icon = writes ? <Letter size={view.textSize.value} /> : <Stroke width={view.width.value} />;
  return (
    <Flyout word={writes ? w('size') : draw('width')} icon={icon} side="right">
      {(close) => <Widths view={view} onTaken={close} />}
    </Flyout>
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
  const disabled = !mayDraw;
  return (
    <nav class="room-tools no-print" aria-label={r('tools')}>
      <ToolButton view={view} tool="select" />
      <ToolButton view={view} tool="pen" disabled={disabled} />
      <ToolButton view={view} tool="highlighter" disabled={disabled} />
      {mayDraw ? (
        <>
          <div class="tools-tall">
            <Colours view={view} />
            <WidthFlyout view={view} />
          </div>
          <div class="tools-low">
            <LookButton view={view} side="right" />
          </div>
        </>
      ) : null}
      <ShapesButton view={view} side="right" disabled={disabled} />
      <ToolButton view={view} tool="eraser" disabled={disabled} />
      <ToolButton view={view} tool="note" disabled={disabled} />
      <ToolButton view={view} tool="text" disabled={disabled} />
      <ToolButton view={view} tool="picture" disabled={disabled} />
      <ToolButton view={view} tool="laser" />
      <UndoButtons board={board} onSkipped={onSkipped} />
    </nav>
  );
}
