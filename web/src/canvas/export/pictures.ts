/** Pictures as they go into a file: as JPEG or PNG, which every viewer opens, WebP being for browsers. */

const JPEG_QUALITY = 0.92;

/** @param url of a picture that the page shows */
export async function asPortable(url: string): Promise<string> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const pen = canvas.getContext('2d');
  if (pen === null) throw new RangeError('no canvas');
  pen.drawImage(image, 0, 0);
  return isOpaque(pen, canvas) ? canvas.toDataURL('image/jpeg', JPEG_QUALITY) : canvas.toDataURL('image/png');
}

function isOpaque(pen: CanvasRenderingContext2D, { width, height }: HTMLCanvasElement): boolean {
  const { data } = pen.getImageData(0, 0, width, height);
  for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) < 255) return false;
  return true;
}
