/**
 * What bytes really are, and how large a picture they unfold to, before anything opens them.
 *
 * A name or a MIME type is only what somebody says. Pure; reads headers, never pixels.
 * Sources: PNG 11.2.2, JPEG B.2, GIF89a 18, WebP container, BMP, ISO/IEC 23008-12 6.5.3.
 */

export type Kind = 'png' | 'jpeg' | 'gif' | 'webp' | 'bmp' | 'avif' | 'heic' | 'tiff' | 'svg' | 'pdf';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where a drawn description may begin: after white space, comments and declarations. */
const SVG_WITHIN = 4096;
const ISPE_WITHIN = 65_536;
const HEIF_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** @returns null for what is none of these */
export function kindOf(bytes: Uint8Array): Kind | null {
  const head = ascii(bytes, 0, 16);
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (/^GIF8[79]a/.test(head)) return 'gif';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp';
  if (head.startsWith('BM') && bytes.length > 26) return 'bmp';
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return 'tiff';
  if (head.startsWith('%PDF-')) return 'pdf';
  if (head.slice(4, 8) === 'ftyp') return brandOf(bytes);
  return isSvg(bytes) ? 'svg' : null;
}

/** @returns null when the header does not say, or is cut off */
export function sizeOf(bytes: Uint8Array, kind: Kind): Size | null {
  try {
    const size = readers[kind]?.(viewOf(bytes), bytes) ?? null;
    return size !== null && size.width > 0 && size.height > 0 ? size : null;
  } catch (error) {
    if (error instanceof RangeError) return null; // the bytes end before the header does
    throw error;
  }
}

const readers: { readonly [K in Kind]?: (view: DataView, bytes: Uint8Array) => Size | null } = {
  png: (view, bytes) =>
    ascii(bytes, 12, 16) === 'IHDR' ? { width: view.getUint32(16), height: view.getUint32(20) } : null,
  jpeg: jpegSize,
  gif: (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  webp: webpSize,
  bmp: (view) => ({ width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) }),
  avif: extentSize,
  heic: extentSize,
};

function brandOf(bytes: Uint8Array): Kind | null {
  const length = Math.min(bytes.length, viewOf(bytes).getUint32(0), 256);
  const brands = (ascii(bytes, 8, length).match(/.{4}/gs) ?? []).filter((_, at) => at !== 1); // [1]: a version
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return 'avif';
  return brands.some((brand) => HEIF_BRANDS.includes(brand)) ? 'heic' : null;
}

/** In any encoding of which an SVG may be: what is not ASCII is left out. */
function isSvg(bytes: Uint8Array): boolean {
  const text = ascii(bytes, 0, SVG_WITHIN).replace(/[^\x20-\x7e]+/g, '').trimStart();
  return text.startsWith('<') && /<(\w+:)?svg\b/i.test(text);
}

/** From segment to segment until a start of frame. */
function jpegSize(view: DataView): Size | null {
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // fill byte
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    if (marker === 0xd9 || marker === 0xda) return null;
    const standsAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
    at += standsAlone ? 2 : 2 + view.getUint16(at + 2);
  }
}

function webpSize(view: DataView, bytes: Uint8Array): Size | null {
  const u24 = (at: number): number => view.getUint8(at) + (view.getUint16(at + 1, true) << 8);
  switch (ascii(bytes, 12, 16)) {
    case 'VP8X':
      return { width: u24(24) + 1, height: u24(27) + 1 };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    default:
      return null;
  }
}

/** The largest `ispe` box: a file holds tiles and a thumbnail too. */
function extentSize(view: DataView, bytes: Uint8Array): Size | null {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, ISPE_WITHIN));
  let largest: Size | null = null;
  for (let at = text.indexOf('ispe'); at >= 0; at = text.indexOf('ispe', at + 4)) {
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (largest === null || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}
