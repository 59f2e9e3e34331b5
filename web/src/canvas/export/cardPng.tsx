/** One card as a picture: drawn as on the sheet, with a little paper around it and all that was written. */
import type { Card } from '../../board/types';
import { CARD_PADDING, CARD_TEXT, cellFrames, LABEL_ROOM } from '../drawing/card';
import { SETTLED } from '../drawing/drawn';
import { drawElement } from '../drawing/element';
import { loadHandwriting, measure } from '../measure';
import { breakText, NOTE_LINE } from '../noteText';
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
  const words = [card.title, ...card.labels, ...card.cells].join('');
  await document.fonts.load(`40px '${HAND}'`, `a${words}`).catch(() => []);
  const whole = withRoom({ ...card, frame: [MARGIN, MARGIN, card.frame[2], card.frame[3], 0] });
  const [width, height] = [whole.frame[2] + 2 * MARGIN, whole.frame[3] + 2 * MARGIN];
  const drawing = (
    <svg class="sheet" viewBox={`0 0 ${width} ${height}`}>
      {drawElement(whole, SETTLED)}
    </svg>
  );
  return sheetPng(await offStage(drawing, { width, height, ground: PAPER }, card.title), width, height);
}

/** As high as it takes: on the sheet a card stays as high as somebody made it, and lines may be hidden. */
function withRoom(card: Card): Card {
  const [cell] = cellFrames(card);
  if (cell === undefined) return card;
  const [, , width, height] = cell;
  const lines = card.cells.map((text) => breakText(text, (width - 2 * CARD_PADDING) / CARD_TEXT, measure).lines.length);
  const needed = LABEL_ROOM + 8 + Math.max(0, ...lines) * CARD_TEXT * NOTE_LINE;
  const rows = Math.ceil(card.labels.length / card.columns);
  const [x, y, w, h, angle] = card.frame;
  return { ...card, frame: [x, y, w, h + Math.max(0, Math.ceil(needed) - height) * rows, angle] };
}
