/** What is said of drawing by keyboard; `ui` hands it in, in the person's language. */
import type { ShapeKind } from '../board/types';

export interface CrosshairTexts {
  /** how the tool in hand is used by keyboard, read after the sheet's name */
  readonly keys: string;
  /** per cent of the sheet's width from its left, and of its height from its top */
  place(x: number, y: number): string;
  readonly penDown: string;
  readonly lineDrawn: string;
  shapeBegun(shape: ShapeKind): string;
  shapeDrawn(shape: ShapeKind): string;
  /** 0 when nothing lay there */
  erased(count: number): string;
  readonly laserOn: string;
  readonly laserOff: string;
  readonly givenUp: string;
}
