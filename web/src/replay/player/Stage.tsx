/** The sheet as it was at a moment: what lies on it, what is on its way, and whose hands are there. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { inkPath } from '../../board/outline';
import type { Element, ElementId } from '../../board/types';
import { inkColour } from '../../canvas/drawing/ink';
import { NamesOnSheet } from '../../canvas/drawing/signature';
import { loadHandwriting } from '../../canvas/measure';
import { Paper } from '../../canvas/Paper';
import { fitted } from '../../canvas/viewport';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';
import type { Growing, Hand } from './film';
import { Lying } from './Lying';
import type { Play } from './play';
import { capital, p, partyName, sheetWords } from './words';
import '../../canvas/canvas.css';

export interface StageProps {
  readonly play: Play;
  /** only the ends of acts: nothing moves but from one state to the next */
  readonly ends: boolean;
  /** lies over the sheet, in its size */
  readonly over?: ComponentChildren;
}

const NONE: ReadonlyMap<ElementId, Element> = new Map();

export function Stage({ play, ends, over }: StageProps) {
  const { film } = play;
  const place = useRef<HTMLDivElement>(null);
  const space = useSignal({ width: 0, height: 0 });
  useEffect(() => loadHandwriting(), []);
  useLayoutEffect(() => {
    const at = place.current;
    if (at === null) return;
    const measure = (): void => {
      space.value = { width: at.clientWidth, height: at.clientHeight };
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(at);
    return () => observer.disconnect();
  }, []);
  const nameOf = useMemo(() => (id: string) => film.parties.of(id)?.name ?? '', [film]);
  const { scale, x, y } = fitted(space.value);
  const at = play.talkAt.value;
  const sheet = play.shown.value;
  const lying = { width: `${SHEET_WIDTH * scale}px`, height: `${SHEET_HEIGHT * scale}px`, transform: `translate(${x}px, ${y}px)` };
  const growing = ends ? [] : film.growing(sheet, at);
  return (
    <div ref={place} class="player-stage">
      {space.value.width === 0 ? null : (
        <NamesOnSheet.Provider value={nameOf}>
          <div
            class="sheet-stage"
            role="img"
            aria-label={`${p('sheet_label')}: ${sheetWords(film.sheets(at), sheet)}`}
            data-sheet={sheet}
            style={lying}
          >
            <Paper kind={film.sheets(at).find(({ id }) => id === sheet)?.paper ?? 'plain'} />
            <Lying sheet={sheet} elements={film.settled(sheet, at)} moving={ends ? NONE : film.moving(sheet, at)} playing={play.playing.value} />
            <Grow strokes={growing.filter(({ ink }) => ink.tip === 'highlighter')} name="sheet-live sheet-live-highlights" />
            <Grow strokes={growing.filter(({ ink }) => ink.tip !== 'highlighter')} name="sheet-live" />
            <Hands hands={film.hands(at).filter(({ act }) => act.sheet === sheet && (!ends || act.at <= at))} />
          </div>
          {over === undefined ? null : (
            <div class="remark-places" style={lying}>
              {over}
            </div>
          )}
        </NamesOnSheet.Provider>
      )}
    </div>
  );
}

function Grow({ strokes, name }: { readonly strokes: readonly Growing[]; readonly name: string }) {
  if (strokes.length === 0) return null;
  return (
    <svg class={name} viewBox={`0 0 ${SHEET_WIDTH} ${SHEET_HEIGHT}`} aria-hidden="true">
      {strokes.map(({ ink, points }) => (
        <path key={ink.id} class="ink" data-growing={ink.id} fill={inkColour(ink)} d={inkPath(points, ink.width, ink.tip)} />
      ))}
    </svg>
  );
}

function Hands({ hands }: { readonly hands: readonly Hand[] }) {
  /** One hand each: what somebody did last. */
  const last = new Map(hands.filter(({ place }) => place !== null).map((hand) => [hand.party?.key ?? '', hand]));
  return (
    <div class="sheet-cursors" aria-hidden="true">
      {[...last.values()].map(({ party, place }) => {
        const [x, y] = place ?? [0, 0];
        return (
          <div
            key={party?.key ?? ''}
            class="sheet-cursor player-hand"
            data-tone={party?.tone ?? 9}
            style={{ left: `${share(x, SHEET_WIDTH)}%`, top: `${share(y, SHEET_HEIGHT)}%` }}
          >
            <span>{capital(partyName(party))}</span>
          </div>
        );
      })}
    </div>
  );
}

const share = (at: number, of: number): number => Math.max(0, Math.min(100, (at / of) * 100));
