/**
 * Whether bytes hold all that their MessagePack heads promise; looked at before anything is decoded.
 *
 * The library makes each array as long as its head says before it has read any of it, so that 500
 * bytes of nested heads would take 3 GB of a browser. Every value is a byte at least: what is still
 * due can never be more than the bytes that are left.
 *
 * @see https://github.com/msgpack/msgpack/blob/master/spec.md
 */

/** As deep as whiteboard/packing.py reads, so that both languages refuse the same; nothing of ours is nearly so deep. */
export const MAX_DEPTH = 1024;

interface Head {
  /** bytes of the value itself, behind its head */
  readonly bytes: number;
  /** values that belong to it */
  readonly values: number;
}

/** @returns false for what promises more than there is, or is nested too deep; what is left over is the library's to refuse */
export function isWhole(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** of each array or map that is open, how many values are still to come */
  const open: number[] = [];
  let at = 0;
  let due = 1;
  while (due > 0) {
    const type = bytes[at];
    if (type === undefined) return false;
    const width = widthOf(type);
    if (at + 1 + width > bytes.length) return false;
    const head = headOf(type, view, at + 1);
    at += 1 + width + head.bytes;
    due += head.values - 1;
    if (at > bytes.length || due > bytes.length - at) return false;
    const last = open.length - 1;
    if (last >= 0) open[last] = (open[last] ?? 0) - 1;
    if (head.values > 0) open.push(head.values);
    while (open.length > 0 && open[open.length - 1] === 0) open.pop();
    if (open.length > MAX_DEPTH) return false;
  }
  return true;
}

/** How many bytes of a head say how long the value is. */
function widthOf(type: number): number {
  switch (type) {
    case 0xc4:
    case 0xc7:
    case 0xd9:
      return 1;
    case 0xc5:
    case 0xc8:
    case 0xda:
    case 0xdc:
    case 0xde:
      return 2;
    case 0xc6:
    case 0xc9:
    case 0xdb:
    case 0xdd:
    case 0xdf:
      return 4;
    default:
      return 0;
  }
}

function headOf(type: number, view: DataView, at: number): Head {
  const width = widthOf(type);
  const length = width === 1 ? view.getUint8(at) : width === 2 ? view.getUint16(at) : width === 4 ? view.getUint32(at) : 0;
  if (type < 0x80 || type >= 0xe0) return { bytes: 0, values: 0 };
  if (type < 0x90) return { bytes: 0, values: 2 * (type & 0x0f) };
  if (type < 0xa0) return { bytes: 0, values: type & 0x0f };
  if (type < 0xc0) return { bytes: type & 0x1f, values: 0 };
  if (type === 0xdc || type === 0xdd) return { bytes: 0, values: length };
  if (type === 0xde || type === 0xdf) return { bytes: 0, values: 2 * length };
  // An extension has its kind before its bytes (0xc7 to 0xc9, 0xd4 to 0xd8).
  if (type >= 0xc7 && type <= 0xc9) return { bytes: 1 + length, values: 0 };
  if (type >= 0xd4 && type <= 0xd8) return { bytes: 1 + 2 ** (type - 0xd4), values: 0 };
  return { bytes: width > 0 ? length : NUMBERS[type - 0xca] ?? 0, values: 0 };
}

/** Bytes of the numbers 0xca to 0xd3: float 32 and 64, uint 8 to 64, int 8 to 64. */
const NUMBERS: readonly number[] = [4, 8, 1, 2, 4, 8, 1, 2, 4, 8];
