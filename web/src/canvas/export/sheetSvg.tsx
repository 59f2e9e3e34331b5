/**
 * One sheet as an SVG that stands alone: drawn by what draws it on screen, then made independent
 * of the page.
 */
import { effect } from '@preact/signals';
import { render, type VNode } from 'preact';
import type { Element as BoardElement, Paper as PaperKind } from '../../board/types';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';
import { SETTLED } from '../drawing/drawn';
import { drawElement } from '../drawing/element';
import { NamesOnSheet } from '../drawing/signature';
import { Paper, rulingOf } from '../Paper';
import { Pictures } from '../pictures/context';
import type { PictureDesk } from '../pictures/desk';
import { asDataUri, fetchBytes, HAND, handFiles, touches } from './handwriting';
import { asPortable } from './pictures';
import { standalone } from './standalone';
import './export.css';

export type Ground = 'paper' | 'white';

export interface SheetOptions {
  readonly desk: PictureDesk | null;
  readonly paper: PaperKind;
  /** in drawing order */
  readonly elements: readonly BoardElement[];
  readonly ground: Ground;
  /** what the picture of the sheet is called for who cannot see it */
  readonly title: string;
  /** the name behind an author, for notes that show whose they are */
  readonly nameOf: (id: string) => string;
}

const SVG = 'http://www.w3.org/2000/svg';
/** Then a picture that has not come is a card with words, as on screen. */
const PATIENCE_MS = 15_000;

/** @returns an `<svg>` without its font; see `withHandwriting` */
export async function sheetSvg(options: SheetOptions): Promise<SVGSVGElement> {
  return drawn(<Drawing {...options} />, options, { width: SHEET_WIDTH, height: SHEET_HEIGHT, ground: '#ffffff' }, options.title);
}

/** As {@link offStage}, with the handwriting and all pictures of *elements* at hand. */
export async function drawn(drawing: VNode, { desk, elements, nameOf }: Pick<SheetOptions, 'desk' | 'elements' | 'nameOf'>, size: Size, title: string): Promise<SVGSVGElement> {
  await document.fonts.load(`40px '${HAND}'`, `a${wordsOf(elements)}`).catch(() => []);
  const letGo = await picturesThere(desk, elements);
  try {
    const whole = (
      <Pictures.Provider value={desk}>
        <NamesOnSheet.Provider value={nameOf}>{drawing}</NamesOnSheet.Provider>
      </Pictures.Provider>
    );
    return await offStage(whole, size, title);
  } finally {
    letGo();
  }
}

export interface Size {
  readonly width: number;
  readonly height: number;
  /** what lies under all */
  readonly ground: string;
}

/** Draw where nobody sees it, as an `<svg>` that stands alone. */
export async function offStage(drawing: VNode, size: Size, title: string): Promise<SVGSVGElement> {
  const host = document.createElement('div');
  host.className = 'sheet-stage export-stage';
  host.setAttribute('aria-hidden', 'true');
  document.body.append(host);
  try {
    render(drawing, host);
    const addresses = new Map<string, string>();
    for (const image of host.querySelectorAll('image')) {
      const url = image.getAttribute('href') ?? '';
      if (!addresses.has(url)) addresses.set(url, await asPortable(url));
    }
    return assembled(host, addresses, size, title);
  } finally {
    render(null, host);
    host.remove();
  }
}

function Drawing({ paper, ground, elements }: SheetOptions) {
  return (
    <>
      {ground === 'paper' ? (
        <Paper kind={paper} />
      ) : paper === 'plain' ? null : (
        <svg viewBox={`0 0 ${SHEET_WIDTH} ${SHEET_HEIGHT}`}>
          <path class="paper-ruling" d={rulingOf(paper)} />
        </svg>
      )}
      <svg class="sheet" viewBox={`0 0 ${SHEET_WIDTH} ${SHEET_HEIGHT}`} data-paper={paper}>
        {elements.map((element) => drawElement(element, SETTLED))}
      </svg>
    </>
  );
}

function assembled(host: Element, addresses: ReadonlyMap<string, string>, { width, height, ground: fill }: Size, title: string): SVGSVGElement {
  const whole = document.createElementNS(SVG, 'svg');
  whole.setAttribute('viewBox', `0 0 ${width} ${height}`);
  whole.setAttribute('width', String(width));
  whole.setAttribute('height', String(height));
  whole.setAttribute('role', 'img');
  const name = document.createElementNS(SVG, 'title');
  name.append(title);
  const ground = document.createElementNS(SVG, 'rect');
  for (const [key, value] of Object.entries({ width, height, fill })) ground.setAttribute(key, String(value));
  whole.append(name, ground);
  for (const drawn of host.querySelectorAll(':scope > svg')) {
    const copy = standalone(drawn, { family: `'${HAND}', cursive`, href: (url) => addresses.get(url) ?? null });
    if (copy !== null) whole.append(...copy.childNodes);
  }
  return whole;
}

/** The file's text, with as much of the handwriting in it as its words need. */
export async function withHandwriting(svg: SVGSVGElement): Promise<string> {
  const words = [...svg.querySelectorAll('text')].map(({ textContent }) => textContent).join('');
  const faces: string[] = ['.multiply{mix-blend-mode:multiply}'];
  for (const { woff2, range } of handFiles()) {
    if (words === '' || !touches(range, words)) continue;
    const font = asDataUri(await fetchBytes(woff2), 'font/woff2');
    faces.push(`@font-face{font-family:'${HAND}';src:url(${font}) format('woff2');unicode-range:${range}}`);
  }
  const whole = svg.cloneNode(true) as SVGSVGElement;
  const style = document.createElementNS(SVG, 'style');
  whole.prepend(style);
  const text = new XMLSerializer().serializeToString(whole);
  // Put in as text: here it would be a style of the page, which the page's own rules forbid.
  return text.replace(/<style\s*\/>|<style><\/style>/, () => `<style>${faces.join('\n')}</style>`);
}

/** All that is handwritten on them. */
export const wordsOf = (elements: readonly BoardElement[]): string =>
  elements
    .map((element) => (element.type === 'card' ? [element.title, ...element.labels, ...element.cells].join('') : 'text' in element ? element.text : ''))
    .join('');

/** Have all pictures at hand, or know which will not come. */
async function picturesThere(desk: PictureDesk | null, elements: readonly BoardElement[]): Promise<() => void> {
  const blobs = [...new Set(elements.flatMap((element) => (element.type === 'picture' ? [element.blob] : [])))];
  const letGo = blobs.map((blob) => desk?.shown.hold(blob));
  let stop: () => void = () => undefined;
  const there = new Promise<void>((resolve) => {
    stop = effect(() => {
      if (blobs.every((blob) => desk === null || desk.shown.look(blob).value.is !== 'coming')) resolve();
    });
  });
  const timer = setTimeout(() => late(), PATIENCE_MS);
  let late: () => void = () => undefined;
  await Promise.race([there, new Promise<void>((resolve) => (late = resolve))]);
  clearTimeout(timer);
  stop();
  return () => {
    for (const one of letGo) one?.();
  };
}
