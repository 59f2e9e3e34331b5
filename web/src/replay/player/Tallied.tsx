/** What can be counted, beside the player: numbers and times in the order of the talk, and no more than that. */
import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { spellNumber } from '../../board/exercises';
import { formatTime, language } from '../../i18n/language';
import { en } from '../../i18n/tally.en';
import { nl } from '../../i18n/tally.nl';
import { speak } from '../../i18n/texts';
import type { Put } from '../../share/buckets';
import { TALK_STEPS } from '../../wire/schema.gen';
import { stepWord } from '../buckets/words';
import { tally } from '../tally';
import type { Play } from './play';
import { capital, lastsWords, p, partyName } from './words';
import './foldOut.css';
import './tallied.css';

const c = speak(nl, en);
const COLUMNS = ['strokes', 'words', 'things', 'moves'] as const;
const MINUTE_MS = 60_000;
/** More of them are seen on the line of time. */
const MOST_STILL = 5;

export interface TalliedProps {
  readonly play: Play;
  /** moments with the step they belong to, where somebody fills buckets */
  readonly puts?: ReadonlySignal<readonly Put[]> | undefined;
}

export function Tallied({ play, puts }: TalliedProps) {
  const open = useSignal(false);
  if (play.film.acts.length === 0) return null;
  return (
    <details class="fold-out tallied" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>
        <h2>{c('title')}</h2>
      </summary>
      {open.value ? <Counted play={play} puts={puts} /> : null}
    </details>
  );
}

/** Of a long talk there is much to count: done when somebody wants to see it. */
function Counted({ play, puts }: TalliedProps) {
  const { recording, parties } = play.film;
  const put = puts?.value;
  const steps = useMemo(() => (put ?? []).map(({ step, at }) => [step, at] as const), [put]);
  const counted = useMemo(() => tally(recording, { stillMs: MINUTE_MS, steps }), [recording, steps]);
  const still = [...counted.still].sort(([a, b], [x, y]) => y - x - (b - a)).slice(0, MOST_STILL).sort(([a], [b]) => a - b);
  return (
    <>
      <p class="small soft">{c('line')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{c('who')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {c(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counted.people.map(({ role, name, total }) => (
            <tr key={`${role} ${name}`}>
              <th scope="row">{name === '' ? capital(p(role === 'coach' ? 'coach' : 'guest')) : name}</th>
              {COLUMNS.map((column) => (
                <td key={column}>{total[column]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{c('still')}</h3>
      {still.length === 0 ? (
        <p class="small">{c('still_none')}</p>
      ) : (
        <ul class="plain">
          {still.map(([from, to]) => (
            <li key={from}>
              <button type="button" class="button quiet" aria-label={`${c('still_at', { time: formatTime(from), long: lastsWords(to - from) })}. ${c('go', { time: formatTime(from) })}`} onClick={() => play.seekTalk(from)}>
                {c('still_at', { time: formatTime(from), long: lastsWords(to - from) })}
              </button>
            </li>
          ))}
        </ul>
      )}
      {counted.steps.length === 0 ? null : (
        <>
          <h3>{c('steps')}</h3>
          <p class="small soft">{c('steps_line')}</p>
          <ol class="plain">
            {counted.steps.map(({ step, start, end }) => (
              <li key={`${step} ${start}`} class="small">
                {c('step_time', { step: nameOf(step), from: formatTime(start), to: formatTime(end), long: lastsWords(end - start) })}
              </li>
            ))}
          </ol>
        </>
      )}
      {counted.useful.map(({ at, by, card, value }) => (
        <p key={`${card} ${at}`} class="small">
          {c('useful', { name: partyName(parties.of(by)) })}:{' '}
          {value === null ? c('useful_back', { time: formatTime(at) }) : c('useful_value', { value: spellNumber(value, language.value === 'nl' ? ',' : '.'), time: formatTime(at) })}
        </p>
      ))}
    </>
  );
}

const nameOf = (step: string): string => {
  const known = TALK_STEPS.find((one) => one === step);
  return known === undefined ? step : stepWord(known);
};
