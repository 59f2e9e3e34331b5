/**
 * The page to read again as PDF: words that can be searched and copied, sheets as drawings.
 *
 * Words are in Helvetica, which every reader has; a row with a letter that its encoding lacks (Greek,
 * Arabic, emoji) becomes a picture of itself, drawn by the browser.
 */
import type { Pdf } from '../../canvas/export/pdf';
import type { SheetThen } from '../../exercises/periods';
import type { Line } from '../../reading/told';

/** mm */
const PAGE = { width: 210, height: 297, side: 24, top: 22, foot: 20 };
const WIDTH = PAGE.width - 2 * PAGE.side;
/** A sheet beside words: half as wide as the page, in the shape of A4. */
const SHEET = { width: 84, height: 119 };
const PT_MM = 25.4 / 72;
const LEADING = 1.38;
/** Pixels per mm of rows that are pictures. */
const SHARP = 12;

interface Look {
  readonly size: number;
  readonly style?: 'bold' | 'normal';
  readonly grey?: boolean;
  /** mm before it */
  readonly before?: number;
  readonly indent?: number;
  /** mm that must fit below it, so that no heading stands alone at the foot */
  readonly keep?: number;
}

const LOOKS = {
  title: { size: 19, style: 'bold' },
  section: { size: 14, style: 'bold', before: 11, keep: 18 },
  day: { size: 9.5, grey: true, before: 5, keep: 14 },
  from: { size: 10, style: 'bold', before: 4.5, keep: 7 },
  text: { size: 10.5 },
  sheet: { size: 10.5, style: 'bold', before: 6, keep: SHEET.height + 4 },
  item: { size: 10.5, indent: 3 },
  aside: { size: 9, grey: true },
} satisfies Readonly<Record<string, Look>>;

export interface ReadingPdfOptions {
  readonly title: string;
  /** a sheet as a drawing that stands alone */
  drawing(sheet: SheetThen): Promise<SVGSVGElement>;
  /** told after each line, 0..1 */
  onProgress?(done: number): void;
}

export async function readingPdf({ doc, draw }: Pdf, lines: readonly Line[], { title, drawing, onProgress }: ReadingPdfOptions): Promise<Blob> {
  let y = PAGE.top;
  const bottom = PAGE.height - PAGE.foot;

  function room(height: number): void {
    if (y + height <= bottom) return;
    doc.addPage('a4', 'portrait');
    y = PAGE.top;
  }
  function put(text: string, look: Look): void {
    const { size, style = 'normal', grey = false, before = 0, indent = 0, keep = 0 } = look;
    const height = size * PT_MM * LEADING;
    y += before;
    room(height + keep);
    for (const given of text.split('\n')) {
      doc.setFont('helvetica', style);
      doc.setFontSize(size);
      doc.setTextColor(grey ? '#51626a' : '#1e2b30');
      for (const row of given === '' ? [''] : (doc.splitTextToSize(given, WIDTH - indent) as string[])) {
        room(height);
        y += height;
        if (isWinAnsi(row)) doc.text(row, PAGE.side + indent, y - height * 0.25);
        else for (const part of wrapped(row, size, style, WIDTH - indent)) {
          if (part.at > 0) {
            room(height);
            y += height;
          }
          const { image, width, high } = pictured(part.text, size, style, grey);
          doc.addImage(image, 'PNG', PAGE.side + indent, y - height * 0.25 - high * 0.76, width, high);
        }
      }
    }
  }

  put(title, LOOKS.title);
  for (const [at, line] of lines.entries()) {
    if (line.is === 'letter') {
      put(`${line.from}   ${line.time}`, LOOKS.from);
      put(line.text, LOOKS.text);
      if (line.aside !== '') put(line.aside, LOOKS.aside);
    } else if (line.is === 'sheet') {
      put(line.text, LOOKS.sheet);
      y += 2;
      const box = { x: PAGE.side, y, ...SHEET };
      await draw(await drawing(line.sheet), box);
      doc.setDrawColor('#ccd3d1').setLineWidth(0.2).rect(box.x, box.y, box.width, box.height);
      y += SHEET.height + 3;
    } else if (line.is === 'item') put(`– ${line.text}`, LOOKS.item);
    else if (line.is === 'none') put(line.text, LOOKS.aside);
    else {
      put(line.text, LOOKS[line.is]);
      if (line.is === 'section' && line.aside !== '') put(line.aside, LOOKS.aside);
    }
    onProgress?.((at + 1) / lines.length);
  }
  const pages = doc.getNumberOfPages();
  for (let page = 1; page <= pages; page++) {
    doc.setPage(page);
    doc.setFont('helvetica', 'normal').setFontSize(9).setTextColor('#51626a');
    doc.text(`${page} / ${pages}`, PAGE.width / 2, PAGE.height - 10, { align: 'center' });
  }
  return doc.output('blob');
}

/** Source: PDF 32000-1, annex D.2, WinAnsiEncoding. */
const WIN_ANSI = /^[\t\x20-\x7e\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/;
const isWinAnsi = (row: string): boolean => WIN_ANSI.test(row);

function penFor(size: number, style: string): CanvasRenderingContext2D {
  const pen = document.createElement('canvas').getContext('2d');
  if (pen === null) throw new RangeError('no canvas');
  pen.font = `${style} ${size * PT_MM * SHARP}px Helvetica, Arial, sans-serif`;
  return pen;
}

/** jsPDF does not know how wide these letters are: measured by the browser, and parted at spaces. */
function wrapped(row: string, size: number, style: string, width: number): readonly { readonly text: string; readonly at: number }[] {
  const pen = penFor(size, style);
  const parts: string[] = [];
  for (const word of row.split(/(?<= )/)) {
    const last = parts.at(-1);
    if (last !== undefined && pen.measureText(last + word).width / SHARP <= width) parts[parts.length - 1] = last + word;
    else parts.push(word);
  }
  return parts.map((text, at) => ({ text, at }));
}

function pictured(text: string, size: number, style: string, grey: boolean): { readonly image: string; readonly width: number; readonly high: number } {
  const pen = penFor(size, style);
  const { canvas } = pen;
  const px = size * PT_MM * SHARP;
  canvas.width = Math.max(1, Math.ceil(pen.measureText(text).width));
  canvas.height = Math.ceil(px * 1.45);
  pen.font = `${style} ${px}px Helvetica, Arial, sans-serif`;
  pen.fillStyle = grey ? '#51626a' : '#1e2b30';
  pen.fillText(text, 0, px * 1.1);
  return { image: canvas.toDataURL('image/png'), width: canvas.width / SHARP, high: canvas.height / SHARP };
}
