/** A sheet as a picture: the same drawing as on the easel, nothing to take hold of. */
import { memo } from './memo';
import type { Element, Paper } from '../../board/types';
import { SETTLED } from '../../canvas/drawing/drawn';
import { drawElement } from '../../canvas/drawing/element';
import { rulingOf } from '../../canvas/Paper';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';

export interface SheetPictureProps {
  readonly paper: Paper;
  readonly elements: readonly Element[];
  /** for readers; without it the picture is decoration */
  readonly label?: string;
}

export const SheetPicture = memo(function SheetPicture({ paper, elements, label }: SheetPictureProps) {
  return (
    <svg
      class="sheet-picture"
      viewBox={`0 0 ${SHEET_WIDTH} ${SHEET_HEIGHT}`}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined ? 'true' : undefined}
    >
      <rect class="paper-ground" width={SHEET_WIDTH} height={SHEET_HEIGHT} />
      {paper === 'plain' ? null : <path class="paper-ruling" d={rulingOf(paper)} />}
      {elements.map((element) => drawElement(element, SETTLED))}
    </svg>
  );
});
