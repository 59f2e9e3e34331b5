/** The canvas's words, in the language on screen. */
import type { CrosshairTexts } from '../../canvas/crosshairTexts';
import type { SheetTexts } from '../../canvas/texts';
import { draw, r } from './words';

/** @param title the sheet's own name, may be '' */
export function sheetTexts(number: number, title: string): SheetTexts {
  return {
    crosshair: crosshairTexts(),
    sheet: title === '' ? r('sheet_number', { number }) : r('sheet_named', { number, title }),
    write: r('note_write'),
    putBack: r('note_back'),
    whole: r('sheet_whole'),
  };
}

function crosshairTexts(): CrosshairTexts {
  return {
    keys: draw('crosshair_keys'),
    place: (x, y) => draw('crosshair_place', { x, y }),
    penDown: draw('pen_down'),
    lineDrawn: draw('line_drawn'),
    shapeBegun: (shape) => draw('shape_begun', { shape: draw(shape) }),
    shapeDrawn: (shape) => draw('shape_drawn', { shape: draw(shape) }),
    erased: (count) => (count === 0 ? draw('erased_none') : count === 1 ? draw('erased_one') : draw('erased_many', { count })),
    laserOn: draw('laser_on'),
    laserOff: draw('laser_off'),
    givenUp: draw('given_up'),
  };
}
