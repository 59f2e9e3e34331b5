/** What a card's field is called for who does not see where it lies. */
import type { Card } from '../../board/types';
import { w } from './words';

/** Its label; without one, that of its column and how far down it is. */
export function fieldName({ labels, columns }: Card, at: number): string {
  const own = labels[at] ?? '';
  if (own !== '') return own;
  const column = labels[at % columns] ?? '';
  return column === '' ? w('field', { number: at + 1 }) : `${column} ${Math.floor(at / columns) + 1}`;
}

export const fieldOnCard = (card: Card, at: number): string =>
  card.title === '' ? fieldName(card, at) : w('write_field', { field: fieldName(card, at), card: card.title });
