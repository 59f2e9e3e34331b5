/**
 * Things on their way over the clipboard: packed into one HTML attribute, and read defensively.
 *
 * As base64, so that another program that is pasted into shows nothing of what a client wrote.
 */
import { fromBase64url, toBase64url } from '../crypto/base64url';
import { readElement } from './schema';
import { isFields } from '../wire/shapes';
import type { Element, NewElement, Note, SheetId, Unknown } from './types';
import { FIRST_SHEET } from '../wire/schema.gen';

const VERSION = 1;
/** More is nobody's sheet. */
const MOST = 5000;
const ATTRIBUTE = /data-flipover="([A-Za-z0-9_-]+)"/;

export interface Parcel {
  readonly from: SheetId;
  /** they no longer lie where they came from */
  readonly cut: boolean;
  readonly elements: readonly NewElement[];
}

export function pack({ from, cut, elements }: Parcel): string {
  const plain = elements.map((one) => (one.type === 'ink' ? { ...one, points: toBase64url(one.points) } : one));
  const json = JSON.stringify({ v: VERSION, from, cut, elements: plain });
  return `<span data-flipover="${toBase64url(new TextEncoder().encode(json))}"></span>`;
}

/** @returns null when the HTML is not ours, or holds nothing sound */
export function unpack(html: string): Parcel | null {
  const packed = ATTRIBUTE.exec(html)?.[1];
  if (packed === undefined) return null;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(fromBase64url(packed)));
    if (!isFields(value) || value['v'] !== VERSION || !Array.isArray(value['elements'])) return null;
    const { from, cut } = value;
    const elements = (value['elements'] as readonly unknown[]).slice(0, MOST).flatMap(readOne);
    if (elements.length === 0) return null;
    return { from: typeof from === 'string' ? from : '', cut: cut === true, elements };
  } catch {
    return null;
  }
}

function readOne(value: unknown): NewElement[] {
  if (!isFields(value)) return [];
  const points = typeof value['points'] === 'string' ? { points: fromBase64url(value['points']) } : {};
  const placed = { ...value, ...points, sheet: FIRST_SHEET, by: FIRST_SHEET, order: 'a0' };
  const element: Element | null = readElement(FIRST_SHEET, placed);
  return element === null ? [] : fresh(element);
}

/** An element as it may be put down again; nothing for what a newer page made. */
export function fresh(element: Element): NewElement[] {
  if (element.type === 'unknown') return [];
  // Somebody chose that one, and not its copy.
  const { choices: _choices, ...unchosen } = element as Exclude<Element, Unknown> & Pick<Note, 'choices'>;
  const { id: _id, sheet: _sheet, order: _order, by: _by, locked: _locked, ...fields } = unchosen;
  return [fields as NewElement];
}
