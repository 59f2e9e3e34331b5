/**
 * Ink that is being drawn, one's own and others', in a layer of its own.
 *
 * One's own stroke is written straight to its path, once a frame: no component runs per sample.
 */
import { effect, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { inkPath } from '../board/outline';
import type { Board, InkDrawing, SheetId } from '../board/types';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../wire/schema.gen';
import { inkColour } from './drawing/ink';

export interface LiveLayerProps {
  readonly board: Board;
  readonly sheet: SheetId;
  readonly own: ReadonlySignal<InkDrawing | null>;
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
      target.setAttribute('class', stroke.tip === undefined ? 'ink' : 'ink highlighter');
      target.setAttribute('fill', inkColour(stroke));
      target.setAttribute('d', inkPath(stroke.points.peek(), stroke.width, stroke.tip));
    };
    const stop = effect(() => {
      void own.value?.points.value.length;
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
            class={stroke.tip === undefined ? 'ink' : 'ink highlighter'}
            data-live="other"
            fill={inkColour(stroke)}
            d={inkPath(stroke.points, stroke.width, stroke.tip)}
          />
        ))}
      <path ref={path} class="ink" data-live="own" />
    </svg>
  );
}
