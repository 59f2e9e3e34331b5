/**
 * Drawing by keyboard: a crosshair that the arrow keys move over the sheet.
 *
 * Enter puts the pen down and lifts it, begins and ends a shape, erases what lies under, lights and
 * puts out the laser; Escape gives up. What happens is said in words.
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import { frameBetween, usualFrame } from '../board/shapeFrame';
import type { Frame, ShapeKind } from '../board/types';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../wire/schema.gen';
import type { CrosshairTexts } from './crosshairTexts';
import { strokesOnWay } from './hit';
import type { SheetState } from './sheetState';
import { isMarkingTool, isShapeTool, type Tool } from './tools';
import { panned, toBoard, toSpace, type Point } from './viewport';

export interface Crosshair {
  /** board units; null while it is not shown */
  readonly at: ReadonlySignal<Point | null>;
  /** the pen is on the paper, a shape is begun, or the laser shines */
  readonly down: ReadonlySignal<boolean>;
  /** for a live region */
  readonly said: ReadonlySignal<string>;
  /** @returns whether the key was the crosshair's */
  press(event: KeyboardEvent): boolean;
  /** What was begun ends where it is, and is kept. */
  end(): void;
  /** The pointer is used, or the focus is elsewhere. */
  putAway(): void;
}

/** What Enter has begun; ends when it is pressed again. */
interface Begun {
  moved(to: Point): void;
  /** @returns what is said */
  end(): string;
  cancel(): void;
}

/** Board units per key press. */
const STEP = 10;
const LARGE_STEP = 50;
/** Between two points of a line drawn by keys, board units and ms. */
const POINT_UNITS = 5;
const POINT_MS = 8;
/** A key is less exact than an eye. */
const ERASE_REACH = 14;
/** The place is told once the keys rest. */
const TELL_MS = 600;
/** CSS px that stay between the crosshair and the edge of what is seen. */
const EDGE_PX = 40;

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function createCrosshair(state: SheetState, texts: () => CrosshairTexts): Crosshair {
  const { board, sheet } = state;
  const at = signal<Point | null>(null);
  const down = signal(false);
  const said = signal('');
  let begun: Begun | null = null;
  /** where it was when it was put away */
  let left: Point | null = null;
  let telling = 0;

  function tellPlace([x, y]: Point): void {
    clearTimeout(telling);
    const percent = (value: number, whole: number): number => Math.round((100 * value) / whole);
    telling = window.setTimeout(() => {
      said.value = texts().place(percent(x, SHEET_WIDTH), percent(y, SHEET_HEIGHT));
    }, TELL_MS);
  }

  function say(words: string): void {
    clearTimeout(telling);
    // The same words once more are news again.
    said.value = said.peek() === words ? `${words}\u00a0` : words;
  }

  function finish(): void {
    begun = null;
    down.value = false;
  }

  /** Where it was left, or in the middle of what is seen. */
  function place(): Point {
    const now = at.peek() ?? left;
    if (now !== null) return now;
    const { width, height } = state.space.peek();
    return onSheet(toBoard(state.viewport.peek(), [width / 2, height / 2]));
  }

  /** Move what is seen of the sheet along, when one has zoomed in. */
  function follow(to: Point): void {
    const [view, space] = [state.viewport.peek(), state.space.peek()];
    if (state.zoom.peek() === null) return;
    const [x, y] = toSpace(view, to);
    const beyond = (value: number, size: number): number =>
      Math.min(0, value - EDGE_PX) + Math.max(0, value - size + EDGE_PX);
    const [dx, dy] = [beyond(x, space.width), beyond(y, space.height)];
    if (dx !== 0 || dy !== 0) state.zoom.value = panned(view, space, -dx, -dy);
  }

  function move(step: Point, large: boolean): void {
    const from = place();
    const size = large ? LARGE_STEP : STEP;
    const to = onSheet([from[0] + step[0] * size, from[1] + step[1] * size]);
    at.value = to;
    follow(to);
    begun?.moved(to);
    board.moveCursor(sheet, ...to);
    tellPlace(to);
  }

  function enter(tool: Tool): void {
    const here = place();
    at.value = here;
    if (begun !== null) {
      const words = begun.end();
      finish();
      say(words);
    } else if (tool === 'eraser') {
      const there = board.elements(sheet).peek().filter((e) => e.locked !== true && !board.previews.peek().has(e.id));
      const found = strokesOnWay(there, here, here, ERASE_REACH);
      board.remove(found.map(({ id }) => id));
      say(texts().erased(found.length));
    } else {
      down.value = true;
      if (isShapeTool(tool)) begun = beginShape(tool, here);
      else begun = tool === 'laser' ? beginLaser(here) : beginInk(tool, here);
    }
  }

  function beginInk(tool: Tool, first: Point): Begun {
    const width = state.width.peek();
    const drawing = board.startInk(
      sheet,
      tool === 'highlighter' ? { marker: state.highlight.peek(), width, tip: 'highlighter' } : { marker: state.marker.peek(), width },
    );
    let last = first;
    let ms = 0;
    drawing.add(...first, 0.5, ms);
    state.own.value = drawing;
    say(texts().penDown);
    const stop = (): void => void (state.own.value = null);
    return {
      moved(to) {
        const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - last[0], to[1] - last[1]) / POINT_UNITS));
        for (let step = 1; step <= steps; step++) {
          const [x, y] = [last[0] + ((to[0] - last[0]) * step) / steps, last[1] + ((to[1] - last[1]) * step) / steps];
          drawing.add(x, y, 0.5, (ms += POINT_MS));
        }
        last = to;
      },
      end() {
        drawing.finish();
        stop();
        return texts().lineDrawn;
      },
      cancel() {
        drawing.cancel();
        stop();
      },
    };
  }

  function beginShape(shape: ShapeKind, from: Point): Begun {
    const look = { shape, marker: state.marker.peek(), width: state.width.peek() };
    const start = (frame: Frame) => board.startShape(sheet, look, frame);
    const drawing = start(frameBetween(shape, from, from));
    let moved = false;
    state.ownShape.value = { drawing };
    say(texts().shapeBegun(shape));
    return {
      moved(to) {
        moved = to[0] !== from[0] || to[1] !== from[1];
        drawing.set(frameBetween(shape, from, to));
      },
      end() {
        if (!moved) drawing.set(usualFrame(shape, from));
        drawing.finish();
        state.ownShape.value = null;
        return texts().shapeDrawn(shape);
      },
      cancel() {
        drawing.cancel();
        state.ownShape.value = null;
      },
    };
  }

  function beginLaser(first: Point): Begun {
    board.pointLaser(sheet, ...first);
    say(texts().laserOn);
    const lift = (): void => board.liftLaser();
    return {
      moved: (to) => board.pointLaser(sheet, ...to),
      end() {
        lift();
        return texts().laserOff;
      },
      cancel: lift,
    };
  }

  function escape(): boolean {
    if (begun !== null) {
      begun.cancel();
      finish();
      say(texts().givenUp);
      return true;
    }
    if (at.peek() === null) return false;
    hide();
    return true;
  }

  function hide(): void {
    left = at.peek() ?? left;
    at.value = null;
  }

  function end(): void {
    clearTimeout(telling);
    begun?.end();
    finish();
  }

  return {
    at,
    down,
    said,
    press(event) {
      const tool = state.tool.peek();
      if (event.ctrlKey || event.metaKey || event.altKey) return false;
      if (!isMarkingTool(tool) || (state.readOnly.peek() && tool !== 'laser')) return false;
      const step = ARROWS[event.key];
      if (step !== undefined) move(step, event.shiftKey);
      else if (event.key === 'Enter') enter(tool);
      else return event.key === 'Escape' && escape();
      return true;
    },
    end,
    putAway() {
      end();
      hide();
    },
  };
}

const onSheet = ([x, y]: Point): Point => [
  Math.max(0, Math.min(SHEET_WIDTH, x)),
  Math.max(0, Math.min(SHEET_HEIGHT, y)),
];
