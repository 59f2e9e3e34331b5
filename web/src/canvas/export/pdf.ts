/**
 * Sheets as PDF: one drawing on a page of A4, ink as curves, words as words in the handwriting.
 *
 * jsPDF writes the file and svg2pdf.js turns our SVG into its calls; both are MIT, kept up (2026)
 * by Parallax and yWorks, and come only when a PDF is asked for. What they lack is added here: the
 * highlighter's multiplying, and lines whose letters the handwriting does not have, which become
 * small pictures of themselves.
 */
import { GState, jsPDF } from 'jspdf';
import { svg2pdf } from 'svg2pdf.js';
import { fetchBytes, HAND, handFiles } from './handwriting';
import { wordsForPdf, type Hand } from './pdfWords';
import { unpackWoff } from './sfnt';

/** mm */
const A4 = { portrait: { width: 210, height: 297 }, landscape: { width: 297, height: 210 } } as const;
const SVG = 'http://www.w3.org/2000/svg';
const MULTIPLY = 'FlipoverMultiply';
const NORMAL = 'FlipoverNormal';

export interface PdfOptions {
  /** `nl` or `en` */
  readonly language: 'nl' | 'en';
  readonly lie?: 'portrait' | 'landscape';
  /** told before each page, from 0 */
  onPage?(page: number): void;
}

export async function sheetsPdf(sheets: readonly SVGSVGElement[], { language, lie = 'portrait', onPage }: PdfOptions): Promise<Blob> {
  const { doc, draw } = await newPdf(language, lie);
  for (const [page, sheet] of sheets.entries()) {
    onPage?.(page);
    if (page > 0) doc.addPage('a4', lie);
    await draw(sheet, { x: 0, y: 0, ...A4[lie] });
  }
  return doc.output('blob');
}

/** In mm. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Pdf {
  /** on its first page, A4, in mm */
  readonly doc: jsPDF;
  /** Draw a sheet into *box* of the page at hand. */
  draw(sheet: SVGSVGElement, box: Box): Promise<void>;
}

export async function newPdf(language: 'nl' | 'en', lie: 'portrait' | 'landscape' = 'portrait'): Promise<Pdf> {
  const doc = new jsPDF({ unit: 'mm', format: 'a4', orientation: lie, compress: true });
  doc.setDocumentProperties({ title: 'Flipover', creator: 'Flipover' });
  doc.setLanguage(language);
  // Left out of its types: what PDF can do and jsPDF has no call for.
  const { write } = doc.internal as unknown as { readonly write: (...operators: string[]) => void };
  addBlending(doc, write);
  const hands = await addHandwriting(doc);
  return {
    doc,
    async draw(sheet, box) {
      for (const { multiplies, svg } of runsOf(await wordsForPdf(sheet, hands))) {
        write(`/${multiplies ? MULTIPLY : NORMAL} gs`);
        await svg2pdf(svg, doc, box);
      }
      write(`/${NORMAL} gs`);
    },
  };
}

/** The two blend modes; jsPDF knows only opacity. Source: PDF 32000-1, 8.4.5. */
function addBlending(doc: jsPDF, write: (...operators: string[]) => void): void {
  doc.addGState('always', new GState({ opacity: 1 })); // without one there is no dictionary to add to
  doc.internal.events.subscribe('putGStateDict', () => {
    write(`/${MULTIPLY} <</BM /Multiply>>`, `/${NORMAL} <</BM /Normal>>`);
  });
}

async function addHandwriting(doc: jsPDF): Promise<readonly Hand[]> {
  const hands: Hand[] = [];
  for (const [nth, { woff }] of handFiles().entries()) {
    const font = await unpackWoff(await fetchBytes(woff));
    const family = `${HAND} ${nth}`;
    let binary = '';
    for (const byte of font.bytes) binary += String.fromCharCode(byte);
    doc.addFileToVFS(`${family}.ttf`, binary);
    doc.addFont(`${family}.ttf`, family, 'normal');
    hands.push({ family, has: (codePoint) => font.has(codePoint) });
  }
  return hands;
}

/** Neighbours that are blended alike, each as a drawing of its own. */
function runsOf(sheet: SVGSVGElement): { readonly multiplies: boolean; readonly svg: SVGSVGElement }[] {
  const runs: { multiplies: boolean; svg: SVGSVGElement }[] = [];
  const shared = [...sheet.querySelectorAll('clipPath')];
  for (const child of [...sheet.children]) {
    if (child.localName === 'title' || child.localName === 'clipPath') continue;
    const multiplies = child.classList.contains('multiply');
    let run = runs.at(-1);
    if (run?.multiplies !== multiplies) {
      run = { multiplies, svg: sheet.cloneNode(false) as SVGSVGElement };
      const defs = document.createElementNS(SVG, 'defs');
      defs.append(...shared.map((one) => one.cloneNode(true)));
      run.svg.append(defs);
      runs.push(run);
    }
    run.svg.append(child.cloneNode(true));
  }
  return runs;
}
