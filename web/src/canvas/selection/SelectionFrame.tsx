/** The thin frame around what is selected, with round handles; and the one being drawn to select. */
import { toSpace } from '../viewport';
import { frameOf, measured } from '../measure';
import type { SheetState } from '../sheetState';
import { MarkFrame } from './MarkFrame';
import { noteTilt } from '../../board/seed';
import { frameAround, gripsOf, outlineOf, type Outline } from './handles';

export function SelectionFrame({ state }: { readonly state: SheetState }) {
  void measured.value;
  const view = state.viewport.value;
  const drawn = state.frame.value;
  const things = state.selection.value.map((element) => ({ element, frame: frameOf(element) }));
  const [only] = things;
  const resting = state.editing.value === null && drawn === null;
  const around = resting || (drawn !== null && things.length === 1) ? frameAround(things) : null;
  const free = !state.readOnly.value && things.every(({ element }) => element.locked !== true);
  const grips = free && resting ? gripsOf(view, things) : [];
  // A note hangs askew, and its frame with it.
  const tilt = things.length === 1 && only?.element.type === 'note' ? noteTilt(only.element.id) : 0;
  return (
    <div class="selection" aria-hidden="true">
      {things.length > 1
        ? things.map(({ element, frame }) => <div key={element.id} class="selection-one" style={placed(outlineOf(view, frame))} />)
        : null}
      {around === null ? null : (
        <div class="selection-frame" data-locked={free ? undefined : ''} style={placed(outlineOf(view, around), tilt)} />
      )}
      {grips.map(({ at: [x, y] }, index) => (
        <i key={index} style={{ left: `${x}px`, top: `${y}px` }} />
      ))}
      <MarkFrame state={state} />
      {drawn === null ? null : (
        <div
          class="selection-drawn"
          style={placed({
            left: toSpace(view, [drawn.left, drawn.top])[0],
            top: toSpace(view, [drawn.left, drawn.top])[1],
            width: (drawn.right - drawn.left) * view.scale,
            height: (drawn.bottom - drawn.top) * view.scale,
            angle: 0,
          })}
        />
      )}
    </div>
  );
}

function placed({ left, top, width, height, angle }: Outline, tilt = 0): Record<string, string> {
  return {
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
    transform: `rotate(${angle + tilt}deg)`,
  };
}
