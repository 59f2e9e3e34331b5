/** The phone's one bar of 56: microphone, camera, write, draw, more; while drawing, the tools. */
import type { Room } from './openRoom';
import { CameraButton, LeaveButton, MicrophoneButton, WriteButton } from './CallButtons';
import { IconButton } from './IconButton';
import { Colours, WidthButton } from './ToolLook';
import { ShapesButton, ToolButton, UndoButtons } from './Tools';
import type { View } from './view';
import { r } from './words';

export interface PhoneBarProps {
  readonly room: Room;
  readonly view: View;
  readonly mayDraw: boolean;
  readonly unread: number;
  readonly onWrite: () => void;
  readonly onMore: () => void;
  readonly onLeave: () => void;
  readonly onSkipped: () => void;
}

export function PhoneBar(props: PhoneBarProps) {
  const { room, view, mayDraw, unread, onWrite, onMore, onLeave, onSkipped } = props;
  const { call, board } = room;
  const writingForm = call.form.value === 'writing';
  function draw(on: boolean): void {
    view.drawing.value = on;
    view.tool.value = on ? 'pen' : 'hand';
    if (on) {
      view.writing.value = false;
      view.facesFill.value = false;
    }
  }
  if (view.drawing.value)
    return (
      <nav class="room-bar drawing no-print" aria-label={r('tools')}>
        <div class="bar-look">
          <Colours view={view} />
          {view.tool.value === 'note' ? null : (
            <>
              <ToolButton view={view} tool="highlighter" />
              <WidthButton view={view} />
            </>
          )}
          <UndoButtons board={board} onSkipped={onSkipped} redo={false} />
        </div>
        {writingForm ? null : <MicrophoneButton call={call} />}
        <ToolButton view={view} tool="pen" />
        <ToolButton view={view} tool="note" />
        <ShapesButton view={view} side="above" more={['text', 'picture', 'select', 'laser']} />
        <ToolButton view={view} tool="eraser" />
        <IconButton icon="done" word={r('done')} onClick={() => draw(false)} />
      </nav>
    );
  return (
    <nav class="room-bar no-print" aria-label={r('bar')}>
      {writingForm ? null : <MicrophoneButton call={call} />}
      {call.form.value === 'picture' ? <CameraButton call={call} /> : null}
      <WriteButton open={view.writing.value} unread={unread} onToggle={onWrite} />
      {writingForm ? (
        <IconButton
          icon="sheet"
          word={r('to_sheet')}
          pressed={!view.writing.value}
          onClick={() => {
            view.writing.value = false;
          }}
        />
      ) : null}
      <IconButton icon="draw" word={r('draw')} disabled={!mayDraw} onClick={() => draw(true)} />
      <IconButton icon="more" word={r('more')} onClick={onMore} />
      {writingForm ? <LeaveButton onLeave={onLeave} /> : null}
    </nav>
  );
}
