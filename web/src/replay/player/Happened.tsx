/** What happened, in words: a part for each time that a sheet was in sight. A click goes there. */
import { useComputed, useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { formatTime } from '../../i18n/language';
import { memo } from '../../ui/sheets/memo';
import { createSpare } from '../../ui/sheets/spare';
import { rowWords } from './actWords';
import { firstAfter } from './axis';
import type { Part, Row } from './parts';
import { useLater } from './later';
import type { Play } from './play';
import { clockWords, p, sheetWords } from './words';

/** Around where one is, at once; the others when there is time, so that who goes to and fro need not wait for them. */
const FEW = 20;
/** Of a part so many rows at first, and so many more when asked. */
const AT_ONCE = 60;
/** Of a longer talk only the part where one is, is told row by row. */
const ALL_OPEN = 300;

const spare = createSpare(() => false);

export interface HappenedProps {
  readonly play: Play;
  readonly parts: readonly Part[];
  /** on screen: where there is little room it opens when asked for */
  readonly open: boolean;
}

export function Happened({ play, parts, open }: HappenedProps) {
  const talkAt = useLater(play.talkAt);
  const current = useComputed(() => Math.max(0, firstAfter(parts, (part) => part.at, talkAt.value) - 1));
  const all = useMemo(() => parts.reduce((count, { rows }) => count + rows.length, 0) <= ALL_OPEN, [parts]);
  const now = current.value;
  return (
    <ol class="player-parts">
      {parts.map((part, at) => (
        <li key={part.at}>
          <h3 class="player-part">
            <button type="button" aria-current={at === now ? 'step' : undefined} onClick={() => play.seekTalk(part.at)}>
              <span class="player-when">{formatTime(part.at)}</span>
              <span>{sheetWords(play.film.sheets(part.until), part.sheet)}</span>
            </button>
          </h3>
          {all || at === now ? <Rows play={play} talkAt={talkAt} part={part} follow={at === now} open={open} /> : null}
        </li>
      ))}
    </ol>
  );
}

interface RowsProps {
  readonly play: Play;
  readonly talkAt: ReadonlySignal<number>;
  readonly part: Part;
  readonly follow: boolean;
  readonly open: boolean;
}

function Rows({ play, talkAt, part, follow, open }: RowsProps) {
  const most = useSignal(FEW);
  const list = useRef<HTMLUListElement>(null);
  const { rows } = part;
  const now = useComputed(() => firstAfter(rows, (row) => row.at, talkAt.value) - 1);
  const index = follow ? now.value : -1;
  const from = index < most.value ? 0 : Math.max(0, index - Math.min(most.value, AT_ONCE) / 2);
  useEffect(() => spare.soon(() => (most.value = Math.max(most.peek(), AT_ONCE))), []);
  // Where one is stays in sight, unless somebody is reading there.
  useEffect(() => {
    const row = list.current?.children[index - from];
    const scroller = list.current?.closest<HTMLElement>('.player-list');
    if (!(row instanceof HTMLElement) || !scroller || scroller.matches(':hover, :focus-within')) return;
    const [top, height] = [row.offsetTop - scroller.offsetTop, scroller.clientHeight];
    if (top < scroller.scrollTop + 44 || top > scroller.scrollTop + height - 96) scroller.scrollTop = top - height / 3;
  }, [index, from, open]);
  return (
    <ul ref={list} class="player-happened">
      {rows.slice(from, from + most.value).map((row, at) => (
        <OneRow key={`${row.at} ${from + at}`} play={play} row={row} now={from + at === index} />
      ))}
      {most.value >= AT_ONCE && rows.length > from + most.value ? (
        <li>
          <button type="button" class="button quiet" onClick={() => (most.value += AT_ONCE)}>
            {p('show_more', { count: rows.length - from - most.value })}
          </button>
        </li>
      ) : null}
    </ul>
  );
}

interface OneRowProps {
  readonly play: Play;
  readonly row: Row;
  readonly now: boolean;
}

const OneRow = memo(function OneRow({ play, row, now }: OneRowProps) {
  const words = rowWords(play.film, row);
  const goes = row.is === 'acts' ? (row.acts[0]?.at ?? row.at) : row.at;
  const party = 'party' in row ? row.party : null;
  return (
    <li class="player-row-item" data-is={row.is}>
      <button type="button" aria-current={now ? 'true' : undefined} onClick={() => play.seekTalk(goes)}>
        <span class="player-when">{clockWords(row.at)}</span>
        {party === null ? <span class="player-dot none" /> : <span class="player-dot" data-tone={party.tone} />}
        <span>{words}</span>
      </button>
    </li>
  );
});
