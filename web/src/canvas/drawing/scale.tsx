/** A scale: a line with eleven ticks, its two ends in words; and the marks that stand on it. */
import type { VNode } from 'preact';
import { along, nowOf } from '../../board/exercises';
import { END_TICK, lineFrame, scaleShapes } from '../../board/exerciseStrokes';
import { shapePath } from '../../board/shapes';
import type { Mark, Scale } from '../../board/types';
import { MARKERS } from '../../wire/schema.gen';
import { drawLabel } from './label';
import { marks, type Drawn } from './drawn';

/** Board units. */
const NUMBER = 40;
const LABEL = 32;
const TOPIC = 52;
/** Over a level line: notes lie between it and its topic. */
const TOPIC_OVER = 470;
/** Between line and brace: room for the marks' words. */
const GAP = 64;
const MARK_ROW = 44;
/** Marks from before, where what is new is looked at; they stay readable. */
const EARLIER = 0.6;

/** What marks are called, in the room's language. */
export interface ScaleWords {
  kind(mark: Mark): string;
  day(at: number): string;
}

export function drawScale(scale: Scale, drawn: Drawn, words: ScaleWords): VNode {
  const rows = rowsOf(scale.marks);
  const now = nowOf(scale.marks);
  const { id, frame, topic, low, high, upright } = scale;
  const [x, y, width, height] = frame;
  const [from, to] = [along(scale, 0), along(scale, 10)];
  const [beside, under] = [END_TICK + 30, END_TICK + NUMBER];
  return (
    <g key={id} {...marks(scale, drawn)} class="scale">
      {scaleShapes(scale).map((line) => (
        <path key={line.id} class="ink" fill={MARKERS[2]} d={shapePath(line)} />
      ))}
      {now === null || now <= 0 ? null : drawBrace(scale, Math.min(now, 10), Math.max(0, ...rows.values()))}
      {scale.marks.map((mark) => drawMark(scale, mark, words, rows.get(mark.id) ?? 0, drawn.marks?.has(mark.id) !== false))}
      {drawLabel(topic, upright === true ? from[0] : x + width / 2, Math.max(TOPIC + 20, upright === true ? y - 66 : from[1] - TOPIC_OVER), { size: TOPIC })}
      {upright === true ? (
        <>
          {drawLabel('0', from[0] - beside, from[1] + 13, { size: NUMBER, anchor: 'end', marker: 2 })}
          {drawLabel('10', to[0] - beside, to[1] + 13, { size: NUMBER, anchor: 'end', marker: 2 })}
          {drawLabel(low, from[0], from[1] + 70, { size: LABEL, width: 420, marker: 2 })}
          {drawLabel(high, to[0] + beside, to[1] + 11, { size: LABEL, width: 380, anchor: 'start', marker: 2 })}
        </>
      ) : (
        <>
          {drawLabel('0', from[0], y + height / 2 + under, { size: NUMBER, marker: 2 })}
          {drawLabel('10', to[0], y + height / 2 + under, { size: NUMBER, marker: 2 })}
          {drawLabel(low, from[0] - 24, y + height / 2 + under + 42, { size: LABEL, width: width * 0.36, anchor: 'start', marker: 2 })}
          {drawLabel(high, to[0] + 24, y + height / 2 + under + 42, { size: LABEL, width: width * 0.36, anchor: 'end', marker: 2 })}
        </>
      )}
    </g>
  );
}

/** The stretch from 0 to now, as a brace beside the line: what is there already. */
function drawBrace(scale: Scale, now: number, rows: number): VNode | null {
  const [a, b] = [along(scale, 0), along(scale, now)];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  if (length < 40) return null;
  const depth = 26;
  const gap = scale.upright === true ? 110 : GAP + rows * MARK_ROW;
  // Away from the words: above a level line, to the left of an upright one.
  const [nx, ny] = scale.upright === true ? [-1, 0] : [0, -1];
  const at = (share: number, out: number): string =>
    `${short(a[0] + (b[0] - a[0]) * share + nx * (gap + out))} ${short(a[1] + (b[1] - a[1]) * share + ny * (gap + out))}`;
  const d = `M${at(0, 0)}Q${at(0, depth)} ${at(0.06, depth)}L${at(0.46, depth)}Q${at(0.5, depth)} ${at(0.5, depth * 1.9)}Q${at(0.5, depth)} ${at(0.54, depth)}L${at(0.94, depth)}Q${at(1, depth)} ${at(1, 0)}`;
  return <path class="scale-brace" d={d} stroke={MARKERS[2]} />;
}

/** One mark: a short stroke over the line, its word and its day. */
function drawMark(scale: Scale, mark: Mark, words: ScaleWords, row: number, full: boolean): VNode {
  const upright = scale.upright === true;
  const marker = mark.kind === 'wanted' || mark.kind === 'step' ? 1 : mark.kind === 'highest' ? 2 : 3;
  const place = mark.value.at(-1);
  const from = mark.value[0];
  const [px, py] = place === undefined ? beside(scale) : along(scale, place);
  const reach = 30 + row * MARK_ROW;
  const tip: readonly [number, number] = upright ? [px + reach, py] : [px, py - reach];
  const foot: readonly [number, number] = upright ? [px - 12, py] : [px, py + 12];
  const [tx, ty] = upright ? [tip[0] + 12, tip[1] + 10] : [tip[0], tip[1] - 12];
  const text = [words.kind(mark), words.day(mark.at)].filter((part) => part !== '').join(' · ');
  return (
    <g key={mark.id} data-mark={mark.id} data-kind={mark.kind} opacity={full ? undefined : EARLIER}>
      {place === undefined ? null : (
        <path
          class="ink"
          fill={MARKERS[marker]}
          d={shapePath({ id: mark.id, shape: 'line', width: 1, frame: lineFrame(foot, tip) })}
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
      {drawLabel(text, tx, ty, { size: 30, anchor: upright ? 'start' : 'middle', marker, width: 600 })}
    </g>
  );
}

/** Where a mark without a number stands: before the line's beginning. */
function beside(scale: Scale): readonly [number, number] {
  const [x, y] = along(scale, 0);
  return scale.upright === true ? [x + 60, y + 40] : [x - 40, y - 60];
}

/** Marks that would lie over one another stand one row further out each. */
export function rowsOf(marks: readonly Mark[]): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  const last: number[] = [];
  for (const mark of [...marks].sort((a, b) => (a.value.at(-1) ?? -2) - (b.value.at(-1) ?? -2))) {
    const at = mark.value.at(-1) ?? -2;
    let row = last.findIndex((value) => at - value >= 2.2);
    if (row === -1) row = last.length;
    last[row] = at;
    rows.set(mark.id, row);
  }
  return rows;
}

const short = (value: number): number => Math.round(value * 10) / 10;
