/** The `t` of what stands under the sheet, and what a sheet is called. */
import type { Sheet, SheetId } from '../../board/types';
import { en } from '../../i18n/sheets.en';
import { nl } from '../../i18n/sheets.nl';
import { speak } from '../../i18n/texts';

export const v = speak(nl, en);

/** “vel 3” or “vel 3, Werk”, for the middle of a sentence. */
export function sheetName(sheets: readonly Sheet[], id: SheetId): string {
  const at = sheets.findIndex((sheet) => sheet.id === id);
  const title = sheets[at]?.title.trim() ?? '';
  const number = at + 1;
  return title === '' ? v('nth', { number }) : v('nth_named', { number, title });
}
