/**
 * Two sheets beside each other as a file, with what is otherwise marked and in words: a PDF of A4 across,
 * the words on pages of their own, or one picture with the words under it.
 */
import { fileName } from '../../canvas/export/fileName';
import { handOver } from '../../canvas/export/handOver';
import { sheetPng } from '../../canvas/export/png';
import { drawn } from '../../canvas/export/sheetSvg';
import { breakText } from '../../canvas/noteText';
import { measure } from '../../canvas/measure';
import type { PictureDesk } from '../../canvas/pictures/desk';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';
import type { Moment } from '../../exercises/gallery';
import { MarkedSheet } from './MarkedSheet';
import type { Side } from './marking';
import type { Telling, Told } from './told';

export interface ComparedFile {
  readonly before: Moment;
  readonly after: Moment;
  readonly telling: Telling;
  /** over the two sheets */
  readonly heads: readonly [string, string];
  /** over the list */
  readonly title: string;
  /** a line of the list */
  readonly lineOf: (told: Told) => string;
  readonly desk: PictureDesk | null;
  readonly nameOf: (by: string) => string;
  readonly language: 'nl' | 'en';
}

/** Board units. Two sheets, what is between them, and a line over them are as A4 lies across. */
const BETWEEN = 60;
const EDGE = 30;
const WIDTH = 2 * SHEET_WIDTH + BETWEEN + 2 * EDGE;
const HEAD = 66;
const HEIGHT = HEAD + SHEET_HEIGHT + EDGE;
const HEAD_SIZE = 38;
const WORD_SIZE = 30;
const LINE = 50;
const TEXT_WIDTH = WIDTH - 4 * EDGE;
const LINES_ON_PAGE = Math.floor((HEIGHT - 4 * EDGE) / LINE);

/** @throws whatever kept it from being made; nothing was saved then */
export async function takeCompared(file: ComparedFile, format: 'pdf' | 'png'): Promise<void> {
  const lines = linesOf(file);
  const name = fileName({ sheet: 'compared', extension: format, now: new Date(), language: file.language });
  if (format === 'png') {
    const height = HEIGHT + 2 * EDGE + lines.length * LINE;
    const whole = (
      <svg viewBox={`0 0 ${WIDTH} ${height}`}>
        <Sheets {...file} />
        <Lines lines={lines} top={HEIGHT + EDGE} />
      </svg>
    );
    return handOver(await sheetPng(await drawing(file, whole, height), WIDTH, height, 1), name);
  }
  const pages = [
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
      <Sheets {...file} />
    </svg>,
  ];
  for (let at = 0; at < lines.length; at += LINES_ON_PAGE)
    pages.push(
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
        <Lines lines={lines.slice(at, at + LINES_ON_PAGE)} top={2 * EDGE} />
      </svg>,
    );
  const svgs: SVGSVGElement[] = [];
  for (const page of pages) svgs.push(await drawing(file, page, HEIGHT));
  const { sheetsPdf } = await import('../../canvas/export/pdf');
  handOver(await sheetsPdf(svgs, { language: file.language, lie: 'landscape' }), name);
}

function drawing({ before, after, desk, nameOf, title }: ComparedFile, whole: preact.VNode, height: number): Promise<SVGSVGElement> {
  return drawn(whole, { desk, nameOf, elements: [...before.elements, ...after.elements] }, { width: WIDTH, height, ground: '#ffffff' }, title);
}

/** The handwriting is the only one that a file takes along. */
function Sheets({ before, after, heads, telling }: ComparedFile) {
  const sides: readonly (readonly [Side, Moment, string])[] = [['before', before, heads[0]], ['after', after, heads[1]]];
  return (
    <>
      {sides.map(([side, { paper, elements }, head], at) => (
        <g key={side} transform={`translate(${EDGE + at * (SHEET_WIDTH + BETWEEN)} 0)`}>
          <text class="note-text" x={4} y={HEAD - 20} font-size={HEAD_SIZE}>
            {head}
          </text>
          <clipPath id={`flipover-${side}`}>
            <rect width={SHEET_WIDTH} height={SHEET_HEIGHT} />
          </clipPath>
          <g transform={`translate(0 ${HEAD})`} clip-path={`url(#flipover-${side})`}>
            <MarkedSheet paper={paper} elements={elements} list={telling.list} side={side} size={WORD_SIZE} widthOf={measure} />
          </g>
          <rect class="compared-edge" y={HEAD} width={SHEET_WIDTH} height={SHEET_HEIGHT} />
        </g>
      ))}
    </>
  );
}

function Lines({ lines, top }: { readonly lines: readonly string[]; readonly top: number }) {
  return (
    <>
      {lines.map((line, at) => (
        <text key={at} class="note-text" x={2 * EDGE} y={top + (at + 0.8) * LINE} font-size={at === 0 ? HEAD_SIZE : WORD_SIZE + 4}>
          {line}
        </text>
      ))}
    </>
  );
}

function linesOf({ telling, title, lineOf }: ComparedFile): readonly string[] {
  const wrapped = (text: string): readonly string[] => breakText(text, TEXT_WIDTH / (WORD_SIZE + 4), measure).lines.map((line) => line.trimEnd());
  return [title, ...wrapped(telling.sum), ...telling.list.flatMap((told) => wrapped(lineOf(told)))];
}
