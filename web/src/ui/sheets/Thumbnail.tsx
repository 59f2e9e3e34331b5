/** A sheet at the size of a stamp: drawn when it is in sight and there is time, never while somebody draws. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Board, Element, Sheet } from '../../board/types';
import { SheetPicture } from './SheetPicture';
import type { Spare } from './spare';
import { useInSight } from './useInSight';

const EMPTY: readonly Element[] = [];
/** Changes of a sheet are drawn together once it rested so long, ms. */
const REST_MS = 1000;

export function Thumbnail({ board, sheet, spare }: { readonly board: Board; readonly sheet: Sheet; readonly spare: Spare }) {
  const place = useRef<HTMLDivElement>(null);
  const seen = useInSight(place);
  const drawn = useSignal<readonly Element[]>(EMPTY);
  const first = useRef(true);

  useEffect(() => {
    if (!seen.value) return;
    let callOff = (): void => undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = board.elements(sheet.id).subscribe((elements) => {
      clearTimeout(timer);
      const draw = (): void => {
        callOff = spare.soon(() => {
          first.current = false;
          drawn.value = elements;
        });
      };
      if (first.current) draw();
      else timer = setTimeout(draw, REST_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
      callOff();
    };
  }, [seen.value, sheet.id]);

  return (
    <div ref={place} class="thumbnail">
      <SheetPicture paper={sheet.paper} elements={drawn.value} />
    </div>
  );
}
