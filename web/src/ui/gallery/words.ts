/** The `t` of the gallery, loaded with it. */
import { en } from '../../i18n/gallery.en';
import { nl } from '../../i18n/gallery.nl';
import { speak } from '../../i18n/texts';

export const g = speak(nl, en);

/** “Eva”, “Eva en Sam”, “Eva, Sam en Noor” */
export function listed(names: readonly string[]): string {
  const [last = '', ...rest] = [...names].reverse();
  return rest.length === 0 ? last : g('and', { some: rest.reverse().join(', '), last });
}
