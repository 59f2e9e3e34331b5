/**
 * A picture as a person hands it over, made fit for the sheet: opened by the browser, turned
 * upright, scaled down and encoded anew, so that nothing of the file itself goes on: no place, no
 * time, no camera.
 */
import { judgeGround } from './ground';
import { kindOf, sizeOf, type Kind } from './fileKind';
import { PictureError } from './PictureError';

export interface Taken {
  readonly bytes: Uint8Array;
  /** px, after scaling */
  readonly width: number;
  readonly height: number;
}

/** px; enough to read a photographed page on a large screen */
const LONGEST_SIDE = 1600;
/** Of what is sealed and sent. */
export const MOST_BYTES = 1_000_000;
/** Of a file that is opened at all: above what a phone makes. */
const MOST_FILE_BYTES = 60e6;
/** Unfolded it takes four bytes for each; more would push an old phone's tab out of memory. */
export const MOST_PIXELS = 80e6;
const QUALITIES = [0.86, 0.74, 0.6, 0.45];
/** Tried when even the lowest quality is too large. */
const SHRINK = 0.7;
/** A phone's browser draws nothing at all on a larger one. */
const MOST_CANVAS_PIXELS = 12e6;
/** What a transparent picture of light lines is laid on. */
const DARK_GROUND = '#1e2b30';
const LIGHT_GROUND = '#fffefa';

/** The browser may have these or not; asked by trying. */
const UNCERTAIN: readonly Kind[] = ['heic', 'tiff'];

/** @throws PictureError; nothing of the file is kept then */
export async function takePicture(file: Blob): Promise<Taken> {
  if (file.size === 0) throw new PictureError('empty');
  if (file.size > MOST_FILE_BYTES) throw new PictureError('too_large');
  const bytes = await readFile(file);
  const kind = kindOf(bytes);
  if (kind === null) throw new PictureError('no_picture');
  if (kind === 'svg' || kind === 'pdf') throw new PictureError(kind);
  const size = sizeOf(bytes, kind);
  if (size === null && !UNCERTAIN.includes(kind)) throw new PictureError('broken');
  if (size !== null && size.width * size.height > MOST_PIXELS) throw new PictureError('too_large');
  const opened = await openImage(bytes, kind).catch(() => {
    throw new PictureError(kind === 'heic' ? 'heic' : kind === 'tiff' ? 'no_picture' : 'broken');
  });
  try {
    return await encoded(opened.image);
  } finally {
    opened.release();
  }
}

async function readFile(file: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new PictureError('broken'); // gone from the disk, or only a name in a cloud
  }
}

/**
 * An `<img>` turns a photo upright by its EXIF in every browser of the floor; `createImageBitmap`
 * does not agree on how it is asked to.
 */
async function openImage(bytes: Uint8Array, kind: Kind): Promise<{ image: HTMLImageElement; release(): void }> {
  // The kind is what was found in the bytes: nothing is ever opened as a document.
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: `image/${kind}` }));
  const release = (): void => URL.revokeObjectURL(url);
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    if (image.naturalWidth * image.naturalHeight === 0) throw new PictureError('broken');
    return { image, release };
  } catch (error) {
    release();
    throw error;
  }
}

async function encoded(image: HTMLImageElement): Promise<Taken> {
  const { naturalWidth: width, naturalHeight: height } = image;
  for (let side = LONGEST_SIDE; side >= 200; side *= SHRINK) {
    const canvas = drawn(image, width, height, side);
    const { transparent, light } = lookAt(canvas);
    if (transparent && light) layOn(canvas, DARK_GROUND);
    const blob = await smallest(canvas, transparent && !light);
    if (blob !== null) {
      return { bytes: new Uint8Array(await blob.arrayBuffer()), width: canvas.width, height: canvas.height };
    }
  }
  throw new PictureError('too_large');
}

/** Halved step by step: a browser that only looks at four pixels would lose fine writing. */
function drawn(image: HTMLImageElement, width: number, height: number, longest: number): HTMLCanvasElement {
  const scale = Math.min(1, longest / Math.max(width, height));
  const [w, h] = [width, height].map((side) => Math.max(1, Math.round(side * scale))) as [number, number];
  let steps = 0;
  while (w * 2 ** (steps + 1) < width && w * h * 4 ** (steps + 1) < MOST_CANVAS_PIXELS) steps++;
  let from: CanvasImageSource = image;
  let canvas = sized(w * 2 ** steps, h * 2 ** steps);
  for (; ; steps--) {
    paint(canvas, from);
    if (steps === 0) return canvas;
    from = canvas;
    canvas = sized(canvas.width / 2, canvas.height / 2);
  }
}

function sized(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

function pen(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (context === null) throw new PictureError('too_large');
  return context;
}

function paint(canvas: HTMLCanvasElement, from: CanvasImageSource): void {
  const context = pen(canvas);
  context.imageSmoothingQuality = 'high';
  context.drawImage(from, 0, 0, canvas.width, canvas.height);
}

/** Lay what is drawn on a ground. */
function layOn(canvas: HTMLCanvasElement, ground: string): void {
  const context = pen(canvas);
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.globalCompositeOperation = 'source-over';
}

/** Judged on a small copy, in whose corner a known colour tells whether the browser shows true pixels. */
function lookAt(canvas: HTMLCanvasElement): ReturnType<typeof judgeGround> {
  const small = sized(64, 65);
  const context = small.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new PictureError('too_large');
  context.drawImage(canvas, 0, 0, 64, 64);
  context.fillStyle = '#123456';
  context.fillRect(0, 64, 64, 1);
  const known = context.getImageData(8, 64, 1, 1).data;
  const honest = [0x12, 0x34, 0x56].every((value, at) => Math.abs((known[at] ?? 0) - value) <= 3);
  if (!honest) throw new PictureError('hidden');
  return judgeGround(context.getImageData(0, 0, 64, 64).data);
}

/** The best that fits, or null. @param seeThrough keep what is transparent */
async function smallest(canvas: HTMLCanvasElement, seeThrough: boolean): Promise<Blob | null> {
  for (const quality of QUALITIES) {
    const webp = await asBlob(canvas, 'image/webp', quality);
    if (webp !== null && webp.size <= MOST_BYTES) return webp;
    if (webp === null) return withoutWebp(canvas, seeThrough);
  }
  return null;
}

/** Safari does not write WebP. */
async function withoutWebp(canvas: HTMLCanvasElement, seeThrough: boolean): Promise<Blob | null> {
  if (seeThrough) {
    const png = await asBlob(canvas, 'image/png');
    if (png !== null && png.size <= MOST_BYTES) return png;
    layOn(canvas, LIGHT_GROUND); // JPEG would make it black
  }
  for (const quality of QUALITIES) {
    const jpeg = await asBlob(canvas, 'image/jpeg', quality);
    if (jpeg !== null && jpeg.size <= MOST_BYTES) return jpeg;
  }
  return null;
}

/** @returns null when the browser writes another type in its place */
function asBlob(canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob?.type === type ? blob : null), type, quality));
}
