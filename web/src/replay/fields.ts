/**
 * Elements as the fields they have in the document, and what changed between two states of one.
 *
 * Texts change by splices, counted in characters, so that typing costs what was typed. The same as
 * `whiteboard/fields.py`, held equal by tests/wire.
 */
import { fieldsOf } from '../board/readExercise';
import type { Element, Sheet } from '../board/types';
import type { PlainFields } from './recording';

const TYPED = /^(?:text|cell\d+)$/;

export const isTyped = (key: string): boolean => TYPED.test(key);

/** What is sound of *element* as the document spells it; of an unknown one its place. */
export function elementFields(element: Element): PlainFields {
  const { id: _, value, ...fields } = fieldsOf(element);
  return value === undefined || value === null ? fields : { ...fields, value };
}

export function sheetFields({ id: _, ...fields }: Sheet): PlainFields {
  return fields;
}

/** Each key that differs, in alphabetical order, with what `changeField` needs. */
export function changedFields(before: PlainFields, after: PlainFields): (readonly [key: string, value: unknown])[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key): (readonly [string, unknown])[] => {
    const [old, now] = [before[key], after[key]];
    if (same(old, now)) return [];
    if (isTyped(key) && typeof old === 'string' && typeof now === 'string') return [[key, spliceOf(old, now)]];
    return [[key, now ?? null]];
  });
}

/** Change a field as `changedFields` said: a new value, null to remove it, or a splice. */
export function changeField(fields: Record<string, unknown>, key: string, value: unknown): void {
  if (value === null) delete fields[key];
  else if (isTyped(key) && isSplice(value)) {
    const [start, removed, inserted] = value;
    const text = [...(typeof fields[key] === 'string' ? fields[key] : '')];
    fields[key] = [...text.slice(0, start), inserted, ...text.slice(start + removed)].join('');
  } else fields[key] = value;
}

type Splice = readonly [start: number, removed: number, inserted: string];

/** @returns where, how many characters went, what came */
export function spliceOf(before: string, after: string): Splice {
  const [old, now] = [[...before], [...after]];
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start++;
  let tail = 0;
  while (tail < most - start && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  return [start, old.length - tail - start, now.slice(start, now.length - tail).join('')];
}

export const isSplice = (value: unknown): value is Splice =>
  Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number' && typeof value[2] === 'string';

/** Whether two plain values are alike, however deep. */
export function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other) || (one === 0 && other === 0)) return true;
  if (one instanceof Uint8Array && other instanceof Uint8Array)
    return one.length === other.length && one.every((byte, at) => byte === other[at]);
  if (Array.isArray(one) && Array.isArray(other)) {
    const theirs: readonly unknown[] = other;
    return one.length === theirs.length && one.every((value, at) => same(value, theirs[at]));
  }
  return false;
}
