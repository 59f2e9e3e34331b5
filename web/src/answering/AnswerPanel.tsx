/** What a coach agrees about answering: within how long, on which days, and when not. */
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { formatDay, language } from '../i18n/language';
import { Button } from '../ui/Button';
import { Choice } from '../ui/Choice';
import { Dialog } from '../ui/Dialog';
import { TextField } from '../ui/TextField';
import { MAX_AWAY, type AnswerTerms } from '../wire/agreements.gen';
import { answerBy, COUNTRIES } from './due';
import { readTerms, usualTerms, type Terms } from './terms';
import { a, whenWords } from './words';

export interface AnswerPanelProps {
  readonly terms: Terms | null;
  /** ms: for the example, by the server's clock */
  readonly now: number;
  readonly onAgree: (terms: AnswerTerms) => void;
  readonly onClose: () => void;
}

/** In hours, or in days as long as the coach's own. */
const OPTIONS = { option_2: { hours: 2 }, option_4: { hours: 4 }, option_day: { days: 1 }, option_2_days: { days: 2 }, option_5_days: { days: 5 } } as const;
type Option = keyof typeof OPTIONS;

const ZONES: Readonly<Record<string, string>> = {
  'Europe/Amsterdam': 'NL', 'Europe/Brussels': 'BE', 'Europe/Luxembourg': 'LU', 'Europe/Berlin': 'DE', 'Europe/Paris': 'FR', 'Europe/Vienna': 'AT',
  'Europe/Zurich': 'CH', 'Europe/London': 'GB', 'Europe/Dublin': 'IE', 'America/Aruba': 'AW', 'America/Curacao': 'CW', 'America/Lower_Princes': 'SX',
};

/** Of which holidays a coach in *zone* most likely has. */
const countryOf = (zone: string): string => ZONES[zone] ?? '';

export function AnswerPanel({ terms, now, onAgree, onClose }: AnswerPanelProps) {
  const id = useId();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const before = terms ?? usualTerms(zone, countryOf(zone));
  const within = useSignal<Option>(optionOf(before));
  const days = useSignal<readonly number[]>(before.days);
  const opens = useSignal(clockOf(before.opens));
  const closes = useSignal(clockOf(before.closes));
  const country = useSignal(before.country);
  const away = useSignal(before.away);
  const tried = useSignal(false);

  const from = minutesOf(opens.value);
  const till = minutesOf(closes.value);
  const option = OPTIONS[within.value];
  const made = readTerms({
    minutes: 'hours' in option ? option.hours * 60 : option.days * (till - from),
    days: days.value,
    opens: from,
    closes: till,
    zone: before.zone,
    country: country.value,
    away: away.value,
  });
  const due = made === null ? null : answerBy(made, now);
  const names = new Intl.DisplayNames(language.value, { type: 'region' });

  function agree(): void {
    tried.value = true;
    if (made === null) return;
    onAgree({ type: 'answer', ...made });
    onClose();
  }
  return (
    <Dialog title={a('title')} onClose={onClose}>
      <form
        class="stack loose"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          agree();
        }}
      >
        <p class="soft">{a('line')}</p>
        <Choice
          legend={a('within')}
          layout="across"
          options={(Object.keys(OPTIONS) as Option[]).map((value) => ({ value, label: a(value) }))}
          value={within.value}
          onChoose={(value) => {
            within.value = value;
          }}
        />
        <fieldset class="stack tight">
          <legend class="answer-legend">{a('days')}</legend>
          <div class="answer-days">
            {[1, 2, 3, 4, 5, 6, 7].map((day) => (
              <label key={day} class="tick">
                <input
                  type="checkbox"
                  checked={days.value.includes(day)}
                  onChange={(event) => {
                    const others = days.value.filter((one) => one !== day);
                    days.value = event.currentTarget.checked ? [...others, day] : others;
                  }}
                />
                <span>{weekdayName(day)}</span>
              </label>
            ))}
          </div>
          {tried.value && days.value.length === 0 ? (
            <span class="wrong small" role="alert">
              {a('days_wrong')}
            </span>
          ) : null}
        </fieldset>
        <div class="answer-times">
          <TextField label={a('opens')} type="time" value={opens.value} onInput={(value) => (opens.value = value)} />
          <TextField
            label={a('closes')}
            type="time"
            value={closes.value}
            wrong={tried.value && !(till > from) ? a('closes_wrong') : null}
            onInput={(value) => (closes.value = value)}
          />
        </div>
        <div class="field">
          <label for={id}>{a('country')}</label>
          <select id={id} class="input" value={country.value} onChange={(event) => (country.value = event.currentTarget.value)}>
            {COUNTRIES.map((code) => (
              <option key={code} value={code}>
                {names.of(code)}
              </option>
            ))}
            <option value="">{a('country_none')}</option>
          </select>
        </div>
        <Away spans={away.value} onChange={(spans) => (away.value = spans)} />
        <p class="aside">{a('zone', { zone: before.zone.replace('_', ' ') })}</p>
        {made === null ? null : <p role="status">{due === null ? a('preview_none') : a('preview', { when: whenWords(due, now) })}</p>}
        <div class="row">
          <Button look="primary" type="submit">
            {a('agree')}
          </Button>
          {terms === null ? null : (
            <Button
              look="quiet"
              onClick={() => {
                onAgree({ type: 'answer', ...terms, minutes: null });
                onClose();
              }}
            >
              {a('none')}
            </Button>
          )}
        </div>
        <p class="aside">{a('agree_line')}</p>
      </form>
    </Dialog>
  );
}

type Span = Terms['away'][number];

/** Holidays of one's own. */
function Away({ spans, onChange }: { readonly spans: readonly Span[]; readonly onChange: (spans: readonly Span[]) => void }) {
  const first = useSignal('');
  const last = useSignal('');
  const wrong = useSignal(false);
  const full = spans.length >= MAX_AWAY;
  function add(): void {
    wrong.value = first.value === '' || last.value === '' || first.value > last.value;
    if (wrong.value) return;
    onChange([...spans, [first.value, last.value] as const].sort());
    first.value = last.value = '';
  }
  return (
    <fieldset class="stack tight">
      <legend class="answer-legend">{a('away')}</legend>
      {spans.length === 0 ? (
        <p class="aside">{a('away_none')}</p>
      ) : (
        <ul class="plain answer-away">
          {spans.map((span) => (
            <li key={span.join()}>
              <span>{spanWords(span)}</span>
              <Button look="quiet" aria-label={a('away_drop_of', { days: spanWords(span) })} onClick={() => onChange(spans.filter((one) => one !== span))}>
                {a('away_drop')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {full ? (
        <p class="aside">{a('away_full')}</p>
      ) : (
        <div class="answer-times">
          <TextField
            label={a('away_first')}
            type="date"
            value={first.value}
            onInput={(value) => {
              first.value = value;
              // Most are away for some days in a row, and a single day needs no second look.
              if (last.value < value) last.value = value;
            }}
          />
          <TextField label={a('away_last')} type="date" value={last.value} min={first.value} onInput={(value) => (last.value = value)} />
          <Button onClick={add}>{a('away_add')}</Button>
        </div>
      )}
      {wrong.value ? (
        <span class="wrong small" role="alert">
          {a('away_wrong')}
        </span>
      ) : null}
    </fieldset>
  );
}

function optionOf({ minutes, opens, closes }: Terms): Option {
  const found = (Object.keys(OPTIONS) as Option[]).find((key) => {
    const option = OPTIONS[key];
    return minutes === ('hours' in option ? option.hours * 60 : option.days * (closes - opens));
  });
  return found ?? 'option_day';
}

const clockOf = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
/** @returns NaN where no time was filled in */
const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + (clock === '' ? NaN : Number(clock.slice(3, 5)));

/** 2 January 2023 was a Monday. */
const weekdayName = (day: number): string => new Date(2023, 0, 1 + day).toLocaleDateString(language.value, { weekday: 'long' });

function spanWords([first, last]: Span): string {
  const [one, other] = [first, last].map((day) => formatDay(Date.parse(`${day}T12:00:00`)));
  return one === other ? (one ?? '') : `${one} – ${other}`;
}
