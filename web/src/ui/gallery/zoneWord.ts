/** A zone as it is called on its sheet: by its own word, else by what it is. */
import type { Zone } from '../../board/exercises';
import type { Circles, Element } from '../../board/types';
import { g } from './words';

/** After “from” and “to”: “wil ik nog” in quotes, or the ring. */
export function zoneName(zone: Zone, elements: readonly Element[]): string {
  const own = ownWord(zone, elements);
  return own === '' ? g(`zone_${zone}`) : g('zone_own', { word: own });
}

/** Where something lies: in “wil ik nog”, outside the circles. */
export function inZone(zone: Zone, elements: readonly Element[]): string {
  const own = ownWord(zone, elements);
  return own === '' ? g(`in_${zone}`) : g('in_own', { word: own });
}

function ownWord(zone: Zone, elements: readonly Element[]): string {
  const circles = elements.find((element): element is Circles => element.type === 'circles');
  return circles?.[zone].trim() ?? '';
}
