/** Plain values into exercises, or null; by the rules of `whiteboard/elements.py`. */
import { MAX_CARD_CELLS, MAX_LABEL_CHARS } from '../wire/schema.gen';
import { cutText, isCoordinate, isId, type Fields } from './schema';
import type { Card, Circles, Exercise, Mark, MarkKind, Scale } from './types';

type Common = Omit<Circles, 'type' | 'topic' | 'inner' | 'ring' | 'outside' | 'drawn'>;

export function readExercise(type: Exercise['type'], common: Common, fields: Fields): Exercise | null {
  switch (type) {
    case 'circles':
      return readCircles(common, fields);
    case 'scale':
      return readScale(common, fields);
    case 'mark':
      return readMark(common, fields);
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

function readScale(common: Common, { topic, low, high, upright }: Fields): Scale {
  const labels = { topic: label(topic), low: label(low), high: label(high) };
  return { ...common, type: 'scale', ...labels, ...(upright === true ? { upright } : {}) };
}

function readMark(common: Common, { scale, kind, value, at, name }: Fields): Mark | null {
  if (!isMarkKind(kind) || !isId(scale) || !Array.isArray(value) || value.length > 2) return null;
  const places: readonly unknown[] = value;
  if (!places.every(isCoordinate) || !isTime(at)) return null;
  return { ...common, type: 'mark', scale, kind, value: places, at, name: label(name) };
}

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

const label = (value: unknown): string => (typeof value === 'string' ? cutText(value, MAX_LABEL_CHARS) : '');
const isTime = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isMarkKind = (value: unknown): value is MarkKind =>
  value === 'now' || value === 'highest' || value === 'wanted' || value === 'step' || value === 'own';
