/** Every element as it lies on the sheet. */
import type { VNode } from 'preact';
import type { Element, Ink, Unknown } from '../../board/types';
import { drawCard } from './card';
import { drawCircles } from './circles';
import { marks, type Drawn } from './drawn';
import { drawInk } from './ink';
import { drawNote } from './note';
import { drawPicture } from './picture';
import { drawScale } from './scale';
import { SCALE_WORDS } from './scaleWords';
import { drawShape } from './shape';
import { drawText } from './text';

export function drawElement(element: Element, drawn: Drawn): VNode {
  switch (element.type) {
    case 'ink':
      return drawInk(element, drawn) ?? drawUnknown(element, drawn);
    case 'shape':
      return drawShape(element, drawn);
    case 'text':
      return drawText(element, drawn);
    case 'note':
      return drawNote(element, drawn);
    case 'picture':
      return drawPicture(element, drawn);
    case 'circles':
      return drawCircles(element, drawn);
    case 'scale':
      return drawScale(element, drawn, SCALE_WORDS);
    case 'card':
      return drawCard(element, drawn);
    case 'unknown':
      return drawUnknown(element, drawn);
  }
}

/** Something a newer page made, or a hostile one: kept, and shown as a grey card. */
function drawUnknown(element: Unknown | Ink, drawn: Drawn): VNode {
  const [x, y, width, height] = element.frame;
  return <rect key={element.id} {...marks(element, drawn)} class="unknown" x={x} y={y} width={width} height={height} rx={2} />;
}
