/**
 * What is otherwise between two states of a sheet, gathered as a person would tell it: strokes that
 * lie together are one drawing, each thing one line, all together one sentence.
 */
import type { Element, ElementId, Ink } from '../../board/types';
import { drawingsOf } from '../../canvas/list/drawings';
import { placeWord } from '../../canvas/list/items';
import { boxOf } from '../../canvas/writing/writing';
import type { Box } from '../../canvas/writing/places';
import type { Change, SheetState } from '../../exercises/compare';
import { inReadingOrder } from '../../board/readingOrder';
import { saidOf, thingOf } from './saying';
import { g } from './words';
import { zoneName } from './zoneWord';

export type What = 'new' | 'moved' | 'changed' | 'gone';

/** One line of the list, and one mark on the sheets. */
export interface Told {
  readonly key: ElementId;
  /** of the line, from 1 */
  readonly number: number;
  readonly what: readonly What[];
  readonly said: readonly string[];
  /** all its things; of a drawing its strokes */
  readonly changes: readonly Change[];
  /** around them then and now; null where they were or are not */
  readonly was: Box | null;
  readonly is: Box | null;
}
export interface Telling {
  readonly sum: string;
  readonly list: readonly Told[];
}

type Bare = Omit<Told, 'number'>;

/** @param nameOf the name behind an author */
export function tell(changes: readonly Change[], before: SheetState, after: SheetState, nameOf: (by: string) => string): Telling {
  const inks = changes.filter(isInk);
  const others = changes.filter((change) => !isInk(change)).map((change): Bare => {
    const what = whatOf(change);
    const said = saidOf(change, before, after, nameOf);
    return { key: (change.after ?? change.before)?.id ?? '', what, said, changes: [change], was: boxAround([change.before]), is: boxAround([change.after]) };
  });
  const all = [...drawings(inks, nameOf), ...others].map((one) => ({ one, box: one.is ?? one.was ?? NOWHERE }));
  const list = inReadingOrder(all).map(({ one }, at) => ({ ...one, number: at + 1 }));
  return { sum: sumOf(list, before, after), list };
}

const NOWHERE: Box = { x: 0, y: 0, width: 0, height: 0 };
const isInk = ({ before, after }: Change): boolean => (after ?? before)?.type === 'ink';

export function whatOf({ before, after, moved, zones, differs }: Change): readonly What[] {
  if (before === null) return ['new'];
  if (after === null) return ['gone'];
  return [...(moved || zones !== null ? (['moved'] as const) : []), ...(differs.length > 0 ? (['changed'] as const) : [])];
}

function boxAround(elements: readonly (Element | null)[]): Box | null {
  const boxes = elements.flatMap((element) => (element === null ? [] : [boxOf(element)]));
  const [first] = boxes;
  if (first === undefined) return null;
  const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  return { x, y, width: Math.max(...boxes.map((box) => box.x + box.width)) - x, height: Math.max(...boxes.map((box) => box.y + box.height)) - y };
}

/** Those to whom the same happened, by what lies together. */
function drawings(changes: readonly Change[], nameOf: (by: string) => string): readonly Bare[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const key = whatOf(change).join();
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].flatMap((group) => {
    const byStroke = new Map(group.flatMap((change): [Element, Change][] => {
      const stroke = change.after ?? change.before;
      return stroke === null ? [] : [[stroke, change]];
    }));
    const strokes = [...byStroke.keys()].filter((element): element is Ink => element.type === 'ink');
    return drawingsOf(strokes, nameOf).map((drawing): Bare => {
      const own = drawing.strokes.flatMap((stroke) => byStroke.get(stroke) ?? []);
      const [was, is] = [boxAround(own.map(({ before }) => before)), boxAround(own.map(({ after }) => after))];
      const what = own[0] === undefined ? [] : whatOf(own[0]);
      return { key: drawing.strokes[0]?.id ?? '', what, said: [drawingSaid(what, drawing.strokes, was, is, nameOf)], changes: own, was, is };
    });
  });
}

function drawingSaid(what: readonly What[], strokes: readonly Ink[], was: Box | null, is: Box | null, nameOf: (by: string) => string): string {
  const thing = strokes[0] === undefined ? '' : thingOf(strokes[0], nameOf);
  const [from, to] = [placeWord(was ?? is ?? NOWHERE), placeWord(is ?? was ?? NOWHERE)];
  if (what.includes('new')) return g('said_new', { thing, place: to });
  if (what.includes('gone')) return g('said_gone', { thing, place: from });
  if (what.includes('moved')) return from === to ? g('said_moved_near', { thing }) : g('said_moved', { thing, from, to });
  return g('said_look', { thing });
}

/** “3 nieuwe briefjes, 1 verplaatst van “wil ik nog” naar “lukt al”” */
function sumOf(list: readonly Told[], before: SheetState, after: SheetState): string {
  if (list.length === 0) return g('same');
  const typeOf = ({ changes: [first] }: Told): Element['type'] | undefined => (first?.after ?? first?.before)?.type;
  const fresh = list.filter(({ what }) => what.includes('new'));
  const moved = list.filter(({ what }) => what.includes('moved'));
  const between = new Map<string, { readonly from: string; readonly to: string; count: number }>();
  let elsewhere = 0;
  for (const { changes: [first] } of moved) {
    if (first?.zones == null) elsewhere++;
    else {
      const [from, to] = [zoneName(first.zones.from, before.elements), zoneName(first.zones.to, after.elements)];
      const known = between.get(`${from}\n${to}`) ?? { from, to, count: 0 };
      known.count++;
      between.set(`${from}\n${to}`, known);
    }
  }
  const count = (some: readonly Told[], wanted: (type: Element['type'] | undefined) => boolean): number => some.filter((one) => wanted(typeOf(one))).length;
  return [
    counted('sum_notes', count(fresh, (type) => type === 'note')),
    counted('sum_drawings', count(fresh, (type) => type === 'ink')),
    counted('sum_things', count(fresh, (type) => type !== 'note' && type !== 'ink')),
    ...[...between.values()].map(({ from, to, count: many }) => (many === 1 ? g('sum_zone_one', { from, to }) : g('sum_zone', { count: many, from, to }))),
    counted('sum_moved', elsewhere),
    counted('sum_changed', list.filter(({ what }) => what.includes('changed')).length),
    counted('sum_gone', list.filter(({ what }) => what.includes('gone')).length),
  ].filter((part) => part !== '').join(', ');
}

function counted(key: 'sum_notes' | 'sum_drawings' | 'sum_things' | 'sum_moved' | 'sum_changed' | 'sum_gone', count: number): string {
  return count === 0 ? '' : count === 1 ? g(`${key}_one`) : g(key, { count });
}
