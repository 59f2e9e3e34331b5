/** A card: boxes drawn by hand, a title, labelled fields; on a closing card a row of numbers. */
import type { VNode } from 'preact';
import { spellNumber } from '../../board/exercises';
import { lineFrame } from '../../board/exerciseStrokes';
import { shapePath } from '../../board/shapes';
import type { Card, Frame } from '../../board/types';
import { MARKERS } from '../../wire/schema.gen';
import { CARD_LABEL, CARD_NUMBERS, CARD_PADDING, CARD_TITLE, LABEL_TOP, type CardLayout, type NumbersLayout } from '../cardLayout';
import { cardLayout } from '../measure';
import { marks, type Drawn } from './drawn';
import { drawLabel } from './label';
import { BASELINE, drawLines } from './lines';
import { CARD_USEFUL, sheetLanguage } from './scaleWords';

/** Half of the hand's ring around a number, in sizes of it. */
const RING = [0.78, 0.82] as const;
/** How far a number's middle is above its baseline, in sizes. */
const DIGIT_MIDDLE = 0.36;

export function drawCard(card: Card, drawn: Drawn): VNode {
  const { id, frame, title, labels } = card;
  const layout = cardLayout(card);
  const { fields, numbers } = layout;
  return (
    <g key={id} {...marks(card, drawn)} class="card">
      <rect class="card-ground" x={frame[0]} y={frame[1]} width={frame[2]} height={frame[3]} />
      {drawLabel(title, frame[0], frame[1] + CARD_TITLE, { size: CARD_TITLE, anchor: 'start', marker: 1, width: frame[2] })}
      <path class="ink" fill={MARKERS[0]} d={boxPath(id, layout)} />
      {fields.map((field, at) => (
        <g key={at} data-cell={at}>
          {drawFieldLabel(labels[at] ?? '', field.frame)}
          {drawn.blank && drawn.field === at ? null : (
            <g class="note-text" font-size={field.words.size}>
              {drawLines(field.words, field.room[0], field.room[1], field.room[2])}
            </g>
          )}
        </g>
      ))}
      {numbers === null ? null : drawNumbers(card, numbers)}
    </g>
  );
}

/** One box, and a line between neighbours, as a hand divides it. */
const boxPath = (id: string, { box, lines }: CardLayout): string =>
  [
    shapePath({ id, shape: 'rectangle', width: 0, frame: box }),
    ...lines.map(([from, to], at) => shapePath({ id: `${id}${at}`, shape: 'line', width: 0, frame: lineFrame(from, to) })),
  ].join('');

const drawFieldLabel = (label: string, [x, y, w]: Frame): VNode | null =>
  drawLabel(label, x + CARD_PADDING, y + LABEL_TOP + CARD_LABEL * BASELINE, {
    size: CARD_LABEL, anchor: 'start', marker: 2, width: w - 2 * CARD_PADDING,
  });

/** All alike, whichever is ringed: a number is an answer, not a mark that is given. */
function drawNumbers({ id, value }: Card, numbers: NumbersLayout): VNode {
  const { frame, size, placeOf } = numbers;
  const between = value !== null && !CARD_NUMBERS.includes(value);
  return (
    <g data-value={value ?? ''}>
      {drawFieldLabel(CARD_USEFUL[sheetLanguage.value], frame)}
      {CARD_NUMBERS.map((one) => drawNumber(String(one), placeOf(one), size))}
      {value === null ? null : (
        <>
          {between ? drawNumber(spellNumber(value, sheetLanguage.value === 'nl' ? ',' : '.'), placeOf(value), Math.min(28, size)) : null}
          <path class="ink card-ring" fill={MARKERS[1]} d={shapePath(ringOf(id, value, numbers))} />
        </>
      )}
    </g>
  );
}

const drawNumber = (text: string, [x, y]: readonly [number, number], size: number): VNode => (
  <g key={text}>{drawLabel(text, x, y + DIGIT_MIDDLE * size, { size, marker: 0 })}</g>
);

function ringOf(id: string, value: number, { size, placeOf }: NumbersLayout) {
  const [x, y] = placeOf(value);
  const [a, b] = [RING[0] * size, RING[1] * size];
  return { id: `${id}ring${value}`, shape: 'ellipse', width: 0, frame: [x - a, y - b, 2 * a, 2 * b, 0] } as const;
}
