/** A sheet as pixels, from its SVG. */

/** Sharp on a screen of double density, and in print at A5. */
const SCALE = 2;

export async function sheetPng(svg: string, width: number, height: number): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width * SCALE;
    canvas.height = height * SCALE;
    const pen = canvas.getContext('2d');
    if (pen === null) throw new RangeError('no canvas');
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob === null) throw new RangeError('no picture came of it');
    return blob;
  } finally {
    URL.revokeObjectURL(url);
  }
}
