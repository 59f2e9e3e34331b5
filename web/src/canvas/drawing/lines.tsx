/** Handwritten lines, each on its own, so that one that is read from the right lies at the right. */
import type { VNode } from 'preact';
import { NOTE_LINE, type NoteLayout } from '../noteText';

/** How far below a line's top its letters stand, in sizes: half of what the line has over Patrick Hand's 1.35, and its ascent. */
export const BASELINE = 0.86;

/** @param width board units from *left* within which lines from the right end */
export function drawLines({ size, lines, rtl }: NoteLayout, left: number, top: number, width: number): VNode[] {
  return lines.map((line, index) => (
    <text
      key={index}
      x={rtl[index] === true ? left + width : left}
      y={top + size * (BASELINE + index * NOTE_LINE)}
      {...(rtl[index] === true ? { direction: 'rtl' } : {})}
    >
      {line === '' ? ' ' : line}
    </text>
  ));
}
