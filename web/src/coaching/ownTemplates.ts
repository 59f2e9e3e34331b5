/**
 * A coach's own sheets: what circles or a grid are called, kept in the workspace and so there in
 * every room. {type: 'template', id, value: {name, kind, title, labels, columns} or null}. Only
 * labels: nothing that a client wrote goes with them.
 */
import { isFields } from '../wire/shapes';
import { MAX_CARD_CELLS, MAX_LABEL_CHARS } from '../wire/schema.gen';

export const MAX_NAME_CHARS = 60;

export interface OwnTemplate {
  readonly id: string;
  readonly name: string;
  readonly kind: 'circles' | 'card';
  /** what stands over it; a topic of circles, a card's title */
  readonly title: string;
  /** inner, ring and beside them; or one for each field of a card */
  readonly labels: readonly string[];
  readonly columns: 1 | 2 | 3;
}

/** @returns null for what is none, or of a newer kind */
export function readTemplate(id: string, value: unknown): OwnTemplate | null {
  if (!isFields(value)) return null;
  const { name, kind, title, labels, columns } = value;
  if (typeof name !== 'string' || name.trim() === '' || (kind !== 'circles' && kind !== 'card')) return null;
  if (!Array.isArray(labels) || labels.length < 1 || labels.length > MAX_CARD_CELLS) return null;
  return {
    id,
    name: cut(name, MAX_NAME_CHARS),
    kind,
    title: cut(title, MAX_LABEL_CHARS),
    labels: labels.map((label) => cut(label, MAX_LABEL_CHARS)),
    columns: columns === 2 || columns === 3 ? columns : 1,
  };
}

/** The templates after one more item; what is no template changes nothing. */
export function foldTemplate(before: ReadonlyMap<string, OwnTemplate>, data: unknown): ReadonlyMap<string, OwnTemplate> {
  if (!isFields(data) || data['type'] !== 'template' || typeof data['id'] !== 'string') return before;
  const after = new Map(before);
  const template = readTemplate(data['id'], data['value']);
  if (template === null) after.delete(data['id']);
  else after.set(template.id, template);
  return after;
}

/** The item that keeps a template. */
export const templateItem = ({ id, ...value }: OwnTemplate): { readonly type: 'template'; readonly id: string; readonly value: unknown } => ({
  type: 'template', id, value,
});

const cut = (value: unknown, chars: number): string => (typeof value === 'string' ? value.trim().slice(0, chars) : '');
