/** What lies on a sheet, as a list that can be read and gone through. */
import type { Element, ElementId, Ink, Note, Shape } from '../../board/types';
import { boxOf } from '../writing/writing';
import type { Box } from '../writing/places';
import { w } from '../writing/words';
import { drawingsOf, partOf } from './drawings';
import { layOutScale } from '../drawing/markPlaces';
import { SCALE_WORDS } from '../drawing/scaleWords';
import { measure } from '../measure';
import { exerciseLabel, markInWords, placesInCircles } from './exerciseLabels';
import { inReadingOrder } from '../../board/readingOrder';

export interface Item {
  /** of its one element, of a drawing's first stroke, or of a mark on the scale that is its one element */
  readonly key: ElementId;
  readonly ids: readonly ElementId[];
  readonly type: Element['type'] | 'mark';
  readonly box: Box;
  readonly label: string;
}

/** What is read of a text before it is only begun. */
const MOST_CHARS = 600;

/** @param elements in drawing order, of one sheet */
export function itemsOf(elements: readonly Element[], nameOf: (by: string) => string): Item[] {
  const names = new Map<string, string>();
  const named = (by: string): string => {
    let name = names.get(by);
    if (name === undefined) names.set(by, (name = nameOf(by)));
    return name;
  };
  const inks = elements.filter((element): element is Ink => element.type === 'ink');
  const drawings = drawingsOf(inks, named).map(({ strokes, box }): Item => ({
    key: strokes[0]?.id ?? '',
    ids: strokes.map(({ id }) => id),
    type: 'ink',
    box,
    label: drawingLabel(strokes, box, named),
  }));
  const places = placesInCircles(elements);
  const others = elements.flatMap((element): Item[] => {
    if (element.type === 'ink') return [];
    const { id, type } = element;
    const place = places.get(id);
    const label = labelOf(element, named);
    return [{ key: id, ids: [id], type, box: boxOf(element), label: place === undefined ? label : `${label}, ${place}` }];
  });
  return inReadingOrder([...drawings, ...others]);
}

/** Marks have places of their own, right behind their scale and from its 0 on. */
export function withMarks(items: readonly Item[], elements: readonly Element[], nameOf: (by: string) => string): Item[] {
  const scales = new Map(elements.flatMap((element) => (element.type === 'scale' ? [[element.id, element] as const] : [])));
  return items.flatMap((item): Item[] => {
    const scale = scales.get(item.key);
    if (scale === undefined) return [item];
    const { marks } = layOutScale(scale, SCALE_WORDS, measure);
    const placed = [...marks].sort((a, b) => (a.mark.value.at(-1) ?? -Infinity) - (b.mark.value.at(-1) ?? -Infinity));
    return [item, ...placed.map(({ mark, box }): Item => ({ key: mark.id, ids: [scale.id], type: 'mark', box, label: markInWords(mark, nameOf) }))];
  });
}

/** One thing in words: “Yellow note by Eva: rest”. */
export function labelOf(element: Element, nameOf: (by: string) => string): string {
  const said = plainLabel(element, nameOf);
  return element.locked === true ? `${said}, ${w('locked')}` : said;
}

function plainLabel(element: Element, nameOf: (by: string) => string): string {
  switch (element.type) {
    case 'note':
      return [saying(w('by', { thing: noteWord(element), name: nameOf(element.by) }), element.text), ...chosenBy(element)].join(', ');
    case 'text':
      return saying(w('by', { thing: w('text'), name: nameOf(element.by) }), element.text);
    case 'shape':
      return `${shapeLabel(element)}, ${placeWord(boxOf(element))}`;
    case 'picture':
      return element.alt.trim() === ''
        ? `${w('picture_bare')}, ${placeWord(boxOf(element))}`
        : w('saying', { thing: w('picture'), text: element.alt.trim() });
    case 'ink':
      return drawingLabel([element], boxOf(element), nameOf);
    case 'circles':
    case 'scale':
    case 'card':
      return exerciseLabel(element);
    case 'unknown':
      return `${w('unknown')}, ${placeWord(boxOf(element))}`;
  }
}

const noteWord = ({ colour, chosen }: Note): string =>
  chosen === true ? w('chosen', { thing: w(`note_${colour}`) }) : w(`note_${colour}`);

/** “chosen by Sam and Noor”, for each who chose it. */
const chosenBy = ({ choices = [] }: Note): string[] =>
  choices.map(({ names }) => w('chosen_by', { names: names.length < 2 ? (names[0] ?? '') : w('and', { some: names.slice(0, -1).join(', '), last: names.at(-1) ?? '' }) }));

function saying(thing: string, words: string): string {
  const text = words.replace(/\s+/g, ' ').trim();
  if (text === '') return w('empty', { thing });
  const letters = [...text];
  return w('saying', { thing, text: letters.length > MOST_CHARS ? `${letters.slice(0, MOST_CHARS).join('')}…` : text });
}

export const placeWord = (box: Box): string => w(`place_${partOf(box) as 0}`);

/** Wider than high by less is a circle. */
const ROUND = 1.15;

function shapeLabel({ shape, marker, frame: [, , width, height, angle] }: Shape): string {
  if (shape === 'rectangle') return w(`rectangle_${marker}`);
  if (shape === 'ellipse') {
    const round = Math.max(width, height) <= ROUND * Math.min(width, height);
    return w(round ? `circle_${marker}` : `oval_${marker}`);
  }
  if (shape === 'line') return w(`line_${marker}`);
  const eighth = ((Math.round(angle / 45) % 8) + 8) % 8;
  return w('towards', { thing: w(`arrow_${marker}`), where: w(`towards_${eighth as 0}`) });
}

function drawingLabel(strokes: readonly Ink[], box: Box, nameOf: (by: string) => string): string {
  const [first] = strokes;
  if (first === undefined) return '';
  const marking = first.tip === 'highlighter';
  const thing = w('by', { thing: w(marking ? 'marking' : 'drawing'), name: nameOf(first.by) });
  const colours = [...new Set(strokes.map(({ marker }) => marker))].map((marker) => w(marking ? `mark_${marker}` : `ink_${marker}`));
  const last = colours.pop() ?? '';
  const colour = colours.length === 0 ? last : w('and', { some: colours.join(', '), last });
  const count = strokes.length === 1 ? w('strokes_one') : w('strokes_many', { count: strokes.length });
  const locked = strokes.every((stroke) => stroke.locked === true) && strokes.length > 1 ? [w('locked')] : [];
  return [thing, colour, count, placeWord(box), ...locked].join(', ');
}
