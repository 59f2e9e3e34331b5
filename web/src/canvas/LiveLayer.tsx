/**
 * Ink, shapes and lasers that are being drawn, one's own and others', in a layer of its own.
 *
 * One's own stroke is written straight to its path, once a frame: no component runs per sample.
 */
import { effect, type ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { eased } from '../board/ease';
import { LASER_MS } from '../board/laser';
import { inkPath, trailPath } from '../board/outline';
import { shapePath, shapeStrokes, type DrawnShape } from '../board/shapes';
import type { Board, InkDrawing, InkPoint, LiveInk, Marker, SheetId } from '../board/types';
import { MARKERS, SHEET_HEIGHT, SHEET_WIDTH } from '../wire/schema.gen';
import { inkColour } from './drawing/ink';
import type { OwnShape } from './sheetState';

export interface LiveLayerProps {
  readonly board: Board;
  readonly sheet: SheetId;
  readonly own: ReadonlySignal<InkDrawing | null>;
  readonly ownShape: ReadonlySignal<OwnShape | null>;
}

/** A stroke takes so long to become what it was meant to be. */
const EASE_MS = 160;
/** Board units. */
const LASER_SIZE = 13;

export function LiveLayer({ board, sheet, own, ownShape }: LiveLayerProps) {
  const strokes = board.liveInk.value.filter((stroke) => stroke.sheet === sheet);
  const highlights = strokes.some(isHighlight) || own.value?.tip === 'highlighter';
  return (
    <>
      {/* Multiplied as a whole: a layer of its own shuts in what blends inside it. */}
      {highlights ? (
        <Layer name="sheet-live sheet-live-highlights">
          <OthersInk strokes={strokes.filter(isHighlight)} />
          <OwnInk own={own} tip="highlighter" />
        </Layer>
      ) : null}
      <Layer name="sheet-live">
        <OthersInk strokes={strokes.filter((stroke) => !isHighlight(stroke))} />
        {board.liveShapes.value
          .filter((shape) => shape.sheet === sheet)
          .map(({ from, ...shape }) => (
            <GrowingShape key={shape.id} shape={shape} marker={shape.marker} from={from} live="other" />
          ))}
        <OwnInk own={own} />
        <Own shape={ownShape} />
        <Lasers board={board} sheet={sheet} />
      </Layer>
    </>
  );
}

const isHighlight = ({ tip }: LiveInk): boolean => tip === 'highlighter';

function Layer({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <svg class={name} viewBox={`0 0 ${SHEET_WIDTH} ${SHEET_HEIGHT}`} aria-hidden="true">
      {children}
    </svg>
  );
}

function OthersInk({ strokes }: { readonly strokes: readonly LiveInk[] }) {
  return (
    <>
      {strokes.map((stroke) => (
        <path
          key={stroke.id}
          class="ink"
          data-live="other"
          fill={inkColour(stroke)}
          d={inkPath(stroke.points, stroke.width, stroke.tip)}
        />
      ))}
    </>
  );
}

function OwnInk({ own, tip }: Pick<LiveLayerProps, 'own'> & { readonly tip?: 'highlighter' }) {
  const path = useRef<SVGPathElement>(null);
  useEffect(() => {
    let frame = 0;
    const draw = (): void => {
      frame = 0;
      const stroke = own.peek();
      const target = path.current;
      if (target === null) return;
      if (stroke === null || stroke.tip !== tip) return target.setAttribute('d', '');
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
  }, [own, tip]);
  return <path ref={path} class="ink" data-live="own" />;
}

function Own({ shape }: { readonly shape: LiveLayerProps['ownShape'] }) {
  const own = shape.value;
  if (own === null) return null;
  const { id, shape: kind, width, marker, frame } = own.drawing;
  const drawn = { id, shape: kind, width, frame: frame.value };
  return <GrowingShape key={id} shape={drawn} marker={marker} from={own.from} live="own" />;
}

interface GrowingShapeProps {
  readonly shape: DrawnShape;
  readonly marker: Marker;
  readonly from: readonly InkPoint[] | undefined;
  readonly live: 'own' | 'other';
}

/** A shape as it is now; one that was a stroke a moment ago is still on its way from there. */
function GrowingShape({ shape, marker, from, live }: GrowingShapeProps) {
  const path = useRef<SVGPathElement>(null);
  const since = useRef(performance.now());
  useLayoutEffect(() => {
    let frame = 0;
    const draw = (): void => {
      const share = from === undefined || isStill() ? 1 : (performance.now() - since.current) / EASE_MS;
      const way = share < 1 && from !== undefined ? inkPath(eased(from, shapeStrokes(shape), share), shape.width) : shapePath(shape);
      path.current?.setAttribute('d', way);
      if (share < 1) frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  });
  return <path ref={path} class="ink" data-live={live} data-shape={shape.shape} fill={MARKERS[marker]} />;
}

const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Trails fade by the clock: written to their paths as long as anything is left of them. */
function Lasers({ board, sheet }: Pick<LiveLayerProps, 'board' | 'sheet'>) {
  const group = useRef<SVGGElement>(null);
  const trails = board.lasers.value.filter((trail) => trail.sheet === sheet);
  useLayoutEffect(() => {
    let frame = 0;
    const draw = (): void => {
      const now = performance.now();
      let shining = false;
      for (const [at, { points }] of trails.entries()) {
        const left = points
          .map(([x, y, shown]) => [x, y, Math.max(0, 1 - (now - shown) / LASER_MS)] as const)
          .filter(([, , share]) => share > 0);
        shining ||= left.length > 0;
        const paths = group.current?.children[at]?.children;
        paths?.[0]?.setAttribute('d', trailPath(left, LASER_SIZE * 2));
        paths?.[1]?.setAttribute('d', trailPath(left, LASER_SIZE));
      }
      if (shining) frame = requestAnimationFrame(draw);
    };
    draw();
    return () => cancelAnimationFrame(frame);
  });
  return (
    <g ref={group}>
      {trails.map(({ id }) => (
        <g key={id} class="laser" data-live="laser">
          <path class="laser-glow" />
          <path />
        </g>
      ))}
    </g>
  );
}
