/**
 * A sheet at the size of a stamp, as pixels: hundreds of shapes that a page would have to place and
 * paint again for every frame are one picture. Painted a few at a time; the same drawing as on the easel.
 */
import { render, type VNode } from 'preact';
import { settledInkPath } from '../../board/outline';
import type { Element as BoardElement, Ink, Paper } from '../../board/types';
import { SETTLED } from '../../canvas/drawing/drawn';
import { drawElement } from '../../canvas/drawing/element';
import { inkColour } from '../../canvas/drawing/ink';
import { HAND } from '../../canvas/export/handwriting';
import { paintOn } from '../../canvas/export/png';
import { wordsOf } from '../../canvas/export/sheetSvg';
import { standalone } from '../../canvas/export/standalone';
import { rulingOf } from '../../canvas/Paper';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';

export interface Stamp {
  readonly paper: Paper;
  /** in drawing order; none that `comesLate` */
  readonly elements: readonly BoardElement[];
  /** px */
  readonly width: number;
}

/** A picture may come long after its sheet was drawn, and go again: a stamp would not know. */
export const comesLate = ({ type }: BoardElement): boolean => type === 'picture';

/**
 * Paint *stamp* on *canvas*, all at once when it is ready.
 *
 * @param host stands where the canvas does: there it is drawn before it is painted
 * @param rest called after each thing; may take its time
 * @returns false when the browser has no canvas to give, none is in sight, or *signal* gave it up
 */
export async function paintStamp(
  canvas: HTMLCanvasElement,
  { paper, elements, width }: Stamp,
  host: Element,
  rest: () => Promise<void>,
  signal: AbortSignal,
): Promise<boolean> {
  // Out of sight by now: a canvas of no size cannot be painted, and nobody would see it.
  if (width === 0) return false;
  const scale = width / SHEET_WIDTH;
  const height = Math.round(SHEET_HEIGHT * scale);
  const ready = document.createElement('canvas');
  [ready.width, ready.height] = [width, height];
  const pen = ready.getContext('2d');
  if (pen === null) return false;
  pen.scale(scale, scale);
  const words = wordsOf(elements);
  if (words !== '') await document.fonts.load(`40px '${HAND}'`, words).catch(() => []);
  // What is drawn in a place that has left the page has no styles.
  if (signal.aborted) return false;
  await paintDrawn(pen, <Ground paper={paper} />, host);
  for (const element of elements) {
    await rest();
    if (signal.aborted) return false;
    if (element.type !== 'ink' || !paintInk(pen, element)) await paintDrawn(pen, drawElement(element, SETTLED), host);
  }
  [canvas.width, canvas.height] = [width, height];
  canvas.getContext('2d')?.drawImage(ready, 0, 0);
  return true;
}

function Ground({ paper }: { readonly paper: Paper }) {
  return (
    <>
      <rect class="paper-ground" width={SHEET_WIDTH} height={SHEET_HEIGHT} />
      {paper === 'plain' ? null : <path class="paper-ruling" d={rulingOf(paper)} />}
    </>
  );
}

/** Strokes are most of what lies on a sheet, and no style tells anything of them. @returns false when unsound */
function paintInk(pen: CanvasRenderingContext2D, ink: Ink): boolean {
  const path = settledInkPath(ink);
  if (path === '') return false;
  pen.globalCompositeOperation = ink.tip === 'highlighter' ? 'multiply' : 'source-over';
  pen.fillStyle = inkColour(ink);
  pen.fill(new Path2D(path));
  pen.globalCompositeOperation = 'source-over';
  return true;
}

async function paintDrawn(pen: CanvasRenderingContext2D, drawing: VNode, host: Element): Promise<void> {
  render(<svg viewBox={`0 0 ${SHEET_WIDTH} ${SHEET_HEIGHT}`}>{drawing}</svg>, host);
  const svg = host.firstElementChild;
  const copy = svg === null ? null : standalone(svg, { family: `'${HAND}', cursive`, href: () => null });
  render(null, host);
  if (copy !== null) await paintOn(pen, copy);
}
