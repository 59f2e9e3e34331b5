/**
 * Keys of what is selected, as users of Excalidraw and tldraw know them.
 *
 * They work wherever the focus is, but where letters are text or a dialog lies over the room.
 */
import { askExercise } from '../exercises';
import type { SheetState } from '../sheetState';
import { isWritable } from '../writing/writing';
import { stretched } from './frames';
import type { Direction } from './reorder';

/** Board units per key press; with Shift the larger. */
const STEP = 8;
const LARGE_STEP = 56;
/** Of a scale, for its marks. */
const MARK_STEPS = { small: 0.5, large: 1 } as const;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** @returns whether the key meant something here */
export function pressed(event: KeyboardEvent, state: SheetState): boolean {
  if (event.altKey) return false;
  if (event.ctrlKey || event.metaKey) return withCtrl(event, state);
  const ids = state.selected.peek();
  if (event.code === 'Digit1' && event.shiftKey) {
    state.zoom.value = null;
    return true;
  }
  if (ids.size === 0) return false;
  const arrow = ARROWS[event.key];
  const mark = state.mark.peek();
  if (event.key === 'Escape') {
    state.letGo();
    if (mark !== null || state.offer.peek() !== null) state.leaveMarks();
    else state.select([]);
    return true;
  }
  if (state.readOnly.peek()) return false;
  if (event.key === 'F2' || (event.key === 'Enter' && !isPressedBySpace(event.target))) return write(state);
  if (mark !== null && arrow !== undefined) {
    // Up and right are more, whichever way the scale lies.
    state.nudgeMark((arrow[0] - arrow[1]) * (event.shiftKey ? MARK_STEPS.large : MARK_STEPS.small));
    return true;
  }
  if (arrow !== undefined) {
    const step = event.shiftKey ? LARGE_STEP : STEP;
    state.nudge(ids, arrow[0] * step, arrow[1] * step);
    return true;
  }
  if (event.key === 'Delete' || event.key === 'Backspace') {
    if (mark !== null) state.removeMark();
    else state.remove(ids);
    return true;
  }
  return false;
}

/** On the one thing that is selected, if it can be written on. */
function write(state: SheetState): boolean {
  const [only, ...more] = state.selection.peek();
  if (only === undefined || more.length > 0 || only.locked === true) return false;
  if (askExercise(only)) return true;
  if (!isWritable(only)) return false;
  state.write(only.id);
  return true;
}

function withCtrl(event: KeyboardEvent, state: SheetState): boolean {
  const key = event.key.toLowerCase();
  if (key === 'a' && !event.shiftKey) {
    state.selectAll();
    return true;
  }
  const ids = state.selected.peek();
  if (ids.size === 0 || state.readOnly.peek()) return false;
  const arrow = ARROWS[event.key];
  if (arrow !== undefined) {
    const step = event.shiftKey ? LARGE_STEP : STEP;
    state.holdByKeys(stretched(state.loose(ids), arrow[0] * step, arrow[1] * step));
    return true;
  }
  if (key === 'd' && !event.shiftKey) state.duplicate(ids);
  else if (key === 'l' && event.shiftKey) state.lock(ids, state.selection.peek().some(({ locked }) => locked !== true));
  else {
    const direction = directionOf(event);
    if (direction === null) return false;
    state.reorder(ids, direction);
  }
  return true;
}

/** By the key's letter, and by its place: on many keyboards a bracket takes AltGr. */
function directionOf({ key, code, shiftKey }: KeyboardEvent): Direction | null {
  if (key === ']' || key === '}' || code === 'BracketRight') return shiftKey ? 'front' : 'forward';
  if (key === '[' || key === '{' || code === 'BracketLeft') return shiftKey ? 'back' : 'backward';
  return null;
}

export function listenToKeys(place: HTMLElement, state: SheetState): () => void {
  const listeners = new AbortController();
  const { signal } = listeners;

  function onKey(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || isElsewhere(place, event.target)) return;
    if (event.key === ' ' && !isPressedBySpace(event.target)) {
      state.grasping.value = true;
      place.style.cursor = 'grab';
      return event.preventDefault();
    }
    if (!pressed(event, state)) return;
    event.preventDefault();
    // What had the focus may be gone now: the sheet takes it.
    if (place.contains(document.activeElement) && ['Escape', 'Delete', 'Backspace'].includes(event.key))
      place.querySelector<HTMLElement>('.sheet-stage')?.focus({ preventScroll: true });
  }
  /** What keys have moved becomes an act before anything else is done, taking it back included. */
  const settle = (): void => {
    if (!state.byHand.peek()) state.letGo();
  };
  const settleAtKey = ({ key }: KeyboardEvent): void => {
    if (!(key in ARROWS) && key !== 'Shift' && key !== 'Control' && key !== 'Meta') settle();
  };
  const letSheetGo = (): void => {
    if (!state.grasping.peek()) return;
    state.grasping.value = false;
    place.style.cursor = '';
  };
  document.addEventListener('keyup', ({ key }) => key === ' ' && letSheetGo(), { signal });
  addEventListener('blur', letSheetGo, { signal });
  document.addEventListener('keydown', settleAtKey, { signal, capture: true });
  document.addEventListener('keydown', onKey, { signal });
  // Before the gesture or the button that the pointer is for.
  document.addEventListener('pointerdown', settle, { signal, capture: true });
  addEventListener('blur', settle, { signal });
  return () => listeners.abort();
}

/** True where keys are not the sheet's: in fields and dialogs, and when another sheet lies over this one. */
export function isElsewhere(place: HTMLElement, target: EventTarget | null): boolean {
  if (place.closest('[inert], [hidden], [aria-hidden="true"]') !== null) return true;
  if (document.querySelector('dialog[open]') !== null) return true;
  if (!(target instanceof Element)) return false;
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  return target.closest('input, textarea, select, [role="log"], [role="tablist"], [role="menu"]') !== null;
}

/** Where the space bar presses what has the focus; where it is held to talk, the room has taken the key already. */
const isPressedBySpace = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, a[href], summary, video, audio, [role="button"]') !== null;
