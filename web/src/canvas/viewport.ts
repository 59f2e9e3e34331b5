/** Where the sheet lies in the space there is: fitted whole, or zoomed and panned. Pure arithmetic. */
import { SHEET_HEIGHT, SHEET_WIDTH } from '../wire/schema.gen';

export interface Space {
  readonly width: number;
  readonly height: number;
}
/** CSS px per board unit, and where the sheet's corner lies in the space, CSS px */
export interface Viewport {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}
export type Point = readonly [x: number, y: number];

/** Room for the sheet's shadow. */
const MARGIN_PX = 12;
const MOST_ZOOM = 6;

const marginIn = ({ width, height }: Space): number => Math.min(MARGIN_PX, width / 20, height / 20);

/** The whole sheet, hanging from the top, in the middle between the sides. */
export function fitted(space: Space): Viewport {
  const { width, height } = space;
  const margin = marginIn(space);
  const scale = Math.max(
    0.01,
    Math.min((width - 2 * margin) / SHEET_WIDTH, (height - 2 * margin) / SHEET_HEIGHT),
  );
  return { scale, x: (width - SHEET_WIDTH * scale) / 2, y: margin };
}

export const toBoard = (view: Viewport, [x, y]: Point): Point => [
  (x - view.x) / view.scale,
  (y - view.y) / view.scale,
];
export const toSpace = (view: Viewport, [x, y]: Point): Point => [
  x * view.scale + view.x,
  y * view.scale + view.y,
];

export const panned = (view: Viewport, space: Space, dx: number, dy: number): Viewport =>
  kept({ ...view, x: view.x + dx, y: view.y + dy }, space);

/** Zoom so that what lies under *at* stays there. */
export function zoomed(view: Viewport, space: Space, factor: number, at: Point): Viewport {
  const least = fitted(space).scale;
  const scale = Math.max(least, Math.min(least * MOST_ZOOM, view.scale * factor));
  const [x, y] = toBoard(view, at);
  return kept({ scale, x: at[0] - x * scale, y: at[1] - y * scale }, space);
}

export const isZoomed = (view: Viewport, space: Space): boolean =>
  view.scale > fitted(space).scale * 1.001;

/** No emptier than need be: a side shorter than the space lies as fitted, a longer one covers it. */
function kept({ scale, x, y }: Viewport, space: Space): Viewport {
  const within = (low: number, size: number, room: number, asFitted: number): number =>
    size <= room ? asFitted : Math.min(MARGIN_PX, Math.max(room - size - MARGIN_PX, low));
  const [width, height] = [SHEET_WIDTH * scale, SHEET_HEIGHT * scale];
  return {
    scale,
    x: within(x, width, space.width, (space.width - width) / 2),
    y: within(y, height, space.height, marginIn(space)),
  };
}
