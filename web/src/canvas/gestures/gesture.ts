/** What one pointer does from going down until it lifts; every tool has its own. */
import type { SheetState } from '../sheetState';
import type { Point } from '../viewport';

export interface Gesture {
  move(event: PointerEvent): void;
  end(event: PointerEvent): void;
  cancel(): void;
}

/** What a gesture knows of the place it happens in. */
export interface Ground {
  readonly place: HTMLElement;
  readonly state: SheetState;
  /** CSS px from the corner of the space around the sheet */
  inSpace(event: PointerEvent | WheelEvent): Point;
  /** board units */
  onBoard(event: PointerEvent): Point;
}

export const NOTHING: Gesture = { move: () => undefined, end: () => undefined, cancel: () => undefined };

/** CSS px; less is a tap. */
export const SLOP_PX = 6;

export const awayFrom = (first: PointerEvent, event: PointerEvent): number =>
  Math.hypot(event.clientX - first.clientX, event.clientY - first.clientY);
