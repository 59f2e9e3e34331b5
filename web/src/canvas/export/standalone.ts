/**
 * What is drawn on the page, as a picture that needs nothing of the page: every style written out,
 * nothing kept but shapes, text and pictures, nothing that runs, nothing that asks for a file.
 */

const SVG = 'http://www.w3.org/2000/svg';
/** An element that is none of these does not come along. */
const SHAPES = ['path', 'rect', 'ellipse', 'circle', 'line', 'polyline', 'polygon'];
const ELEMENTS = new Set(['svg', 'g', 'clipPath', 'defs', 'text', 'tspan', 'image', ...SHAPES]);
const GEOMETRY = [
  'd', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r', 'rx', 'ry', 'dx', 'dy', 'width', 'height',
  'points', 'viewBox', 'transform', 'clip-path', 'clip-rule', 'preserveAspectRatio', 'id',
];
/** Passed on to what lies inside, so said only where they change; with what SVG begins with. */
const INHERITED: Readonly<Record<string, string>> = {
  fill: 'rgb(0, 0, 0)',
  'fill-opacity': '1',
  'fill-rule': 'nonzero',
  stroke: 'none',
  'stroke-opacity': '1',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'font-size': '',
  'text-anchor': 'start',
  direction: 'ltr',
};
const OWN: Readonly<Record<string, string>> = { opacity: '1' };
/** Local names only: `url(#…)`. */
const LOCAL = /^url\("?#[\w-]+"?\)$/;
/** XML 1.0, 2.2: what no XML may hold. */
const NOT_XML = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

export interface StandaloneOptions {
  readonly family: string;
  /** what stands for a picture's address; null leaves it out */
  href(address: string): string | null;
}

/** @param drawn stands in the document, so that its styles are known */
export function standalone(drawn: Element, options: StandaloneOptions): Element | null {
  return copy(drawn, null, options);
}

function copy(from: Element, around: CSSStyleDeclaration | null, options: StandaloneOptions): Element | null {
  const name = from.localName;
  const style = getComputedStyle(from);
  if (!ELEMENTS.has(name) || style.display === 'none' || style.visibility === 'hidden') return null;
  const to = document.createElementNS(SVG, name);
  for (const attribute of GEOMETRY) {
    const value = from.getAttribute(attribute);
    if (value === null || (attribute === 'clip-path' && !LOCAL.test(value))) continue;
    to.setAttribute(attribute, asXml(value));
  }
  if (from instanceof SVGElement && !['', 'none'].includes(from.style.transform))
    to.setAttribute('transform', `${matrixOf(from.style)} ${to.getAttribute('transform') ?? ''}`.trim());
  for (const [property, first] of Object.entries(INHERITED)) {
    const value = style.getPropertyValue(property);
    const known = around === null ? first : around.getPropertyValue(property);
    if (value !== known) to.setAttribute(property, value);
  }
  for (const [property, first] of Object.entries(OWN)) {
    const value = style.getPropertyValue(property);
    if (value !== first) to.setAttribute(property, value);
  }
  if (style.mixBlendMode === 'multiply') to.setAttribute('class', 'multiply');
  if (name === 'image') {
    const address = options.href(from.getAttribute('href') ?? '');
    if (address === null) return null;
    to.setAttribute('href', address);
  }
  if (name === 'text') {
    to.setAttribute('font-family', options.family);
    to.setAttributeNS('http://www.w3.org/XML/1998/namespace', 'xml:space', 'preserve');
  }
  for (const child of from.childNodes) {
    if (child instanceof Element) {
      const inside = copy(child, style, options);
      if (inside !== null) to.append(inside);
    } else if (child instanceof Text && (name === 'text' || name === 'tspan')) to.append(asXml(child.data));
  }
  return to;
}

/** What no file may hold takes as much room as it does on screen. */
export const asXml = (text: string): string => text.replace(NOT_XML, ' ');

/** A CSS transform in SVG's own words, which know no origin beside it. */
function matrixOf({ transform, transformOrigin }: CSSStyleDeclaration): string {
  const [x = 0, y = 0] = transformOrigin.split(' ').map((side) => Number.parseFloat(side) || 0);
  const { a, b, c, d, e, f } = new DOMMatrix().translate(x, y).multiply(new DOMMatrix(transform)).translate(-x, -y);
  return `matrix(${[a, b, c, d, e, f].map((value) => Math.round(value * 1e5) / 1e5).join(' ')})`;
}
