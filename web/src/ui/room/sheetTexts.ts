/** The canvas's words, in the language on screen. */
import type { CrosshairTexts } from '../../canvas/crosshairTexts';
import type { SheetTexts } from '../../canvas/texts';
import { draw, r } from './words';

/** @param title the sheet's own name, may be '' */
export function sheetTexts(number: number, title: string): SheetTexts {
  return {
    crosshair: crosshairTexts(),
    sheet: title === '' ? r('sheet_number', { number }) : r('sheet_named', { number, title }),
    keys: r('sheet_keys'),
    colours: [r('colour_0'), r('colour_1'), r('colour_2'), r('colour_3')],
    note: (colour, who, text) => r('note_of', { colour, who, text }),
    emptyNote: (colour, who) => r('note_empty', { colour, who }),
    strokes: (count) => (count === 0 ? '' : count === 1 ? r('strokes_one') : r('strokes_many', { count })),
    writeNote: r('note_write_label'),
    write: r('note_write'),
    remove: r('note_remove'),
    makeColour: (colour) => r('note_colour', { colour }),
    noteButtons: r('note_buttons'),
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
