/** Pictures; until one is there, a quiet card holds its place. */
import type { VNode } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import type { Frame, Picture } from '../../board/types';
import { LentPictures, Pictures } from '../pictures/context';
import { onCard } from '../pictures/cardWords';
import { marks, type Drawn } from './drawn';
import '../pictures/onSheet.css';

/** Board units; on a smaller card words would run over its edge. */
const ROOM_FOR_WORDS = 300;

export function drawPicture(picture: Picture, drawn: Drawn): VNode {
  const [x, y, width, height, angle] = picture.frame;
  const turned = angle === 0 ? undefined : `rotate(${angle} ${x + width / 2} ${y + height / 2})`;
  return (
    <g key={picture.id} {...marks(picture, drawn)} transform={turned}>
      <Bytes blob={picture.blob} frame={picture.frame} />
    </g>
  );
}

function Bytes({ blob, frame: [x, y, width, height] }: { readonly blob: string; readonly frame: Frame }) {
  const desk = useContext(Pictures);
  const shown = useContext(LentPictures) ?? desk?.shown;
  useEffect(() => shown?.hold(blob), [shown, blob]);
  const look = shown?.look(blob).value ?? { is: 'coming' };
  const box = { x, y, width, height };
  if (look.is === 'there')
    return (
      <>
        <image {...box} href={look.url} preserveAspectRatio="xMidYMid meet" />
        <rect {...box} class="picture-edge" />
      </>
    );
  const [middle, centre] = [x + width / 2, y + height / 2];
  return (
    <>
      <rect {...box} class="picture-place" rx={2} />
      {Math.min(width, height) < 90 ? null : (
        <path
          class="picture-sign"
          d={`M${middle - 34} ${centre - 30}h68v46h-68zM${middle - 28} ${centre + 8}l18 -18l14 14l10 -9l14 13${look.is === 'lost' ? `M${middle - 44} ${centre + 24}l88 -62` : ''}`}
        />
      )}
      {width < ROOM_FOR_WORDS || height < 160 ? null : (
        <text class="picture-words" x={middle} y={centre + 58}>
          {onCard(look.is)}
        </text>
      )}
    </>
  );
}
