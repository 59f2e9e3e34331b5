/**
 * What lies in a share: a recording and the pictures that are stuck on its sheets.
 *
 * Plain data. What comes out of somebody else's parcel is read whole and in order, or not at all.
 */
import type { Bytes } from '../crypto/bytes';
import { asMap, packed, unpacked } from '../crypto/msgpack';
import { readRecording } from '../replay/readRecording';
import { VERSION, type Recording } from '../replay/recording';

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
  const recording = readRecording(parcel?.['recording']);
  const pictures = asMap(parcel?.['pictures']);
  if (parcel?.['v'] !== VERSION || recording === null || pictures === null) return null;
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
