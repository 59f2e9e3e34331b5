/** A sheet as it was, at the size of a stamp: drawn when it is in sight and nobody draws. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Element } from '../../board/types';
import type { Moment } from '../../exercises/gallery';
import { SheetPicture } from '../sheets/SheetPicture';
import type { Spare } from '../sheets/spare';
import { useInSight } from '../sheets/useInSight';

const EMPTY: readonly Element[] = [];

export function Still({ moment, spare }: { readonly moment: Moment; readonly spare: Spare }) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useSignal(EMPTY);
  const seen = useInSight(place);
  useEffect(() => {
    if (seen.value) return spare.soon(() => (drawn.value = moment.elements));
  }, [seen.value, moment, spare]);
  return (
    <div ref={place} class="thumbnail">
      <SheetPicture paper={moment.paper} elements={drawn.value} />
    </div>
  );
}
