/** Pictures; until one is there, a quiet card holds its place. */
import type { VNode } from 'preact';
import type { Picture } from '../../board/types';
import { marks, type Drawn } from './drawn';

export function drawPicture(picture: Picture, drawn: Drawn): VNode {
  const [x, y, width, height] = picture.frame;
  return <rect key={picture.id} {...marks(picture, drawn)} class="unknown" x={x} y={y} width={width} height={height} rx={2} />;
}
