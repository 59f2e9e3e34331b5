/** The sheets one after another, each as it was when another came in sight. Drawn when there is time. */
import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Element } from '../../board/types';
import { formatTime } from '../../i18n/language';
import { createSpare, type Spare } from '../../ui/sheets/spare';
import { SheetPicture } from '../../ui/sheets/SheetPicture';
import { useInSight } from '../../ui/sheets/useInSight';
import { firstAfter } from './axis';
import type { Part } from './parts';
import type { Play } from './play';
import { p, sheetWords } from './words';

export function Filmstrip({ play, parts }: { readonly play: Play; readonly parts: readonly Part[] }) {
  const spare = useMemo(() => createSpare(() => play.playing.peek()), [play]);
  const current = useComputed(() => Math.max(0, firstAfter(parts, (part) => part.at, play.talkAt.value) - 1));
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

function Frame({ play, part, spare }: { readonly play: Play; readonly part: Part; readonly spare: Spare }) {
  const place = useRef<HTMLSpanElement>(null);
  const seen = useInSight(place);
  const drawn = useSignal<readonly Element[] | null>(null);
  useEffect(() => {
    if (!seen.value || drawn.peek() !== null) return;
    return spare.soon(() => {
      drawn.value = play.film.settled(part.sheet, part.until);
    });
  }, [seen.value]);
  const paper = play.film.sheets(part.until).find(({ id }) => id === part.sheet)?.paper ?? 'plain';
  return (
    <span ref={place} class="player-frame">
      <SheetPicture paper={paper} elements={drawn.value ?? NONE} />
    </span>
  );
}

const NONE: readonly Element[] = [];
