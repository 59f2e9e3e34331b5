/** Plain values into exercises, or null; by the rules of `whiteboard/elements.py`. */
import { MAX_CARD_CELLS, MAX_LABEL_CHARS, MAX_MARKS } from '../wire/schema.gen';
import { CHOSEN, packChoice } from './choices';
import { isCoordinate } from './schema';
import { cutText, isId, type Fields } from '../wire/shapes';
import type { Card, Circles, Element, Exercise, Mark, MarkKind, Scale } from './types';

/** Each mark is a value of its own, under this and its id. */
const MARK = 'mark:';

type Common = Omit<Circles, 'type' | 'topic' | 'inner' | 'ring' | 'outside' | 'drawn'>;

export function readExercise(type: Exercise['type'], common: Common, fields: Fields): Exercise | null {
  switch (type) {
    case 'circles':
      return readCircles(common, fields);
    case 'scale':
      return readScale(common, fields);
    case 'card':
      return readCard(common, fields);
  }
}

function readCircles(common: Common, { topic, inner, ring, outside, drawn }: Fields): Circles {
  return {
    ...common,
    type: 'circles',
    topic: label(topic),
    inner: label(inner),
    ring: label(ring),
    outside: label(outside),
    drawn: drawn === 1 ? 1 : 2,
  };
}

function readScale(common: Common, fields: Fields): Scale {
  const { topic, low, high, upright } = fields;
  const labels = { topic: label(topic), low: label(low), high: label(high) };
  const marks = Object.entries(fields).flatMap(([key, value]): Mark[] => {
    const mark = key.startsWith(MARK) ? readMark(key.slice(MARK.length), value) : null;
    return mark === null ? [] : [mark];
  });
  marks.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const kept = marks.slice(0, MAX_MARKS);
  return { ...common, type: 'scale', ...labels, marks: kept, ...(upright === true ? { upright } : {}) };
}

/** @param packed [kind, at, by, name, value] */
export function readMark(id: string, packed: unknown): Mark | null {
  if (!isId(id) || !Array.isArray(packed) || packed.length < 5) return null;
  const [kind, at, by, name, value]: readonly unknown[] = packed;
  if (!isMarkKind(kind) || !isId(by) || !Array.isArray(value) || value.length > 2) return null;
  const places: readonly unknown[] = value;
  if (!places.every(isCoordinate) || !isTime(at)) return null;
  return { id, kind, value: places, at, by, name: label(name) };
}

export const packMark = ({ kind, at, by, name, value }: Mark): readonly unknown[] => [kind, at, by, name, [...value]];

function readCard(common: Common, fields: Fields): Card | null {
  const { kind, title, labels, columns, value } = fields;
  if (typeof kind !== 'string' || !Array.isArray(labels)) return null;
  if (labels.length < 1 || labels.length > MAX_CARD_CELLS) return null;
  const cells = labels.map((_, at) => fields[`cell${at}`]);
  return {
    ...common,
    type: 'card',
    kind: cutText(kind, MAX_LABEL_CHARS),
    title: label(title),
    labels: labels.map(label),
    cells: cells.map((cell) => (typeof cell === 'string' ? cutText(cell) : '')),
    columns: columns === 2 || columns === 3 ? columns : 1,
    value: isCoordinate(value) ? value : null,
  };
}

/** An element as the fields that it is read from: each cell of a card, each mark and each choice by itself. */
export function fieldsOf(element: Element): Fields {
  if (element.type === 'card') {
    const { cells, ...fields } = element;
    return { ...fields, ...Object.fromEntries(cells.map((cell, at) => [`cell${at}`, cell])) };
  }
  if (element.type === 'scale') {
    const { marks, ...fields } = element;
    return { ...fields, ...Object.fromEntries(marks.map((mark) => [MARK + mark.id, packMark(mark)])) };
  }
  if (element.type === 'note' && element.choices !== undefined) {
    const { choices, ...fields } = element;
    return { ...fields, ...Object.fromEntries(choices.map((choice) => [CHOSEN + choice.id, packChoice(choice)])) };
  }
  return { ...element };
}

const label = (value: unknown): string => (typeof value === 'string' ? cutText(value, MAX_LABEL_CHARS) : '');
const isTime = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isMarkKind = (value: unknown): value is MarkKind =>
  value === 'now' || value === 'highest' || value === 'wanted' || value === 'step' || value === 'own';
