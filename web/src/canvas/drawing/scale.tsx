/** A scale: a line with eleven ticks, its two ends in words; and the marks that stand on it. */
import type { VNode } from 'preact';
import { along, nowOf, topicOver } from '../../board/exercises';
import { lineFrame, scaleShapes } from '../../board/exerciseStrokes';
import { shapePath } from '../../board/shapes';
import type { Mark, Scale } from '../../board/types';
import { MARKERS, SHEET_WIDTH } from '../../wire/schema.gen';
import { measure } from '../measure';
import { breakText, NOTE_LINE } from '../noteText';
import { drawLabel } from './label';
import { END_OUT, END_SIZE, endWidth, layOutScale, MARK_LINE, MARK_SIZE, OFF_LEVEL, OFF_UPRIGHT, OVER_LINE, type MarkPlace, type ScaleWords } from './markPlaces';
import { marks, type Drawn } from './drawn';

/** Board units. */
const NUMBER = 40;
const TOPIC = 52;
const TOPIC_OVER_UPRIGHT = 84;
/** From a line to the brace beside it. */
const GAP = 58;
/** Of a number, and of the words under it, from the end of the line. */
const OFF = 20;
/** Marks from before, where what is new is looked at; they stay readable. */
const EARLIER = 0.6;

export function drawScale(scale: Scale, drawn: Drawn, words: ScaleWords): VNode {
  const layout = layOutScale(scale, words, measure);
  const now = nowOf(scale.marks);
  const { id, low, high, upright } = scale;
  const [from, to] = [along(scale, 0), along(scale, 10)];
  const most = endWidth(scale);
  const end = from[1] + OFF_LEVEL + END_SIZE * 0.85;
  return (
    <g key={id} {...marks(scale, drawn)} class="scale">
      {scaleShapes(scale).map((line) => (
        <path key={line.id} class="ink" fill={MARKERS[2]} d={shapePath(line)} />
      ))}
      {now === null || now <= 0 ? null : drawBrace(scale, Math.min(now, 10))}
      {layout.marks.map((place) => drawMark(scale, place, drawn.marks?.has(place.mark.id) !== false))}
      {drawTopic(scale)}
      {upright === true ? (
        <>
          {drawLabel('0', from[0] - OFF, from[1] + 50, { size: NUMBER, anchor: 'end', marker: 2 })}
          {drawLabel('10', to[0] - OFF, to[1] - OFF, { size: NUMBER, anchor: 'end', marker: 2 })}
          {drawLabel(low, from[0] - OFF - 12, from[1] + 94, { size: END_SIZE, width: 300, anchor: 'end', marker: 2 })}
          {drawLabel(high, to[0] + OFF_UPRIGHT, to[1] + 11, { size: END_SIZE, width: most, anchor: 'start', marker: 2 })}
        </>
      ) : (
        <>
          {drawLabel('0', from[0] - OFF, from[1] - OFF, { size: NUMBER, anchor: 'end', marker: 2 })}
          {drawLabel('10', to[0] + OFF, to[1] - OFF, { size: NUMBER, anchor: 'start', marker: 2 })}
          {drawLabel(low, from[0] + (layout.low === OVER_LINE ? OFF : -END_OUT), end + layout.low, { size: END_SIZE, width: most, anchor: 'start', marker: 2 })}
          {drawLabel(high, to[0] - (layout.high === OVER_LINE ? OFF : -END_OUT), end + layout.high, { size: END_SIZE, width: most, anchor: 'end', marker: 2 })}
        </>
      )}
    </g>
  );
}

/** Over the notes of a level line, over the head of an upright one; a long one grows upwards. */
function drawTopic(scale: Scale): VNode | null {
  const [x, y] = along(scale, 10);
  const { frame, topic, upright } = scale;
  const middle = upright === true ? x : frame[0] + frame[2] / 2;
  const width = Math.max(300, Math.min(upright === true ? 390 : 900, 2 * Math.min(middle, SHEET_WIDTH - middle) - 40));
  const lines = breakText(topic, width / TOPIC, measure).lines.length;
  const last = y - (upright === true ? TOPIC_OVER_UPRIGHT : topicOver(y));
  return drawLabel(topic, middle, Math.max(TOPIC + 20, last - (lines - 1) * TOPIC * NOTE_LINE), { size: TOPIC, width });
}

/** The stretch from 0 to now, as a brace beside the line: what is there already. */
function drawBrace(scale: Scale, now: number): VNode | null {
  const [a, b] = [along(scale, 0), along(scale, now)];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  if (length < 40) return null;
  const depth = 26;
  // Away from the words: above a level line, to the left of an upright one.
  const [nx, ny] = scale.upright === true ? [-1, 0] : [0, -1];
  const at = (share: number, out: number): string =>
    `${short(a[0] + (b[0] - a[0]) * share + nx * (GAP + out))} ${short(a[1] + (b[1] - a[1]) * share + ny * (GAP + out))}`;
  const d = `M${at(0, 0)}Q${at(0, depth)} ${at(0.06, depth)}L${at(0.46, depth)}Q${at(0.5, depth)} ${at(0.5, depth * 1.9)}Q${at(0.5, depth)} ${at(0.54, depth)}L${at(0.94, depth)}Q${at(1, depth)} ${at(1, 0)}`;
  return <path class="scale-brace" d={d} stroke={MARKERS[2]} />;
}

const markerOf = ({ kind }: Mark): 1 | 2 | 3 => (kind === 'wanted' || kind === 'step' ? 1 : kind === 'highest' ? 2 : 3);

/** One mark: a stroke over the line, its word and its day. */
function drawMark(scale: Scale, { mark, stroke, leader, lines, leftwards, box }: MarkPlace, full: boolean): VNode {
  const marker = markerOf(mark);
  const [from, place] = [mark.value[0], mark.value.at(-1)];
  return (
    <g key={mark.id} data-mark={mark.id} data-kind={mark.kind} opacity={full ? undefined : EARLIER}>
      {stroke === null ? null : (
        <path
          class="ink"
          fill={MARKERS[marker]}
          d={shapePath({ id: mark.id, shape: 'line', width: 1, frame: lineFrame(...stroke) })}
        />
      )}
      {leader === null ? null : (
        <path
          class="ink"
          fill={MARKERS[marker]}
          d={shapePath({ id: `${mark.id}l`, shape: 'line', width: 0, frame: lineFrame(...leader) })}
        />
      )}
      {from !== undefined && place !== undefined && from !== place ? (
        <path
          class="ink"
          fill={MARKERS[marker]}
          opacity={0.35}
          d={shapePath({ id: `${mark.id}s`, shape: 'line', width: 2, frame: lineFrame(along(scale, from), along(scale, place)) })}
        />
      ) : null}
      <text class="note-text" font-size={MARK_SIZE} text-anchor={leftwards ? 'end' : 'start'} style={{ fill: MARKERS[marker] }}>
        {lines.map((line, at) => (
          <tspan key={at} x={leftwards ? box.x + box.width : box.x} y={box.y + MARK_SIZE * 0.85 + at * MARK_LINE}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  );
}

const short = (value: number): number => Math.round(value * 10) / 10;
