/** Plain values into elements, or null: nothing unsound from the document or the wire is drawn. */
import {
  FIRST_SHEET,
  MAX_ALT_CHARS,
  MAX_COORDINATE,
  MAX_STROKE_POINTS,
  SHEET_HEIGHT,
  SHEET_WIDTH,
} from '../wire/schema.gen';
import { cutText, isId, type Fields } from '../wire/shapes';
import { readExercise } from './readExercise';
import { readChoices } from './choices';
import type { Element, ElementId, Frame, ShapeKind, Sheet, Unknown } from './types';

const ORDER = /^[0-9A-Za-z]{1,256}$/;
/** SHA-256 in base64url. */
const BLOB = /^[A-Za-z0-9_-]{43}$/;
/** Author and id of a message. */
const SOURCE = /^[A-Za-z0-9_-]{11}\/[A-Za-z0-9_-]{1,64}$/;
/** Per point at most two 4-byte steps, a pressure and a 5-byte dt; 6 for version and count. */
const MAX_POINT_BYTES = 6 + MAX_STROKE_POINTS * 14;

export const FIRST: Sheet = { id: FIRST_SHEET, title: '', order: 'a0', paper: 'plain' };
export const NOTE_SIZE = 220;

export function isCoordinate(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= MAX_COORDINATE;
}

/**
 * @returns the element as it may be shown: one of an unknown type, or whose own fields are unsound, as a
 *   card in its place; null when what all elements have in common is unsound, so that it has no place
 */
export function readElement(id: ElementId, fields: Fields): Element | null {
  const { type, sheet, order, by } = fields;
  const frame = readFrame(fields['frame']);
  if (!isId(id) || !isId(sheet) || !isId(by) || frame === null) return null;
  if (typeof order !== 'string' || !ORDER.test(order)) return null;
  const common = { id, sheet, order, by, frame, ...(fields['locked'] === true ? { locked: true } : {}) };
  if (typeof type !== 'string') return null;
  const card: Unknown = { ...common, type: 'unknown' };
  switch (type) {
    case 'ink': {
      const { marker, width, points, tip } = fields;
      if (!isChoice4(marker) || !isChoice3(width) || !(points instanceof Uint8Array)) return card;
      if (points.length > MAX_POINT_BYTES) return card;
      return { ...common, type, marker, width, points, ...(tip === 'highlighter' ? { tip } : {}) };
    }
    case 'shape': {
      const { shape, marker, width } = fields;
      if (!isShape(shape) || !isChoice4(marker) || !isChoice3(width)) return card;
      return { ...common, type, shape, marker, width };
    }
    case 'text': {
      const { marker, size, text } = fields;
      if (!isChoice4(marker) || !isChoice3(size) || typeof text !== 'string') return card;
      return { ...common, type, marker, size, text: cutText(text) };
    }
    case 'note': {
      const { colour, text, signed, chosen, source } = fields;
      if (!isChoice4(colour) || typeof text !== 'string') return card;
      const flags = { ...(signed === true ? { signed } : {}), ...(chosen === true ? { chosen } : {}) };
      const from = typeof source === 'string' && SOURCE.test(source) ? { source } : {};
      const choices = readChoices(fields);
      return { ...common, type, colour, text: cutText(text), ...flags, ...from, ...(choices.length > 0 ? { choices } : {}) };
    }
    case 'picture': {
      const { blob, alt } = fields;
      if (typeof blob !== 'string' || !BLOB.test(blob)) return card;
      return { ...common, type, blob, alt: typeof alt === 'string' ? cutText(alt, MAX_ALT_CHARS) : '' };
    }
    case 'circles':
    case 'scale':
    case 'card':
      return readExercise(type, common, fields) ?? card;
    default:
      return card;
  }
}

export function readSheet(id: string, fields: Fields): Sheet | null {
  const { title, order, paper, gone } = fields;
  if (!isId(id) || typeof title !== 'string' || typeof order !== 'string') return null;
  if (!ORDER.test(order)) return null;
  const known = paper === 'squared' || paper === 'lined' ? paper : 'plain';
  return { id, title: cutText(title), order, paper: known, ...(gone === true ? { gone } : {}) };
}

export function readFrame(value: unknown): Frame | null {
  if (!Array.isArray(value) || value.length !== 5) return null;
  const [x, y, w, h, angle]: unknown[] = value;
  if (!isCoordinate(x) || !isCoordinate(y) || !isCoordinate(w) || !isCoordinate(h)) return null;
  if (!isCoordinate(angle) || w < 0 || h < 0) return null;
  return [x, y, w, h, angle];
}

/** Keep a frame's middle on the sheet, so that nothing can be pushed out of reach. */
export function keptOnSheet(frame: Frame): Frame {
  const [x, y, w, h, angle] = frame;
  const within = (low: number, size: number, length: number): number =>
    Math.max(-size / 2, Math.min(length - size / 2, low));
  return [within(x, w, SHEET_WIDTH), within(y, h, SHEET_HEIGHT), w, h, angle];
}

export const isShape = (value: unknown): value is ShapeKind =>
  value === 'line' || value === 'arrow' || value === 'rectangle' || value === 'ellipse';
export const isChoice4 = (value: unknown): value is 0 | 1 | 2 | 3 =>
  value === 0 || value === 1 || value === 2 || value === 3;
export const isChoice3 = (value: unknown): value is 0 | 1 | 2 => value === 0 || value === 1 || value === 2;
