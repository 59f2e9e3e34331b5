/** The words the sheet needs; `ui` hands them in, in the person's language. */
import type { CrosshairTexts } from './crosshairTexts';

export interface SheetTexts {
  readonly crosshair: CrosshairTexts;
  /** accessible name of the sheet, e.g. “Sheet 1: Work” */
  readonly sheet: string;
  /** what a tap does to a note that was lifted to reading size: write on it, or put it back */
  write: string;
  putBack: string;
  /** button that shows the whole sheet again after zooming */
  whole: string;
}
