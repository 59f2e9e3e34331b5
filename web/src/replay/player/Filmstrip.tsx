/** The sheets one after another, each as it was when another came in sight. Painted when there is time. */
import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Element } from '../../board/types';
import { measured } from '../../canvas/measure';
import { formatTime } from '../../i18n/language';
import { createSpare, type Spare } from '../../ui/sheets/spare';
import { SheetPicture } from '../../ui/sheets/SheetPicture';
import { comesLate, paintStamp } from '../../ui/sheets/stamp';
import { firstAfter } from './axis';
import { useLater } from './later';
import type { Part } from './parts';
import type { Play } from './play';
import { p, sheetWords } from './words';

/** So far out of sight, as a share of the strip, frames are ready before one scrolls to them. */
const NEAR = '100%';
/** Leaves the greater part of a 60 Hz frame to all else. */
const SLICE_MS = 5;
/** While somebody goes from place to place, what the strip passes is not painted: each place comes sooner. */
const RESTED_MS = 300;
/** Pixels for each of CSS at least, so that a page made larger stays sharp. */
const SHARP = 2;

export function Filmstrip({ play, parts }: { readonly play: Play; readonly parts: readonly Part[] }) {
  const sought = useRef(-Infinity);
  useEffect(() => {
    let before = play.talkAt.peek();
    return play.talkAt.subscribe((at) => {
      if (at !== before) sought.current = performance.now();
      before = at;
    });
  }, [play]);
  const spare = useMemo(() => createSpare(() => play.playing.peek() || performance.now() - sought.current < RESTED_MS), [play]);
  const talkAt = useLater(play.talkAt);
  const current = useComputed(() => Math.max(0, firstAfter(parts, (part) => part.at, talkAt.value) - 1));
  const list = useRef<HTMLUListElement>(null);
  const now = current.value;
  useEffect(() => {
    const [strip, frame] = [list.current, list.current?.children[now]];
    if (!strip || !(frame instanceof HTMLElement) || strip.matches(':hover, :focus-within')) return;
    strip.scrollTop = frame.offsetTop - strip.offsetTop - strip.clientHeight / 2 + frame.clientHeight / 2;
    strip.scrollLeft = frame.offsetLeft - strip.offsetLeft - strip.clientWidth / 2 + frame.clientWidth / 2;
  }, [now]);
  return (
    <ul ref={list} class="player-film" aria-label={p('sheets')}>
      {parts.map((part, at) => {
        const name = sheetWords(play.film.sheets(part.until), part.sheet);
        return (
          <li key={part.at}>
            <button
              type="button"
              aria-current={at === now ? 'step' : undefined}
              onClick={() => play.seekTalk(part.at)}
            >
              <Frame play={play} part={part} spare={spare} />
              <span class="player-frame-words">
                <span class="player-when">{formatTime(part.at)}</span> {name}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** Painted while it is in sight, or nearly: of a long talk the others cost nothing. */
function Frame({ play, part, spare }: { readonly play: Play; readonly part: Part; readonly spare: Spare }) {
  const place = useRef<HTMLSpanElement>(null);
  const [host, canvas] = [useRef<HTMLSpanElement>(null), useRef<HTMLCanvasElement>(null)];
  const near = useSignal(false);
  const live = useSignal<readonly Element[] | null>(null);
  const version = measured.value;
  const paper = play.film.sheets(part.until).find(({ id }) => id === part.sheet)?.paper ?? 'plain';
  useEffect(() => {
    if (place.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        near.value = entries.at(-1)?.isIntersecting ?? false;
      },
      { root: place.current.closest('.player-film'), rootMargin: NEAR },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (!near.value) return;
    const stop = new AbortController();
    let callOff = spare.soon(() => {
      const elements = play.film.settled(part.sheet, part.until);
      if (elements.some(comesLate)) return void (live.value = elements);
      const [under, at] = [host.current, canvas.current];
      if (under === null || at === null) return;
      let until = performance.now() + SLICE_MS;
      const rest = async (): Promise<void> => {
        if (performance.now() < until) return;
        await new Promise<void>((resolve) => (callOff = spare.soon(resolve)));
        until = performance.now() + SLICE_MS;
      };
      const width = Math.round(at.clientWidth * Math.max(SHARP, devicePixelRatio));
      void paintStamp(at, { paper, elements, width }, under, rest, stop.signal);
    });
    return () => {
      stop.abort();
      callOff();
      live.value = null;
      if (canvas.current !== null) canvas.current.width = canvas.current.height = 0;
    };
  }, [near.value, version]);
  return (
    <span ref={place} class="player-frame">
      {live.value === null ? <canvas ref={canvas} class="sheet-picture" aria-hidden="true" /> : <SheetPicture paper={paper} elements={live.value} />}
      <span ref={host} class="player-frame-host" aria-hidden="true" />
    </span>
  );
}
