/** What lies on a sheet that is only a picture, for those who do not see it: in the order in which it is read. */
import { itemsOf, withMarks } from '../../canvas/list/items';
import type { Moment } from '../../exercises/gallery';
import { g } from './words';

export function SheetWordsList({ moment: { elements }, nameOf }: { readonly moment: Moment; readonly nameOf: (by: string) => string }) {
  const items = withMarks(itemsOf(elements, nameOf), elements, nameOf);
  return (
    <ul class="unseen" aria-label={g('on_it')}>
      {items.map(({ key, label }) => (
        <li key={key}>{label}</li>
      ))}
    </ul>
  );
}
