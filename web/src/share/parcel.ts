/**
 * What lies in a share: a recording and the pictures that are stuck on its sheets.
 *
 * Plain data. What comes out of somebody else's parcel is checked in shape before anything reads it.
 */
import type { Bytes } from '../crypto/bytes';
import { asMap, packed, unpacked } from '../crypto/msgpack';
import { VERSION, type Change, type Life, type Recording, type When } from '../replay/recording';

export interface Parcel {
  readonly recording: Recording;
  /** what the recording's pictures name as their `blob`, unsealed; those that are not lent are missing */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

export const packParcel = ({ recording, pictures }: Parcel): Bytes =>
  packed({ v: VERSION, recording, pictures: Object.fromEntries(pictures) });

/** @returns null where the bytes are no parcel of this version */
export function openParcel(bytes: Uint8Array): Parcel | null {
  const parcel = asMap(unpackedOrNull(bytes));
  const recording = parcel?.['recording'];
  const pictures = asMap(parcel?.['pictures']);
  if (parcel?.['v'] !== VERSION || !isRecording(recording) || pictures === null) return null;
  const found = Object.entries(pictures).flatMap(([blob, picture]): [string, Uint8Array][] =>
    picture instanceof Uint8Array ? [[blob, picture]] : [],
  );
  return { recording, pictures: new Map(found) };
}

function unpackedOrNull(bytes: Uint8Array): unknown {
  try {
    return unpacked(bytes);
  } catch {
    return null;
  }
}

/** Whether *value* has the shape of a recording; what the fields say is judged by who draws them. */
export function isRecording(value: unknown): value is Recording {
  const map = asMap(value);
  if (map === null || map['v'] !== VERSION) return false;
  const people = asMap(map['people']);
  return (
    isTime(map['start']) &&
    isTime(map['end']) &&
    people !== null &&
    Object.values(people).every((one) => typeof asMap(one)?.['role'] === 'string' && typeof asMap(one)?.['name'] === 'string') &&
    listOf(map['sheets'], isLife) &&
    listOf(map['elements'], isLife) &&
    listOf(map['chapters'], isSaid) &&
    listOf(map['sessions'], isSession) &&
    (map['talk'] === null || listOf(map['talk'], isMessage)) &&
    listOf(map['forgotten'], (row) => Array.isArray(row) && row.length === 2 && row.every(isTime)) &&
    listOf(map['refused'], isTime)
  );
}

const isTime = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const listOf = (value: unknown, is: (one: unknown) => boolean): boolean => Array.isArray(value) && value.every(is);

function isWhen(value: unknown): value is When {
  return Array.isArray(value) && value.length === 3 && isTime(value[0]) && isTime(value[1]) && typeof value[2] === 'string';
}

function isChange(value: unknown): value is Change {
  return Array.isArray(value) && value.length === 5 && isWhen(value.slice(0, 3)) && typeof value[3] === 'string';
}

function isLife(value: unknown): value is Life {
  const map = asMap(value);
  if (map === null || typeof map['id'] !== 'string' || asMap(map['fields']) === null) return false;
  return isWhen(map['born']) && listOf(map['changes'], isChange) && (map['died'] === null || isWhen(map['died']));
}

const TEXTS = ['sheet', 'title', 'writers', 'note', 'from', 'to'];

function isSaid(value: unknown): boolean {
  const map = asMap(value);
  if (map === null || !isTime(map['at']) || !isTime(map['seq']) || typeof map['by'] !== 'string') return false;
  return typeof map['type'] === 'string' && TEXTS.every((key) => map[key] === undefined || typeof map[key] === 'string');
}

function isMessage(value: unknown): boolean {
  const map = asMap(value);
  return map !== null && isTime(map['at']) && isTime(map['seq']) && typeof map['by'] === 'string' && typeof map['text'] === 'string';
}

function isSession(value: unknown): boolean {
  const map = asMap(value);
  return map !== null && typeof map['id'] === 'string' && isTime(map['start']) && (map['end'] === null || isTime(map['end']));
}
