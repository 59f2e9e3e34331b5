/** The line of time: who acted when in a row each, where it was still, where talks begin; and a hand on it. */
import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { formatTime } from '../../i18n/language';
import { actWords } from './actWords';
import { lastOf, type Axis } from './axis';
import type { Film } from './film';
import { isBetween } from './parts';
import type { Play } from './play';
import { clockWords, p, stillWords } from './words';

/** px */
const LABEL = 22;
const ROW = 16;
const GAP = 4;
/** A word of the still needs so much; narrower ones are marked alone. */
const WORD_PX = 92;
/** A shorter one is marked, and told where the pointer is. */
const TOLD_STILL_MS = 20_000;

/** @param ticks moments that something was written about, talk time */
export function Track({ play, ticks = [] }: { readonly play: Play; readonly ticks?: readonly number[] }) {
  const { film } = play;
  const place = useRef<HTMLDivElement>(null);
  const width = useSignal(0);
  const held = useRef<{ readonly wasPlaying: boolean } | null>(null);
  const hover = useSignal<number | null>(null);
  useLayoutEffect(() => {
    const at = place.current;
    if (at === null) return;
    const measure = (): void => {
      width.value = at.clientWidth;
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(at);
    return () => observer.disconnect();
  }, []);

  const seek = useSeek(play);
  const axis = play.axis.value;
  const rows = useMemo(() => rowsOf(film), [film]);
  const shareOf = (clientX: number): number => {
    const box = place.current?.getBoundingClientRect();
    return box === undefined || box.width === 0 ? 0 : Math.max(0, Math.min(1, (clientX - box.left) / box.width));
  };
  // Whoever has the line in hand hears where they are when it rests, not each frame on the way.
  const told = useRef('');
  if (!play.playing.value) told.current = momentWords(play);
  const bottom = LABEL + rows.length * (ROW + GAP);
  const x = (play.at.value / axis.length) * 100;

  return (
    <div class="player-track">
      <div class="player-rows" aria-hidden="true" style={{ paddingTop: `${LABEL}px` }}>
        {rows.map(({ key, tone, label }) => (
          <span key={key} data-tone={tone}>
            {label()}
          </span>
        ))}
      </div>
      <div
        ref={place}
        class="player-line"
        role="slider"
        tabIndex={0}
        aria-label={p('track')}
        aria-valuemin={0}
        aria-valuemax={Math.round(axis.length / 1000)}
        aria-valuenow={Math.round(play.at.value / 1000)}
        aria-valuetext={told.current}
        style={{ height: `${bottom + 8}px` }}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          held.current = { wasPlaying: play.playing.peek() };
          play.pause();
          seek(shareOf(event.clientX) * axis.length);
        }}
        onPointerMove={(event) => {
          hover.value = event.pointerType === 'mouse' || held.current !== null ? shareOf(event.clientX) : null;
          if (held.current !== null) seek(shareOf(event.clientX) * axis.length);
        }}
        onPointerUp={() => {
          if (held.current?.wasPlaying === true) play.toggle();
          held.current = null;
          hover.value = null;
        }}
        onPointerCancel={() => {
          held.current = null;
          hover.value = null;
        }}
        onPointerLeave={() => {
          if (held.current === null) hover.value = null;
        }}
      >
        <Ground film={film} axis={axis} width={width.value} bottom={bottom} />
        {ticks.map((talk, nth) => (
          <span key={nth} class="player-remark-tick" style={{ left: `${(axis.toAxis(talk) / axis.length) * 100}%` }} />
        ))}
        <div class="player-head" style={{ left: `${x}%`, height: `${bottom + 8}px` }} />
        {hover.value === null ? null : <Hover play={play} share={hover.value} width={width.value} />}
      </div>
    </div>
  );
}

/** Go there with the next frame: drawn before, a sheet would be placed once for the pointer alone, and again to be seen. */
function useSeek(play: Play): (to: number) => void {
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), [play]);
  return (to) => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => play.seek(to));
  };
}

function Hover({ play, share, width }: { readonly play: Play; readonly share: number; readonly width: number }) {
  const axis = play.axis.value;
  const at = axis.toTalk(share * axis.length);
  const still = axis.stillAt(share * axis.length);
  const words = still === null ? clockWords(at) : `${formatTime(still.from)}, ${stillWords(still.to - still.from)}`;
  return (
    <>
      <div class="player-hover-line" style={{ left: `${share * 100}%` }} />
      <div class="player-hover" style={{ left: `${Math.max(70, Math.min(width - 70, share * width))}px` }}>
        {words}
      </div>
    </>
  );
}

interface RowLook {
  readonly key: string;
  readonly tone: number;
  readonly label: () => string;
  readonly acts: readonly (readonly [start: number, at: number])[];
}

/** The coach above, all clients together below. */
function rowsOf({ acts, parties }: Film): RowLook[] {
  const clients = parties.all.filter(({ role }) => role === 'guest');
  const coach = parties.all.find(({ role }) => role === 'coach') ?? null;
  const of = (role: 'coach' | 'guest'): RowLook['acts'] =>
    acts.filter((act) => (parties.of(act.by)?.role ?? 'guest') === role).map(({ start, at }) => [start, at]);
  const [client] = clients;
  return [
    { key: 'coach', tone: 0, label: () => coach?.name || p('row_coach'), acts: of('coach') },
    { key: 'guest', tone: 1, label: () => (clients.length === 1 && client !== undefined ? client.name : '') || p('row_guest'), acts: of('guest') },
  ];
}

interface GroundProps {
  readonly film: Film;
  readonly axis: Axis;
  readonly width: number;
  readonly bottom: number;
}

/** All that does not move. */
function Ground({ film, axis, width, bottom }: GroundProps) {
  return useMemo(() => {
    if (width === 0) return null;
    const { recording, turns } = film;
    const at = (talk: number): number => (axis.toAxis(talk) / axis.length) * width;
    const onAxis = (ms: number): number => (ms / axis.length) * width;
    const talks = recording.sessions.slice(1).map((session, index) => ({
      middle: at(session.start) + WORD_PX / 2,
      text: p('session', { number: index + 2 }),
      key: session.id,
    }));
    const words = [...talks];
    const free = (middle: number): boolean =>
      middle >= WORD_PX / 2 && middle <= width - WORD_PX / 2 && words.every((word) => Math.abs(word.middle - middle) >= WORD_PX);
    for (const still of [...axis.stills].sort((a, b) => b.to - b.from - (a.to - a.from))) {
      const middle = onAxis((still.start + still.end) / 2);
      if (still.to - still.from >= TOLD_STILL_MS && free(middle)) words.push({ middle, text: stillWords(still.to - still.from), key: String(still.from) });
    }
    return (
      <svg width={width} height={bottom + 8} aria-hidden="true">
        {axis.stills.map((still) => (
          <rect
            key={still.from}
            class={isBetween(recording.sessions, still.from, still.to) ? 'player-between' : 'player-still'}
            x={onAxis(still.start)}
            y={LABEL}
            width={Math.max(1, onAxis(still.end - still.start))}
            height={bottom - LABEL - GAP}
          />
        ))}
        {rowsOf(film).map(({ key, tone, acts }, row) => (
          <g key={key} data-tone={tone}>
            <path class="player-row" d={`M0 ${LABEL + row * (ROW + GAP) + ROW + 0.5}H${width}`} />
            <path class="player-marks" d={marksPath(acts, at, width, LABEL + row * (ROW + GAP))} />
          </g>
        ))}
        {turns.slice(1).map((turn) => (
          <path key={turn.at} class="player-turn" d={`M${at(turn.at)} ${bottom - 1}l-4 8h8z`} />
        ))}
        {recording.chapters.map((chapter) =>
          chapter.type === 'snapshot' ? <path key={chapter.seq} class="player-kept" d={`M${at(chapter.at) - 3.5} ${bottom - 2}h7v10l-3.5 -3l-3.5 3z`} /> : null,
        )}
        {recording.sessions.slice(1).map((session) => (
          <path key={session.id} class="player-session" d={`M${at(session.start)} ${LABEL - 4}V${bottom}`} />
        ))}
        {recording.forgotten.map(([moment, seq]) => (
          <path key={seq} class="player-forgotten" d={`M${at(moment) - 3} ${LABEL - 6}h6M${at(moment)} ${LABEL - 6}V${bottom}`} />
        ))}
        {words.map(({ middle, text, key }) => (
          <text key={key} class="player-still-word" x={middle} y={15} text-anchor="middle">
            {text}
          </text>
        ))}
      </svg>
    );
  }, [film, axis, width, bottom, p('play')]);
}

/** Each pixel once, however many acts fall on it. */
function marksPath(acts: RowLook['acts'], at: (talk: number) => number, width: number, top: number): string {
  const filled = new Uint8Array(Math.ceil(width) + 2);
  for (const [start, end] of acts) {
    const [from, to] = [Math.round(at(start)), Math.round(at(end))];
    for (let pixel = from; pixel <= Math.max(from, to - 1); pixel++) filled[pixel] = 1;
  }
  let path = '';
  for (let pixel = 0; pixel < filled.length; pixel++) {
    if (filled[pixel] !== 1) continue;
    const from = pixel;
    while (filled[pixel + 1] === 1) pixel++;
    path += `M${from} ${top}h${Math.max(1.5, pixel - from + 1)}v${ROW - 3}h${-Math.max(1.5, pixel - from + 1)}z`;
  }
  return path;
}

/** “14:32, Sam schrijft een briefje” */
export function momentWords(play: Play): string {
  const { film } = play;
  const at = play.talkAt.value;
  const time = formatTime(at);
  const still = play.axis.value.stillAt(play.at.value);
  if (still !== null) return p('at_still', { time, still: stillWords(still.to - still.from) });
  const hand = film.hands(at).at(-1) ?? null;
  const act = hand?.act ?? lastOf(film.acts, (one) => one.at, at);
  if (act === null || act === undefined) return p('at_nothing', { time });
  return p('at_act', { time, act: actWords(film, act, film.parties.of(act.by)) });
}

