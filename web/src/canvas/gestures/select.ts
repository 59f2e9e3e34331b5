/** The hand that selects: taps, moves and resizes. */
import type { Element, Note } from '../../board/types';
import { noteAt } from '../hit';
import type { Point } from '../viewport';
import { awayFrom, SLOP_PX, type Gesture, type Ground } from './gesture';
import { pan } from './view';

const DOUBLE_TAP_MS = 350;
/** Half the width of what can be taken hold of at a corner. */
const HANDLE_PX = 22;
let lastTap = { id: '', atMs: -Infinity };

export const noteUnder = ({ state, onBoard }: Ground, event: PointerEvent): Note | undefined =>
  noteAt(state.notes.peek(), onBoard(event), state.heightOf);

/** Move what lies under the pointer, resize at a corner of what is selected, or pan. */
export function select(ground: Ground, event: PointerEvent): Gesture {
  const { state } = ground;
  const selected = state.selectedNote.peek();
  const corner = cornerUnder(ground, event);
  if (corner !== undefined && selected !== null) return resizeNote(ground, selected, corner);
  const note = noteUnder(ground, event);
  const byFinger = event.pointerType === 'touch' && note?.id !== selected?.id;
  if (note === undefined || state.readOnly.peek() || byFinger || note.locked)
    return pan(ground, event, (end) => {
      if (note !== undefined) tapped(ground, note, end);
      else state.selected.value = null;
    });
  return moveNote(ground, event, note);
}

/** A tap selects and, by finger, lifts to reading size; a second one writes. */
function tapped({ place, state }: Ground, note: Element, event: PointerEvent): void {
  const again = lastTap.id === note.id && event.timeStamp - lastTap.atMs < DOUBLE_TAP_MS;
  lastTap = { id: note.id, atMs: event.timeStamp };
  state.selected.value = note.id;
  place.querySelector<HTMLElement>(`[data-note="${note.id}"]`)?.focus({ preventScroll: true });
  if (again) state.write(note.id);
  else if (event.pointerType === 'touch' || state.readOnly.peek()) state.lifted.value = note.id;
}

function moveNote(ground: Ground, first: PointerEvent, note: Note): Gesture {
  const { state, onBoard } = ground;
  const from = onBoard(first);
  const [x, y, width, height, angle] = note.frame;
  let moved = false;
  state.selected.value = note.id;
  return {
    move(event) {
      const to = onBoard(event);
      if (!moved && awayFrom(first, event) < SLOP_PX) return;
      moved = true;
      state.hold(note, [x + to[0] - from[0], y + to[1] - from[1], width, height, angle]);
    },
    end(event) {
      if (moved) state.letGo();
      else tapped(ground, note, event);
    },
    cancel: () => (state.held.value = null),
  };
}

function resizeNote({ state, onBoard }: Ground, note: Note, corner: Point): Gesture {
  const [x, y, width, height, angle] = note.frame;
  const right = x + width;
  const bottom = y + height;
  return {
    move(event) {
      const [px, py] = onBoard(event);
      const left = corner[0] === 0 ? Math.min(px, right - 90) : x;
      const top = corner[1] === 0 ? Math.min(py, bottom - 90) : y;
      const w = corner[0] === 0 ? right - left : px - x;
      const h = corner[1] === 0 ? bottom - top : py - y;
      state.hold(note, [left, top, w, h, angle]);
    },
    end: () => state.letGo(),
    cancel: () => (state.held.value = null),
  };
}

function cornerUnder({ state, onBoard }: Ground, event: PointerEvent): Point | undefined {
  const note = state.selectedNote.peek();
  if (note === null || state.readOnly.peek() || event.pointerType === 'touch') return undefined;
  const [x, y] = onBoard(event);
  const reach = HANDLE_PX / 2 / state.viewport.peek().scale;
  const [left, top, width] = note.frame;
  const corners: Point[] = [[0, 0], [1, 0], [0, 1], [1, 1]];
  return corners.find(
    ([cx, cy]) => Math.hypot(x - left - cx * width, y - top - cy * state.heightOf(note)) <= reach,
  );
}
