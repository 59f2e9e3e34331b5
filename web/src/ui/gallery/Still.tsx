/** A sheet as it was, at the size of a stamp: drawn when it is in sight and nobody draws. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Element } from '../../board/types';
import type { Moment } from '../../exercises/gallery';
import { SheetPicture } from '../sheets/SheetPicture';
import type { Spare } from '../sheets/spare';

const EMPTY: readonly Element[] = [];

export function Still({ moment, spare }: { readonly moment: Moment; readonly spare: Spare }) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useSignal(EMPTY);
  useEffect(() => {
    if (place.current === null) return;
    let callOff = (): unknown => undefined;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      callOff = spare.soon(() => (drawn.value = moment.elements));
    });
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      callOff();
    };
  }, [moment, spare]);
  return (
    <div ref={place} class="thumbnail">
      <SheetPicture paper={moment.paper} elements={drawn.value} />
    </div>
  );
}
