/** The words the sheet needs; `ui` hands them in, in the person's language. */
import type { CrosshairTexts } from './crosshairTexts';

export interface SheetTexts {
  readonly crosshair: CrosshairTexts;
  /** accessible name of the sheet, e.g. “Sheet 1: Work” */
  readonly sheet: string;
  /** how it is used by keyboard, read after the name */
  readonly keys: string;
  /** the colours of notes, as words: yellow, blue, green, pink */
  readonly colours: readonly [string, string, string, string];
  /** a note's accessible name, e.g. “Yellow note by Eva: rest” */
  note(colour: string, who: string, text: string): string;
  /** the same while nothing is written on it */
  emptyNote(colour: string, who: string): string;
  /** what is said of ink, e.g. “12 strokes”; empty for none */
  strokes(count: number): string;
  /** label of the field in which a note is written */
  writeNote: string;
  /** buttons of a selected note */
  write: string;
  remove: string;
  /** names of the buttons that change its colour, e.g. “make it blue” */
  makeColour(colour: string): string;
  /** group of these buttons */
  noteButtons: string;
  /** close a note that was lifted to reading size */
  putBack: string;
  /** button that shows the whole sheet again after zooming */
  whole: string;
}
