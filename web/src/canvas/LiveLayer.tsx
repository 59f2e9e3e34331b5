/**
 * Ink that is being drawn, one's own and others', in a layer of its own.
 *
 * One's own stroke is written straight to its path, once a frame: no component runs per sample.
 */
import { effect, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { inkPath } from '../board/outline';
import type { Board, Ink, InkDrawing, SheetId } from '../board/types';
import { MARKERS, SHEET_HEIGHT, SHEET_WIDTH } from '../wire/schema.gen';

export interface OwnStroke {
  readonly drawing: InkDrawing;
  readonly marker: Ink['marker'];
  readonly width: Ink['width'];
}

export interface LiveLayerProps {
  readonly board: Board;
  readonly sheet: SheetId;
  readonly own: ReadonlySignal<OwnStroke | null>;
}

export function LiveLayer({ board, sheet, own }: LiveLayerProps) {
  const path = useRef<SVGPathElement>(null);

  useEffect(() => {
    let frame = 0;
    const draw = (): void => {
      frame = 0;
      const stroke = own.peek();
      const target = path.current;
      if (target === null) return;
      if (stroke === null) return target.setAttribute('d', '');
      target.setAttribute('fill', MARKERS[stroke.marker]);
      target.setAttribute('d', inkPath(stroke.drawing.points.peek(), stroke.width));
    };
    const stop = effect(() => {
      void own.value?.drawing.points.value.length;
      if (frame === 0) frame = requestAnimationFrame(draw);
    });
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [own]);

  return (
    <svg class="sheet-live" viewBox={`0 0 ${SHEET_WIDTH} ${SHEET_HEIGHT}`} aria-hidden="true">
      {board.liveInk.value
        .filter((stroke) => stroke.sheet === sheet)
        .map((stroke) => (
          <path
            key={stroke.id}
            class="ink"
            data-live="other"
            fill={MARKERS[stroke.marker]}
            d={inkPath(stroke.points, stroke.width)}
          />
        ))}
      <path ref={path} class="ink" data-live="own" />
    </svg>
  );
}
