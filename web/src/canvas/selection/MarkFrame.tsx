/** A thin frame around the chosen mark's words; and a ring on the line where one may be set. */
import { along } from '../../board/exercises';
import { marksShown } from '../../board/marks';
import type { Frame, Scale } from '../../board/types';
import { layOutScale } from '../drawing/markPlaces';
import { SCALE_WORDS } from '../drawing/scaleWords';
import { measure } from '../measure';
import type { SheetState } from '../sheetState';
import { toSpace } from '../viewport';
import { outlineOf } from './handles';

export function MarkFrame({ state }: { readonly state: SheetState }) {
  const view = state.viewport.value;
  const [on, offer] = [state.mark.value, state.offer.value];
  if (on !== null) {
    const { left, top, width, height } = outlineOf(view, frameOfWords(on.scale, on.mark.id, state));
    return <div class="selection-one" data-mark-chosen style={{ left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` }} />;
  }
  const scale = offer === null ? undefined : state.selection.value.find(({ id }) => id === offer.scale);
  if (offer === null || scale?.type !== 'scale') return null;
  const [x, y] = toSpace(view, along(scale, offer.value));
  return <div class="selection-spot" style={{ left: `${x}px`, top: `${y}px` }} />;
}

/** Of a mark that is on its way where it is now. */
function frameOfWords(scale: Scale, id: string, state: SheetState): Frame {
  const shown = marksShown(scale, state.moving.value, Date.now());
  const { marks } = layOutScale({ ...scale, marks: shown }, SCALE_WORDS, measure);
  const place = marks.find(({ mark }) => mark.id === `${id}+`) ?? marks.find(({ mark }) => mark.id === id);
  if (place === undefined) return scale.frame;
  const { x, y, width, height } = place.box;
  return [x, y, width, height, 0];
}
