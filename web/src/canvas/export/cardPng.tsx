/** One card as a picture: drawn as on the sheet, with a little paper around it and all that was written. */
import type { Card } from '../../board/types';
import { roomyCard } from '../cardLayout';
import { SETTLED } from '../drawing/drawn';
import { drawElement } from '../drawing/element';
import { CARD_USEFUL, sheetLanguage } from '../drawing/scaleWords';
import { loadHandwriting, measure } from '../measure';
import { HAND } from './handwriting';
import { sheetPng } from './png';
import { offStage } from './sheetSvg';

/** Board units of paper around it. */
const MARGIN = 40;
/** ux.md: paper. */
const PAPER = '#fffefa';

/** @throws RangeError when the browser has no canvas to give */
export async function cardPng(card: Card): Promise<Blob> {
  loadHandwriting();
  const words = [card.title, ...card.labels, ...card.cells, CARD_USEFUL[sheetLanguage.peek()]].join('');
  await document.fonts.load(`40px '${HAND}'`, `a${words}`).catch(() => []);
  const whole = roomyCard({ ...card, frame: [MARGIN, MARGIN, card.frame[2], card.frame[3], 0] }, measure);
  const [width, height] = [whole.frame[2] + 2 * MARGIN, whole.frame[3] + 2 * MARGIN];
  const drawing = (
    <svg class="sheet" viewBox={`0 0 ${width} ${height}`}>
      {drawElement(whole, SETTLED)}
    </svg>
  );
  return sheetPng(await offStage(drawing, { width, height, ground: PAPER }, card.title), width, height);
}
