/** What lies on a sheet in groups, so that what did not change is not even looked at. */
import type { VNode } from 'preact';
import type { Element, Frame } from '../board/types';
import { SETTLED } from './drawing/drawn';
import { drawElement } from './drawing/element';

/** As they were made, never mounted themselves; see `again`. */
const drawnInk = new WeakMap<Element, VNode>();

/**
 * Preact skips a subtree that has the very origin of what it has drawn there before, and a copy has. What
 * it mounts it hangs on its parents: mounted itself, a kept node would keep the whole tree of that moment.
 */
export const again = (node: VNode): VNode => ({ ...node });

/** Costs most to draw, and looks the same however texts are measured. */
export const isDrawn = ({ type }: Element): boolean => type === 'ink' || type === 'shape';

export interface Group {
  readonly elements: readonly Element[];
  /** never mounted itself; see `again` */
  readonly node: VNode;
  /** of the measuring; −1 when something in it looks otherwise than settled */
  readonly version: number;
}

/**
 * Neighbours in groups of about 64, parted at ids that begin alike: what is added or erased changes
 * one group, and the others are not even looked at.
 */
export function grouped(elements: readonly Element[]): Element[][] {
  const groups: Element[][] = [];
  for (const element of elements) {
    const group = groups.at(-1);
    if (group === undefined || element.id.startsWith('A')) groups.push([element]);
    else group.push(element);
  }
  return groups;
}

/**
 * *elements* in groups as they are now; one in which nothing changed has the node that it had.
 *
 * @param special whether something in it looks otherwise than settled: then it is drawn each time
 */
export function regroup(
  before: ReadonlyMap<string, Group>,
  elements: readonly Element[],
  version: number,
  special: (some: readonly Element[]) => boolean,
  draw: (some: readonly Element[], id: string) => VNode,
): Map<string, Group> {
  const now = new Map<string, Group>();
  for (const some of grouped(elements)) {
    const id = some[0]?.id ?? '';
    const last = before.get(id);
    const otherwise = special(some);
    const same = !otherwise && last?.version === version && sameElements(last.elements, some);
    now.set(id, { elements: some, node: same ? last.node : draw(some, id), version: otherwise ? -1 : version });
  }
  return now;
}

export const sameElements = (a: readonly Element[], b: readonly Element[]): boolean =>
  a.length === b.length && a.every((element, at) => element === b[at]);

/** Moved only: what was drawn stays, and lies elsewhere. */
export function drawMoved(element: Element, frame: Frame): VNode {
  const [x, y, w, h, angle] = element.frame;
  if (w !== frame[2] || h !== frame[3] || angle !== frame[4])
    return drawElement({ ...element, frame }, { ...SETTLED, held: true });
  return (
    <g key={element.id} transform={`translate(${frame[0] - x} ${frame[1] - y})`}>
      {kept(element)}
    </g>
  );
}

export function kept(element: Element): VNode {
  let node = drawnInk.get(element);
  if (node === undefined) drawnInk.set(element, (node = drawElement(element, SETTLED)));
  return again(node);
}
