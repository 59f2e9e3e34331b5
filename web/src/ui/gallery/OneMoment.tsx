/** A sheet as it was, large; left and right of it its neighbours. */
import { useEffect } from 'preact/hooks';
import type { Moment } from '../../exercises/gallery';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { NamesOnSheet } from '../../canvas/drawing/signature';
import { ArrowIcon } from '../sheets/icons';
import { SheetPicture } from '../sheets/SheetPicture';
import { nameOf as momentName, sheetThen, whenOf } from './moment';
import { SheetWordsList } from './SheetWordsList';
import { useZoom } from './useZoom';
import { g } from './words';
import { ZoomBar } from './ZoomBar';

export interface OneMomentProps {
  readonly moment: Moment;
  /** from 1, of *count* */
  readonly place: number;
  readonly count: number;
  readonly nameOf: (by: string) => string;
  /** does nothing beyond the first and the last */
  readonly onTurn: (step: 1 | -1) => void;
  /** null where it cannot be, or would be beside itself */
  readonly onCompare: (() => void) | null;
  readonly onTake: () => void;
  readonly onClose: () => void;
}

export function OneMoment({ moment, place, count, nameOf, onTurn, onCompare, onTake, onClose }: OneMomentProps) {
  const zoom = useZoom(moment.key);
  const mayTurn = (step: 1 | -1): boolean => place + step >= 1 && place + step <= count;
  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const scrolls = zoom.factor.peek() > 1 && event.target === zoom.place.current;
    if ((event.key === 'ArrowLeft' || event.key === 'ArrowRight') && !scrolls) onTurn(event.key === 'ArrowLeft' ? -1 : 1);
    else if (event.key === '+' || event.key === '=') zoom.nearer();
    else if (event.key === '-') zoom.further();
    else if (event.key === '0') zoom.whole();
    else return;
    event.preventDefault();
  }
  // Wherever the focus is; the heading has it first.
  useEffect(() => {
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  });
  return (
    <Dialog title={sheetThen(moment)} onClose={onClose} class="gallery-panel gallery-large">
      <div class="gallery-one">
        <div class="gallery-tools">
          <p class="aside">
            <span>{whenOf(moment)}</span>
            {moment.lacks ? <span>. {g('lacks')}</span> : null}
          </p>
          <ZoomBar zoom={zoom} />
        </div>
        <div class="gallery-turns">
          <button type="button" class="gallery-turn" aria-label={g('previous')} title={g('previous')} aria-disabled={mayTurn(-1) ? undefined : 'true'} onClick={() => onTurn(-1)}>
            <ArrowIcon back />
          </button>
          <div ref={zoom.place} class="gallery-place" tabIndex={0} role="group" aria-label={g('picture')} data-zoomed={zoom.factor.value > 1 ? '' : undefined}>
            <div class="gallery-paper" style={{ '--zoom': zoom.factor.value }}>
              <NamesOnSheet.Provider value={nameOf}>
                <SheetPicture paper={moment.paper} elements={moment.elements} label={momentName(moment)} />
              </NamesOnSheet.Provider>
            </div>
          </div>
          <button type="button" class="gallery-turn" aria-label={g('next')} title={g('next')} aria-disabled={mayTurn(1) ? undefined : 'true'} onClick={() => onTurn(1)}>
            <ArrowIcon />
          </button>
          <p class="gallery-where" role="status">
            <span class="unseen">{momentName(moment)}, </span>
            {g('place', { number: place, count })}
          </p>
        </div>
        {moment.elements.length === 0 ? <p class="gallery-where">{g('nothing_on_it')}</p> : <SheetWordsList moment={moment} nameOf={nameOf} />}
        <div class="row gallery-acts">
          {onCompare === null ? null : (
            <Button look="primary" onClick={onCompare}>
              {g('compare_now')}
            </Button>
          )}
          <Button onClick={onTake}>{g('take_one')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
