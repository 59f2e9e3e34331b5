/**
 * What lies on the sheet in sight; and out of sight the sheets from which one came, as they were left.
 *
 * Who looks at how something came about goes to and fro between a few moments. A sheet of a thousand things
 * takes many times longer to make than to show again, so that some stay in the page, drawn but not shown.
 */
import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Element, ElementId, Ink, SheetId } from '../../board/types';
import { build, lives } from '../../canvas/build';
import { SETTLED } from '../../canvas/drawing/drawn';
import { drawElement } from '../../canvas/drawing/element';
import { inkColour } from '../../canvas/drawing/ink';
import { again, drawMoved, isDrawn, kept, regroup, sameElements, type Group } from '../../canvas/groups';
import { measured } from '../../canvas/measure';
import { memo } from '../../ui/sheets/memo';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';
import { united } from './united';

/** On all sheets that stay together: some fifty megabytes of memory. */
const MOST_KEPT = 6_000;

export interface LyingProps {
  readonly sheet: SheetId;
  readonly elements: readonly Element[];
  readonly moving: ReadonlyMap<ElementId, Element>;
  /** from which it came to *sheet* while it played, stays not: however long it plays, it keeps no more */
  readonly playing: boolean;
}

export function Lying({ sheet, elements, moving, playing }: LyingProps) {
  /** those that stay, the latest last, each with what lay on it */
  const stays = useRef(new Map<SheetId, readonly Element[]>());
  const [last] = [...stays.current.keys()].slice(-1);
  if (playing && last !== undefined && last !== sheet) stays.current.delete(last);
  stays.current = stayWith(stays.current, sheet, elements, MOST_KEPT);
  // Always in the same order: one that is moved in the page is made anew.
  const inOrder = [...stays.current].sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    <>
      {inOrder.map(([id, lay]) =>
        id === sheet ? <OneSheet key={id} elements={elements} moving={moving} away={false} /> : <OneSheet key={id} elements={lay} moving={NONE} away />,
      )}
    </>
  );
}

const NONE: ReadonlyMap<ElementId, Element> = new Map();

/** The sheets that stay when one comes to *sheet*: as many of the last as have at most *most* elements. */
export function stayWith<T>(before: ReadonlyMap<SheetId, readonly T[]>, sheet: SheetId, elements: readonly T[], most: number): Map<SheetId, readonly T[]> {
  const stay: [SheetId, readonly T[]][] = [[sheet, elements]];
  let count = elements.length;
  for (const [id, lay] of [...before].reverse()) {
    if (id === sheet) continue;
    count += lay.length;
    if (count > most) break;
    stay.push([id, lay]);
  }
  return new Map(stay.reverse());
}

interface OneSheetProps {
  readonly elements: readonly Element[];
  readonly moving: ReadonlyMap<ElementId, Element>;
  readonly away: boolean;
}

/** An element is drawn again only when it changed, and while it is away none is. */
const OneSheet = memo(function OneSheet({ elements, moving, away }: OneSheetProps) {
  const groups = useRef(new Map<string, Group>());
  if (!away) {
    const version = measured.value;
    const onWay = (some: readonly Element[]): boolean => moving.size > 0 && some.some(({ id }) => moving.has(id));
    groups.current = regroup(groups.current, elements, version, onWay, (some, id) =>
      some.some(lives) ? (
        <g key={id}>{some.map((element) => drawNow(element, moving))}</g>
      ) : (
        <Built key={id} elements={some} moving={onWay(some) ? moving : NONE} version={version} />
      ),
    );
  }
  return (
    <div class="sheet-layer player-lying" data-away={away ? '' : undefined}>
      <svg class="sheet" viewBox={`0 0 ${SHEET_WIDTH} ${SHEET_HEIGHT}`} aria-hidden="true">
        {[...groups.current.values()].map(({ node }) => again(node))}
      </svg>
    </div>
  );
});

function drawNow(element: Element, moving: OneSheetProps['moving']): VNode {
  const now = moving.get(element.id);
  if (now === undefined) return isDrawn(element) ? kept(element) : drawElement(element, SETTLED);
  return isDrawn(element) ? drawMoved(element, now.frame) : drawElement(now, { ...SETTLED, held: true });
}

interface BuiltProps {
  readonly elements: readonly Element[];
  readonly moving: OneSheetProps['moving'];
  /** of the measuring */
  readonly version: number;
}

function Built({ elements, moving, version }: BuiltProps) {
  const root = useRef<SVGGElement>(null);
  const laid = useRef<readonly Laid[]>([]);
  useLayoutEffect(() => {
    if (root.current !== null) laid.current = lay(root.current, laid.current, { elements, moving, version });
  }, [elements, moving, version]);
  return <g ref={root} />;
}

/** What is drawn as one. */
interface Laid {
  readonly elements: readonly Element[];
  /** where its first thing is on its way; alone then */
  readonly now: Element | undefined;
  readonly version: number;
  readonly node: SVGElement;
}

/** Put under *root* what lies there now: what is as it was stays. @returns what lies there */
export function lay(root: SVGGElement, before: readonly Laid[], { elements, moving, version }: BuiltProps): readonly Laid[] {
  const known = new Map(before.map((one) => [one.elements[0], one]));
  const after = united(elements, moving).map((some): Laid => {
    const [was, now] = [known.get(some[0]), moving.get(some[0]?.id ?? '')];
    if (was === undefined || was.now !== now || was.version !== version || !sameElements(was.elements, some))
      return { elements: some, now, version, node: made(some, moving) };
    known.delete(some[0]);
    return was;
  });
  for (const { node } of known.values()) node.remove();
  if (before.length === known.size) root.append(...after.map(({ node }) => node));
  else {
    let place = root.firstChild;
    for (const { node } of after)
      if (node === place) place = place.nextSibling;
      else root.insertBefore(node, place);
  }
  return after;
}

function made(elements: readonly Element[], moving: OneSheetProps['moving']): SVGElement {
  const [first, ...others] = elements.map((element) => drawNow(element, moving));
  if (first === undefined) throw new RangeError('nothing to draw');
  if (others.length === 0) return build(first);
  const paths = [first, ...others].map(({ type, props }) => (type === 'path' && 'd' in props ? String(props.d) : null));
  // One that is unsound is a grey card.
  if (paths.includes(null)) return build(<g>{[first, ...others]}</g>);
  return build(<path class="ink" fill={inkColour(elements[0] as Ink)} d={paths.join('')} />);
}
