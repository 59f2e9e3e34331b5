/**
 * Nodes made straight from a drawing, for what is made and thrown away but never compared.
 *
 * A sheet of a thousand things comes in half the time that a renderer needs, which keeps for each of them
 * what it would need to find differences.
 */
import { Fragment, isValidElement, type ComponentChildren, type VNode } from 'preact';
import type { Element } from '../board/types';

const SVG = 'http://www.w3.org/2000/svg';

/** Has something in it that waits for what it shows: a renderer has to draw it. */
export const lives = (element: Element): boolean => element.type === 'picture' || (element.type === 'note' && element.signed === true);

/** The same node as a renderer would make. @throws TypeError for a component: that lives, and cannot be built */
export function build({ type, props }: VNode): SVGElement {
  if (typeof type !== 'string') throw new TypeError('only what is drawn can be built');
  const node = document.createElementNS(SVG, type);
  let children: ComponentChildren = null;
  for (const [name, value] of Object.entries(props as Record<string, unknown>)) {
    if (name === 'children') children = props.children;
    else if (name === 'style') style(node, value as Record<string, string | undefined>);
    else if (value !== undefined && value !== null && value !== false) node.setAttribute(name, String(value));
  }
  append(node, children);
  return node;
}

function style({ style }: SVGElement, told: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(told)) if (value !== undefined) Object.assign(style, { [name]: value });
}

function append(node: SVGElement, children: ComponentChildren): void {
  if (Array.isArray(children)) for (const child of children) append(node, child);
  else if (typeof children === 'string' || typeof children === 'number') node.append(String(children));
  else if (isValidElement(children)) {
    if (children.type === Fragment) append(node, children.props.children);
    else node.append(build(children));
  }
}
