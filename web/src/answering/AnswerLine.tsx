/** Under the letters: by when there is an answer, for both the same time, and never a countdown. */
import type { ReadonlySignal } from '@preact/signals';
import { formatDayInFull, language } from '../i18n/language';
import { sentence } from '../ui/room/words';
import { useMinute } from '../ui/room/useMinute';
import { browserClock, type Clock } from '../log/clock';
import { answerBy, offBetween } from './due';
import type { Answering } from './owed';
import type { Terms } from './terms';
import './answering.css';
import { a, whenWords, withinWords } from './words';

export interface AnswerLineProps {
  readonly answering: ReadonlySignal<Answering>;
  /** the coach's name; null for the coach */
  readonly coach: string | null;
  readonly onArrange: () => void;
  /** the letters up to this one were answered in another way */
  readonly onAnswered: (seq: number) => void;
  /** server clock − own clock, ms */
  readonly ahead: ReadonlySignal<number>;
  readonly clock?: Clock;
}

export function AnswerLine({ answering, ahead, coach, onArrange, onAnswered, clock = browserClock }: AnswerLineProps) {
  const now = useMinute(clock) + ahead.value;
  const { terms, owed } = answering.value;
  const own = coach === null;
  const name = { coach: coach === null ? '' : sentence(coach) };
  const arrange = own ? (
    <button type="button" class="button quiet" onClick={onArrange}>
      {a(terms === null ? 'arrange' : 'change')}
    </button>
  ) : null;
  const agreed = owed?.terms ?? null;
  if (owed === null || agreed === null) {
    if (terms === null) return arrange === null ? null : <div class="answering small">{arrange}</div>;
    return (
      <div class="answering small soft">
        <p>{a(own ? 'rule_own' : 'rule', { ...name, within: withinWords(terms) })}</p>
        {arrange}
      </div>
    );
  }
  const due = answerBy(agreed, owed.at);
  const late = due !== null && due < now;
  const said = due === null ? 'no_day' : late ? 'late' : 'due';
  const when = due === null ? '' : whenWords(due - ahead.value, now - ahead.value);
  const why = due === null || late ? '' : whyWords(agreed, owed.at, due, coach);
  return (
    <div class="answering small" data-late={late}>
      <p role="status">
        {due === null ? null : <time class="unseen" dateTime={new Date(due - ahead.value).toISOString()} />}
        {a(own ? `${said}_own` : said, { ...name, when })}
        {why === '' ? null : <span class="soft"> {why}</span>}
      </p>
      {own ? (
        <button type="button" class="button quiet" title={a('answered_hint')} onClick={() => onAnswered(owed.seq + owed.letters - 1)}>
          {a('answered')}
        </button>
      ) : null}
      {arrange}
    </div>
  );
}

/** Why it takes longer than the number of hours lets expect; '' when it does not. */
function whyWords(terms: Terms, at: number, due: number, coach: string | null): string {
  const off = offBetween(terms, at, due);
  const holidays = off.filter((one) => one.off === 'holiday').map(({ day }) => formatDayInFull(Date.parse(`${day}T12:00:00`)));
  const days = new Intl.ListFormat(language.value).format(holidays);
  const away = off.some((one) => one.off === 'away');
  return [
    holidays.length === 0 ? '' : a(holidays.length === 1 ? 'off_holiday' : 'off_holidays', { days }),
    away ? (coach === null ? a('off_away_own') : a('off_away', { coach })) : '',
  ].filter(Boolean).join(' ');
}
