/**
 * Pointers on the sheet: drawing, erasing, moving notes, panning, pinching.
 *
 * A pen always draws; a finger does what the tool says, and two fingers always pan and zoom. Works
 * on the space around the sheet, so that a stroke may begin and end beside it.
 */
import type { Element as BoardElement, Frame, Note } from '../board/types';
import { MAX_LIVE_POINTS } from '../board/liveInk';
import { strokesOnWay, noteAt } from './hit';
import type { SheetState } from './sheetState';
import { isZoomed, panned, toBoard, zoomed, type Point } from './viewport';

/** CSS px; less is a tap. */
const SLOP_PX = 6;
/** CSS px around the eraser's path. */
const ERASER_PX = 8;
/** A second finger so soon means a pinch, not the end of a stroke. */
const PINCH_MS = 300;
const DOUBLE_TAP_MS = 350;
/** Half the width of what can be taken hold of at a note's corner. */
const HANDLE_PX = 22;

interface Gesture {
  move(event: PointerEvent): void;
  end(event: PointerEvent): void;
  cancel(): void;
}

export function listenToPointers(place: HTMLElement, state: SheetState): () => void {
  const { board, sheet } = state;
  const down = new Map<number, PointerEvent>();
  let gesture: Gesture | null = null;
  let gestureId = -1;
  let startedMs = 0;
  let lastTap = { id: '', atMs: -Infinity };

  const inSpace = (event: PointerEvent | WheelEvent): Point => {
    const box = place.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const onBoard = (event: PointerEvent): Point => toBoard(state.viewport.peek(), inSpace(event));

  function draw(first: PointerEvent): Gesture {
    const marker = state.marker.peek();
    const width = state.width.peek();
    const box = place.getBoundingClientRect();
    const begin = () => {
      const drawing = board.startInk(sheet, marker, width);
      state.own.value = { drawing, marker, width };
      return drawing;
    };
    let drawing = begin();
    const add = (event: PointerEvent): void => {
      const at: Point = [event.clientX - box.left, event.clientY - box.top];
      const [x, y] = toBoard(state.viewport.peek(), at);
      drawing.add(x, y, event.pointerType === 'pen' ? event.pressure : 0.5, event.timeStamp);
      if (drawing.points.peek().length < MAX_LIVE_POINTS) return;
      drawing.finish();
      drawing = begin();
      drawing.add(x, y, event.pointerType === 'pen' ? event.pressure : 0.5, event.timeStamp);
    };
    add(first);
    return {
      move(event) {
        const samples = event.getCoalescedEvents?.() ?? [];
        for (const sample of samples.length > 0 ? samples : [event]) add(sample);
      },
      end() {
        drawing.finish();
        state.own.value = null;
      },
      cancel() {
        drawing.cancel();
        state.own.value = null;
      },
    };
  }

  function erase(first: PointerEvent): Gesture {
    const touched = new Set<string>();
    let last = onBoard(first);
    const sweep = (event: PointerEvent): void => {
      const here = onBoard(event);
      const reach = ERASER_PX / state.viewport.peek().scale;
      const there = board.elements(sheet).peek().filter((e: BoardElement) => !board.previews.peek().has(e.id));
      const found = strokesOnWay(there, last, here, reach).filter(({ id }) => !touched.has(id));
      last = here;
      for (const { id } of found) touched.add(id);
      // Gone as it is touched: one sees what the eraser does.
      if (found.length > 0) board.remove(found.map(({ id }) => id));
    };
    sweep(first);
    return { move: sweep, end: () => undefined, cancel: () => undefined };
  }

  function moveNote(first: PointerEvent, note: Note): Gesture {
    const from = onBoard(first);
    const [x, y, width, height, angle] = note.frame;
    let moved = false;
    state.selected.value = note.id;
    return {
      move(event) {
        const to = onBoard(event);
        const away = Math.hypot(event.clientX - first.clientX, event.clientY - first.clientY);
        if (!moved && away < SLOP_PX) return;
        moved = true;
        state.hold(note, [x + to[0] - from[0], y + to[1] - from[1], width, height, angle]);
      },
      end(event) {
        if (moved) state.letGo();
        else tapped(note, event);
      },
      cancel: () => (state.held.value = null),
    };
  }

  function resizeNote(note: Note, corner: Point): Gesture {
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
        state.hold(note, [left, top, w, h, angle] satisfies Frame);
      },
      end: () => state.letGo(),
      cancel: () => (state.held.value = null),
    };
  }

  function pan(first: PointerEvent, note: Note | undefined): Gesture {
    let last = inSpace(first);
    let moved = false;
    return {
      move(event) {
        const here = inSpace(event);
        if (!moved && Math.hypot(here[0] - last[0], here[1] - last[1]) < SLOP_PX) return;
        moved = true;
        const view = panned(state.viewport.peek(), state.space.peek(), here[0] - last[0], here[1] - last[1]);
        if (state.zoom.peek() !== null) state.zoom.value = view;
        last = here;
      },
      end(event) {
        if (moved) return;
        if (note !== undefined) tapped(note, event);
        else state.selected.value = null;
      },
      cancel: () => undefined,
    };
  }

  function putNote(first: PointerEvent): Gesture {
    return {
      move: () => undefined,
      end(event) {
        const away = Math.hypot(event.clientX - first.clientX, event.clientY - first.clientY);
        if (away > 3 * SLOP_PX) return;
        const note = noteUnder(event);
        if (note !== undefined) state.write(note.id);
        else state.newNote(onBoard(event));
      },
      cancel: () => undefined,
    };
  }

  function pinch(): Gesture {
    const pair = (): [PointerEvent, PointerEvent] | null => {
      const [a, b] = [...down.values()];
      return a !== undefined && b !== undefined ? [a, b] : null;
    };
    const middle = ([a, b]: [PointerEvent, PointerEvent]): Point => {
      const [ax, ay] = inSpace(a);
      const [bx, by] = inSpace(b);
      return [(ax + bx) / 2, (ay + by) / 2];
    };
    const apart = ([a, b]: [PointerEvent, PointerEvent]): number =>
      Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY));
    let last = pair();
    let lastMiddle: Point = last === null ? [0, 0] : middle(last);
    let lastApart = last === null ? 1 : apart(last);
    return {
      move() {
        last = pair();
        if (last === null) return;
        const here = middle(last);
        const space = state.space.peek();
        const nearer = zoomed(state.viewport.peek(), space, apart(last) / lastApart, here);
        const view = panned(nearer, space, here[0] - lastMiddle[0], here[1] - lastMiddle[1]);
        state.zoom.value = isZoomed(view, space) ? view : null;
        lastMiddle = here;
        lastApart = apart(last);
      },
      end: () => undefined,
      cancel: () => undefined,
    };
  }

  function noteUnder(event: PointerEvent): Note | undefined {
    return noteAt(state.notes.peek(), onBoard(event), state.heightOf);
  }

  /** A tap selects and, by finger, lifts to reading size; a second one writes. */
  function tapped(note: Note, event: PointerEvent): void {
    const again = lastTap.id === note.id && event.timeStamp - lastTap.atMs < DOUBLE_TAP_MS;
    lastTap = { id: note.id, atMs: event.timeStamp };
    state.selected.value = note.id;
    place.querySelector<HTMLElement>(`[data-note="${note.id}"]`)?.focus({ preventScroll: true });
    if (again) state.write(note.id);
    else if (event.pointerType === 'touch' || state.readOnly.peek()) state.lifted.value = note.id;
  }

  function cornerUnder(event: PointerEvent): Point | undefined {
    const note = state.selectedNote.peek();
    if (note === null || state.readOnly.peek() || event.pointerType === 'touch') return undefined;
    const [x, y] = onBoard(event);
    const reach = HANDLE_PX / 2 / state.viewport.peek().scale;
    const [left, top, width] = note.frame;
    const corners: Point[] = [[0, 0], [1, 0], [0, 1], [1, 1]];
    return corners.find(
      ([cx, cy]) =>
        Math.hypot(x - left - cx * width, y - top - cy * state.heightOf(note)) <= reach,
    );
  }

  function chosen(event: PointerEvent): Gesture | null {
    const tool = state.tool.peek();
    const mayDraw = !state.readOnly.peek();
    if (event.button === 1) return pan(event, undefined);
    if (event.button !== 0 && event.button !== 5) return null;
    if (mayDraw && event.button === 5) return erase(event);
    if (mayDraw && tool === 'note') return putNote(event);
    if (mayDraw && tool === 'eraser') return erase(event);
    if (mayDraw && (tool === 'pen' || event.pointerType === 'pen')) return draw(event);
    const selected = state.selectedNote.peek();
    const corner = cornerUnder(event);
    if (corner !== undefined && selected !== null) return resizeNote(selected, corner);
    const note = noteUnder(event);
    const byFinger = event.pointerType === 'touch' && note?.id !== selected?.id;
    if (note === undefined || !mayDraw || byFinger) return pan(event, note);
    return moveNote(event, note);
  }

  function onDown(event: PointerEvent): void {
    if (event.target instanceof Node && isControl(event.target)) return;
    // A hand that rests on the glass while its pen draws.
    if (event.pointerType === 'touch' && penIsDown()) return;
    if (state.editing.peek() !== null) state.endWriting();
    state.lifted.value = null;
    down.set(event.pointerId, event);
    const fingers = [...down.values()].filter((e) => e.pointerType === 'touch').length;
    if (fingers === 2) {
      if (event.timeStamp - startedMs < PINCH_MS || state.own.peek() === null) gesture?.cancel();
      else gesture?.end(event);
      gesture = pinch();
      gestureId = -1;
    } else if (gesture === null) {
      gesture = chosen(event);
      gestureId = event.pointerId;
      startedMs = event.timeStamp;
    }
    if (gesture === null) return;
    place.setPointerCapture(event.pointerId);
    // Keeps the page from selecting text, and focus where the keyboard had it.
    event.preventDefault();
    const note = state.selected.peek();
    const under = noteUnder(event)?.id;
    const button = note !== null && note === under ? `[data-note="${note}"]` : '.sheet-stage';
    place.querySelector<HTMLElement>(button)?.focus({ preventScroll: true });
  }

  const penIsDown = (): boolean => [...down.values()].some((event) => event.pointerType === 'pen');

  function onMove(event: PointerEvent): void {
    if (down.has(event.pointerId)) down.set(event.pointerId, event);
    if (gesture !== null && (gestureId === event.pointerId || gestureId === -1)) gesture.move(event);
    pointAt(event);
  }

  /** While one draws, the ink itself shows where. */
  function pointAt(event: PointerEvent): void {
    if (state.own.peek() !== null || event.pointerType === 'touch') return;
    const [x, y] = onBoard(event);
    if (x >= 0 && y >= 0 && x <= 1000 && y <= 1414) board.moveCursor(sheet, x, y);
  }

  function onEnd(event: PointerEvent): void {
    if (!down.delete(event.pointerId)) return;
    if (gestureId !== event.pointerId && gestureId !== -1) return;
    if (event.type === 'pointercancel') gesture?.cancel();
    else gesture?.end(event);
    // The others' view of this pointer must not fall back to where the stroke began.
    pointAt(event);
    // After a pinch the finger that is left does nothing more.
    gesture = down.size > 0 ? { move: () => undefined, end: () => undefined, cancel: () => undefined } : null;
    gestureId = gesture === null ? -1 : ([...down.keys()][0] ?? -1);
  }

  function onWheel(event: WheelEvent): void {
    const space = state.space.peek();
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const factor = Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.01));
      const view = zoomed(state.viewport.peek(), space, factor, inSpace(event));
      state.zoom.value = isZoomed(view, space) ? view : null;
    } else if (state.zoom.peek() !== null) {
      event.preventDefault();
      state.zoom.value = panned(state.viewport.peek(), space, -event.deltaX, -event.deltaY);
    }
  }

  /** Or the browser would click on what the touch has just brought up under the finger. */
  function onTouchEnd(event: TouchEvent): void {
    if (event.cancelable && !(event.target instanceof Node && isControl(event.target))) event.preventDefault();
  }

  const listeners = new AbortController();
  const options = { signal: listeners.signal };
  place.addEventListener('pointerdown', onDown, options);
  place.addEventListener('pointermove', onMove, options);
  place.addEventListener('pointerup', onEnd, options);
  place.addEventListener('pointercancel', onEnd, options);
  place.addEventListener('touchend', onTouchEnd, { ...options, passive: false });
  place.addEventListener('wheel', onWheel, { ...options, passive: false });
  return () => {
    gesture?.cancel();
    listeners.abort();
  };
}

/** Fields and buttons over the sheet take their own pointers. */
function isControl(target: Node): boolean {
  const element = target instanceof Element ? target : target.parentElement;
  return element?.closest('[data-sheet-control]') !== null;
}
