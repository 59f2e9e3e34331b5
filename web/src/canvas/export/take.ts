/** Sheets on their way out of the browser: drawn here, handed to the person, sent nowhere. */
import type { Element, Paper } from '../../board/types';
import { handOver } from './handOver';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';
import type { PictureDesk } from '../pictures/desk';
import { fileName } from './fileName';
import { sheetPng } from './png';
import { printSheets } from './print';
import { sheetSvg, withHandwriting, type Ground } from './sheetSvg';

export type Format = 'pdf' | 'png' | 'svg' | 'print';

/** A sheet as it is, or as it was. */
export interface SheetToTake {
  readonly paper: Paper;
  readonly elements: readonly Element[];
  /** what its picture is called for who cannot see it */
  readonly title: string;
  /** for the name of its file, from 1 */
  readonly number: number;
  /** of what it shows; now when absent */
  readonly day?: Date;
}
export interface TakeOptions {
  readonly desk: PictureDesk | null;
  readonly sheets: readonly SheetToTake[];
  readonly format: Format;
  readonly ground: Ground;
  readonly language: 'nl' | 'en';
  /** the name behind an author */
  readonly nameOf: (id: string) => string;
  /** told before each sheet, from 1 */
  onProgress(sheet: number): void;
}

/** @throws whatever kept it from being made; nothing was saved then */
export async function takeSheets({ desk, sheets, format, ground, language, nameOf, onProgress }: TakeOptions): Promise<void> {
  const now = new Date();
  const drawn: { readonly sheet: SheetToTake; readonly svg: SVGSVGElement }[] = [];
  for (const [at, sheet] of sheets.entries()) {
    onProgress(at + 1);
    drawn.push({ sheet, svg: await sheetSvg({ ...sheet, desk, nameOf, ground }) });
    await painted();
  }
  const [only, ...others] = sheets;
  const single = others.length === 0 ? only : undefined;
  const name = (extension: 'svg' | 'png' | 'pdf' | 'zip', sheet: SheetToTake | undefined): string =>
    fileName({ sheet: sheet?.number ?? null, extension, now: sheet?.day ?? now, language });
  if (format === 'pdf') {
    const { sheetsPdf } = await import('./pdf');
    return handOver(await sheetsPdf(drawn.map(({ svg }) => svg), { language, onPage: (page) => onProgress(page + 1) }), name('pdf', single));
  }
  if (format === 'print') return printSheets(drawn.map(({ svg }) => svg));
  const blobs = new Map<string, Blob>();
  for (const { sheet, svg } of drawn) {
    const file =
      format === 'svg'
        ? new Blob([await withHandwriting(svg)], { type: 'image/svg+xml' })
        : await sheetPng(svg, SHEET_WIDTH, SHEET_HEIGHT);
    blobs.set(unlike(name(format, sheet), blobs), file);
  }
  const [first] = blobs;
  if (first !== undefined && blobs.size === 1) return handOver(first[1], first[0]);
  const { zipped } = await import('./zip');
  const bytes = new Map<string, Uint8Array>();
  for (const [called, blob] of blobs) bytes.set(called, new Uint8Array(await blob.arrayBuffer()));
  handOver(new Blob([new Uint8Array(zipped(bytes, now))], { type: 'application/zip' }), name('zip', undefined));
}

/** The same sheet at two moments of a day has two names. */
function unlike(name: string, names: ReadonlyMap<string, unknown>): string {
  if (!names.has(name)) return name;
  const dot = name.lastIndexOf('.');
  for (let nth = 2; ; nth++) {
    const other = `${name.slice(0, dot)}-${nth}${name.slice(dot)}`;
    if (!names.has(other)) return other;
  }
}

/** Let the page show how far it is. */
const painted = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
