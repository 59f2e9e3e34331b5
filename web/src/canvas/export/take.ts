/** Sheets on their way out of the browser: drawn here, handed to the person, sent nowhere. */
import type { Board, Sheet } from '../../board/types';
import { handOver } from './handOver';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';
import type { PictureDesk } from '../pictures/desk';
import { fileName } from './fileName';
import { sheetPng } from './png';
import { printSheets } from './print';
import { sheetSvg, withHandwriting, type Ground } from './sheetSvg';

export type Format = 'pdf' | 'png' | 'svg' | 'print';

export interface TakeOptions {
  readonly board: Board;
  readonly desk: PictureDesk | null;
  readonly sheets: readonly Sheet[];
  readonly format: Format;
  readonly ground: Ground;
  readonly language: 'nl' | 'en';
  readonly titleOf: (number: number) => string;
  /** the name behind an author */
  readonly nameOf: (id: string) => string;
  /** told before each sheet, from 1 */
  onProgress(sheet: number): void;
}

/** @throws whatever kept it from being made; nothing was saved then */
export async function takeSheets({ board, desk, sheets, format, ground, language, titleOf, nameOf, onProgress }: TakeOptions): Promise<void> {
  const all = board.sheets.peek();
  const drawn: { readonly number: number; readonly svg: SVGSVGElement }[] = [];
  for (const [at, sheet] of sheets.entries()) {
    onProgress(at + 1);
    const number = all.findIndex(({ id }) => id === sheet.id) + 1;
    drawn.push({ number, svg: await sheetSvg({ board, desk, nameOf, sheet, ground, title: titleOf(number) }) });
    await painted();
  }
  const now = new Date();
  const name = (extension: 'svg' | 'png' | 'pdf' | 'zip', sheet: number | null): string => fileName({ sheet, extension, now, language });
  const only = drawn.length === 1 ? (drawn[0]?.number ?? 1) : null;
  if (format === 'pdf') {
    const { sheetsPdf } = await import('./pdf');
    return handOver(await sheetsPdf(drawn.map(({ svg }) => svg), { language, onPage: (page) => onProgress(page + 1) }), name('pdf', only));
  }
  if (format === 'print') return printSheets(drawn.map(({ svg }) => svg));
  const blobs = new Map<string, Blob>();
  for (const { number, svg } of drawn) {
    const file =
      format === 'svg'
        ? new Blob([await withHandwriting(svg)], { type: 'image/svg+xml' })
        : await sheetPng(svg, SHEET_WIDTH, SHEET_HEIGHT);
    blobs.set(name(format, number), file);
  }
  const [first] = blobs;
  if (first !== undefined && blobs.size === 1) return handOver(first[1], first[0]);
  const { zipped } = await import('./zip');
  const bytes = new Map<string, Uint8Array>();
  for (const [called, blob] of blobs) bytes.set(called, new Uint8Array(await blob.arrayBuffer()));
  handOver(new Blob([new Uint8Array(zipped(bytes, now))], { type: 'application/zip' }), name('zip', null));
}

/** Let the page show how far it is. */
const painted = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
