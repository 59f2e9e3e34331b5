/** What a room's exercises say, as a page to keep. */
import { sheetLanguage } from '../../canvas/drawing/scaleWords';
import { readExercises } from '../../exercises/facts';
import { writeSummary } from '../../exercises/summary';
import { formatDate } from '../../i18n/language';
import type { Room } from '../room/openRoom';

/** @returns null when there are no exercises */
export function summaryOf({ board, zoneChanges }: Room): string | null {
  const sheets = board.sheets.peek();
  const facts = readExercises(sheets, (sheet) => board.elements(sheet).peek(), zoneChanges.peek());
  const count = facts.circles.length + facts.scales.length + facts.cards.length;
  const language = sheetLanguage.peek();
  return count === 0 ? null : writeSummary(facts, sheets, language, (at) => formatDate(at, language));
}
