/** What a room's exercises say when somebody leaves: as a page, as data, and each step by itself. */
import type { Card } from '../../board/types';
import { sheetLanguage } from '../../canvas/drawing/scaleWords';
import { readExercises } from '../../exercises/facts';
import { plainFacts } from '../../exercises/plain';
import { writeSummary } from '../../exercises/summary';
import { formatDate } from '../../i18n/language';
import type { Room } from '../room/openRoom';

export interface Summary {
  readonly page: string;
  /** JSON */
  readonly data: string;
  /** on which something was written, in the order of their sheets */
  readonly cards: readonly Card[];
}

/** @returns null when there are no exercises */
export function summaryOf({ board, zoneChanges, sessions }: Room): Summary | null {
  const sheets = board.sheets.peek();
  const facts = readExercises(sheets, (sheet) => board.elements(sheet).peek(), zoneChanges.peek());
  const count = facts.circles.length + facts.scales.length + facts.cards.length;
  if (count === 0) return null;
  const language = sheetLanguage.peek();
  return {
    page: writeSummary(facts, sheets, language, (at) => formatDate(at, language)),
    data: `${JSON.stringify(plainFacts(facts, sheets, sessions.peek()), null, 1)}\n`,
    cards: sheets.flatMap(({ id }) => board.elements(id).peek()).filter((element): element is Card => element.type === 'card' && isWritten(element)),
  };
}

const isWritten = ({ cells }: Card): boolean => cells.some((cell) => cell.trim() !== '');
