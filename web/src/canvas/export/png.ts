/**
 * A sheet as pixels: its SVG painted shape by shape.
 *
 * A browser would paint the SVG as a picture too, but does so before the fonts inside are ready,
 * and tells nobody. Here the page's own handwriting is used, which is.
 */

/** Sharp on a screen of double density, and in print at A5. */
const SCALE = 2;

interface Look {
  readonly fill: string;
  readonly 'fill-opacity': string;
  readonly 'fill-rule': string;
  readonly stroke: string;
  readonly 'stroke-opacity': string;
  readonly 'stroke-width': string;
  readonly 'stroke-dasharray': string;
  readonly 'stroke-linecap': string;
  readonly 'stroke-linejoin': string;
  readonly 'font-size': string;
  readonly 'font-family': string;
  readonly 'text-anchor': string;
}

/** What SVG begins with. */
const FIRST: Look = {
  fill: '#000000',
  'fill-opacity': '1',
  'fill-rule': 'nonzero',
  stroke: 'none',
  'stroke-opacity': '1',
  'stroke-width': '1',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'font-size': '16',
  'font-family': 'cursive',
  'text-anchor': 'start',
};

/**
 * @param scale points for each unit
 * @throws RangeError when the browser has no canvas of that size to give
 */
export async function sheetPng(svg: SVGSVGElement, width: number, height: number, scale = SCALE): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  const pen = canvas.getContext('2d');
  if (pen === null) throw new RangeError('no canvas');
  pen.scale(scale, scale);
  await paintOn(pen, svg);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new RangeError('no picture came of it');
  return blob;
}

/** @param svg stands alone; see `standalone` */
export async function paintOn(pen: CanvasRenderingContext2D, svg: Element): Promise<void> {
  for (const child of svg.children) await paint(pen, child, FIRST);
}

async function paint(pen: CanvasRenderingContext2D, node: Element, around: Look): Promise<void> {
  if (!(node instanceof SVGGraphicsElement) || node.localName === 'clipPath') return;
  const look = { ...around };
  for (const name of Object.keys(FIRST) as (keyof Look)[]) look[name] = node.getAttribute(name) ?? around[name];
  pen.save();
  const matrix = node.transform.baseVal.consolidate()?.matrix;
  if (matrix !== undefined) pen.transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f);
  clip(pen, node);
  pen.globalAlpha *= Number(node.getAttribute('opacity') ?? 1);
  if (node.classList.contains('multiply')) pen.globalCompositeOperation = 'multiply';
  if (node.localName === 'text') write(pen, node, look);
  else if (node.localName === 'image') await picture(pen, node);
  else {
    const path = outline(node);
    if (path !== null) draw(pen, path, look);
    for (const child of node.children) await paint(pen, child, look);
  }
  pen.restore();
}

const numbers = (node: Element, ...names: readonly string[]): number[] => names.map((name) => Number(node.getAttribute(name) ?? 0));

function outline(node: Element): Path2D | null {
  if (node.localName === 'path') return new Path2D(node.getAttribute('d') ?? '');
  const path = new Path2D();
  if (node.localName === 'rect') {
    const [x = 0, y = 0, width = 0, height = 0, rx = 0] = numbers(node, 'x', 'y', 'width', 'height', 'rx');
    path.roundRect(x, y, width, height, rx);
  } else if (node.localName === 'ellipse' || node.localName === 'circle') {
    const [cx = 0, cy = 0, r = 0, rx = 0, ry = 0] = numbers(node, 'cx', 'cy', 'r', 'rx', 'ry');
    path.ellipse(cx, cy, rx || r, ry || r, 0, 0, 2 * Math.PI);
  } else if (node.localName === 'line') {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbers(node, 'x1', 'y1', 'x2', 'y2');
    path.moveTo(x1, y1);
    path.lineTo(x2, y2);
  } else if (node.localName === 'polyline' || node.localName === 'polygon') {
    const points = (node.getAttribute('points') ?? '').trim();
    return points === '' ? null : new Path2D(`M${points}${node.localName === 'polygon' ? 'Z' : ''}`);
  } else return null;
  return path;
}

function draw(pen: CanvasRenderingContext2D, path: Path2D, look: Look): void {
  const alpha = pen.globalAlpha;
  if (look.fill !== 'none') {
    pen.globalAlpha = alpha * Number(look['fill-opacity']);
    pen.fillStyle = look.fill;
    pen.fill(path, look['fill-rule'] === 'evenodd' ? 'evenodd' : 'nonzero');
  }
  if (look.stroke !== 'none') {
    pen.globalAlpha = alpha * Number(look['stroke-opacity']);
    pen.strokeStyle = look.stroke;
    pen.lineWidth = parseFloat(look['stroke-width']);
    pen.lineCap = look['stroke-linecap'] as CanvasLineCap;
    pen.lineJoin = look['stroke-linejoin'] as CanvasLineJoin;
    pen.setLineDash((look['stroke-dasharray'].match(/[\d.]+/g) ?? []).map(Number));
    pen.stroke(path);
  }
  pen.globalAlpha = alpha;
}

function clip(pen: CanvasRenderingContext2D, node: SVGGraphicsElement): void {
  const id = /#([\w-]+)/.exec(node.getAttribute('clip-path') ?? '')?.[1];
  const shape = id === undefined ? null : node.ownerSVGElement?.querySelector(`clipPath#${CSS.escape(id)} > *`);
  const path = shape ? outline(shape) : null;
  if (path !== null) pen.clip(path, shape?.getAttribute('clip-rule') === 'evenodd' ? 'evenodd' : 'nonzero');
}

function write(pen: CanvasRenderingContext2D, text: Element, look: Look): void {
  pen.textAlign = look['text-anchor'] === 'middle' ? 'center' : look['text-anchor'] === 'end' ? 'right' : 'left';
  // Begins where it stands, and goes to the left from there.
  if (text.getAttribute('direction') === 'rtl') {
    pen.direction = 'rtl';
    pen.textAlign = 'right';
  }
  pen.globalAlpha *= Number(look['fill-opacity']);
  const lines = text.children.length > 0 ? [...text.children] : [text];
  for (const line of lines) {
    const own = (name: string): string | null => line.getAttribute(name) ?? text.getAttribute(name);
    pen.font = `${parseFloat(own('font-size') ?? look['font-size'])}px ${look['font-family']}`;
    pen.fillStyle = line.getAttribute('fill') ?? look.fill;
    pen.fillText(line.textContent ?? '', Number(own('x') ?? 0), Number(own('y') ?? 0));
  }
}

/** In the middle of its frame, whole. */
async function picture(pen: CanvasRenderingContext2D, node: Element): Promise<void> {
  const image = new Image();
  image.src = node.getAttribute('href') ?? '';
  await image.decode();
  const [x = 0, y = 0, width = 0, height = 0] = numbers(node, 'x', 'y', 'width', 'height');
  const scale = Math.min(width / image.naturalWidth, height / image.naturalHeight);
  const [w, h] = [image.naturalWidth * scale, image.naturalHeight * scale];
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(image, x + (width - w) / 2, y + (height - h) / 2, w, h);
}
