/**
 * A web font as the plain font file that PDF wants, and which letters it has.
 *
 * Sources: WOFF File Format 1.0, sections 3–5; OpenType `cmap`, formats 4 and 12.
 */

export interface Font {
  /** TrueType file */
  readonly bytes: Uint8Array;
  has(codePoint: number): boolean;
}

interface Table {
  readonly tag: number;
  readonly checksum: number;
  readonly data: Uint8Array;
}

const WOFF = 0x774f4646;
const CMAP = 0x636d6170;
const HEADER_BYTES = 44;

/** @throws RangeError, TypeError when it is no sound WOFF 1 */
export async function unpackWoff(woff: Uint8Array): Promise<Font> {
  const view = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  if (view.getUint32(0) !== WOFF) throw new TypeError('no WOFF');
  const tables: Table[] = [];
  for (let index = 0; index < view.getUint16(12); index++) {
    const [tag, offset, packed, length, checksum] = [0, 4, 8, 12, 16].map((at) => view.getUint32(HEADER_BYTES + index * 20 + at)) as [number, number, number, number, number];
    const data = woff.subarray(offset, offset + packed);
    tables.push({ tag, checksum, data: packed < length ? await inflated(data) : data });
  }
  const cmap = tables.find(({ tag }) => tag === CMAP);
  const letters = cmap === undefined ? new Set<number>() : lettersOf(cmap.data);
  return { bytes: assembled(view.getUint32(4), tables), has: (codePoint) => letters.has(codePoint) };
}

async function inflated(data: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(data)]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function assembled(flavour: number, tables: readonly Table[]): Uint8Array {
  const padded = (length: number): number => (length + 3) & ~3;
  const start = 12 + tables.length * 16;
  const file = new Uint8Array(tables.reduce((sum, { data }) => sum + padded(data.length), start));
  const view = new DataView(file.buffer);
  const power = Math.floor(Math.log2(tables.length));
  view.setUint32(0, flavour);
  view.setUint16(4, tables.length);
  view.setUint16(6, 16 * 2 ** power);
  view.setUint16(8, power);
  view.setUint16(10, 16 * (tables.length - 2 ** power));
  let at = start;
  tables.forEach(({ tag, checksum, data }, index) => {
    [tag, checksum, at, data.length].forEach((value, field) => view.setUint32(12 + index * 16 + field * 4, value));
    file.set(data, at);
    at += padded(data.length);
  });
  return file;
}

function lettersOf(cmap: Uint8Array): Set<number> {
  const view = new DataView(cmap.buffer, cmap.byteOffset, cmap.byteLength);
  const letters = new Set<number>();
  for (let index = 0; index < view.getUint16(2); index++) {
    const at = view.getUint32(4 + index * 8 + 4);
    const format = view.getUint16(at);
    if (format === 4) readSegments(view, at, letters);
    else if (format === 12) readGroups(view, at, letters);
  }
  return letters;
}

function readSegments(view: DataView, at: number, letters: Set<number>): void {
  const twice = view.getUint16(at + 6);
  const [ends, starts, deltas, offsets] = [14, 16 + twice, 16 + 2 * twice, 16 + 3 * twice].map((from) => at + from) as [number, number, number, number];
  for (let segment = 0; segment < twice; segment += 2) {
    const start = view.getUint16(starts + segment);
    const end = view.getUint16(ends + segment);
    const offset = view.getUint16(offsets + segment);
    for (let code = start; code <= end && code < 0xffff; code++) {
      const place = offsets + segment + offset + 2 * (code - start);
      const glyph = offset === 0 ? (code + view.getUint16(deltas + segment)) & 0xffff : view.getUint16(place);
      if (glyph !== 0) letters.add(code);
    }
  }
}

function readGroups(view: DataView, at: number, letters: Set<number>): void {
  for (let group = 0; group < view.getUint32(at + 12); group++) {
    const [start, end] = [0, 4].map((from) => view.getUint32(at + 16 + group * 12 + from)) as [number, number];
    for (let code = start; code <= end; code++) letters.add(code);
  }
}
