/**
 * Which strokes can be one path without looking different by a single pixel.
 *
 * Half of what a sheet costs is the number of things on it. Strokes of one marker that touch neither each
 * other nor anything that was laid down between them look the same in one path as each in its own.
 */
import { frameBounds, type Bounds } from '../../board/geometry';
import type { Element, Ink } from '../../board/types';
import { frameOf } from '../../canvas/measure';
import { INK_WIDTHS } from '../../wire/schema.gen';

/** Board units around a thing that something of it may still reach: a note hangs askew, and names hang from it. */
const AROUND_NOTE = 100;
/** for the soft edge of a stroke */
const EDGE = 2;

interface Unit {
  readonly elements: Element[];
  /** of all that was laid down since its first, itself included */
  readonly since: Bounds[];
  /** of its strokes; null when nothing may join it */
  readonly marker: Ink['marker'] | null;
}

/** *elements* in drawing order, parted into what is drawn as one. @param alone those that are drawn by themselves */
export function united(elements: readonly Element[], alone: { has(id: string): boolean }): readonly (readonly Element[])[] {
  const units: Unit[] = [];
  /** the last of each marker that may still be joined */
  let open: Unit[] = [];
  for (const element of elements) {
    // One on its way is elsewhere than its frame says.
    const bounds = alone.has(element.id) ? null : boundsOf(element);
    const marker = bounds !== null && element.type === 'ink' ? element.marker : null;
    const unit = bounds !== null && marker !== null ? open.find((one) => one.marker === marker && !one.since.some((other) => touch(bounds, other))) : undefined;
    if (unit !== undefined) unit.elements.push(element);
    else {
      const made: Unit = { elements: [element], since: [], marker };
      units.push(made);
      if (marker !== null) open = [...open.filter((one) => one.marker !== marker), made];
    }
    // What may reach anywhere parts what is before it from what comes after.
    if (bounds === null) open = [];
    else for (const one of open) one.since.push(bounds);
  }
  return units.map(({ elements }) => elements);
}

/** Null for what may reach beyond its frame. */
function boundsOf(element: Element): Bounds | null {
  const reach = element.type === 'note' ? AROUND_NOTE : element.type === 'ink' && element.tip === undefined ? INK_WIDTHS[element.width] + EDGE : null;
  if (reach === null) return null;
  const { left, top, right, bottom } = frameBounds(frameOf(element));
  return { left: left - reach, top: top - reach, right: right + reach, bottom: bottom + reach };
}

const touch = (a: Bounds, b: Bounds): boolean => a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
