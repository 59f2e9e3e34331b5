/** The coach asks: for whom, which sessions and sheets, how, until when; beside it what would be seen. */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { SheetId } from '../../board/types';
import { t } from '../../i18n';
import { formatDate } from '../../i18n/language';
import { onlySessions } from '../../replay/narrowing';
import type { Recording } from '../../replay/recording';
import { granted } from '../../share/granted';
import type { LinkState } from '../../wire/protocol.gen';
import { Button } from '../Button';
import { Choice } from '../Choice';
import { Dialog } from '../Dialog';
import { Notice } from '../Notice';
import { sentence } from '../room/words';
import { TextField } from '../TextField';
import { daysToChoose, untilOf } from './askDates';
import { LentSheets, lentSheets, SheetChoice, touchedSheets } from './LentSheets';
import type { PanelParts } from './parts';
import { Reading } from './Reading';
import { useWhole } from './useWhole';
import { WhatIsLent } from './WhatIsLent';
import { amid, l, sessionWords } from './words';

const MAX_WHOM_CHARS = 80;

export function AskPanel({ room, names, lending, nameOf, onSaid, onClose }: PanelParts) {
  /** What is drawn from here on is not in it. */
  const [seq] = useState(() => room.log.seq.peek());
  const whole = useWhole(lending, seq);
  const links = useSignal<readonly LinkState[] | null>(null);
  const unknown = useSignal(false);
  const turn = useSignal(0);
  useEffect(() => {
    unknown.value = false;
    lending.links().then(
      (found) => {
        links.value = found.filter(({ role }) => role === 'guest');
      },
      () => {
        unknown.value = true;
      },
    );
  }, [turn.value]);
  const client = names.other();
  const guests = links.value;
  const blocked = guests === null ? null : blockedBy(guests);
  return (
    <Dialog title={l('ask_title')} onClose={onClose} class="lend">
      {blocked !== null ? (
        <Notice>
          {blocked === 'nobody' ? (
            <p>{l('blocked_nobody')}</p>
          ) : (
            <>
              <p>
                <b>{l('blocked_title')}</b>
              </p>
              <p>{l('blocked')}</p>
              <p>{l('blocked_way')}</p>
            </>
          )}
        </Notice>
      ) : whole.found.value === null || guests === null ? (
        <div class="stack loose">
          <p>{l('ask_line', { client })}</p>
          {unknown.value ? (
            <Notice>
              <p>{l('reading_failed')}</p>
              <Button onClick={() => (turn.value += 1)}>{t('again')}</Button>
            </Notice>
          ) : (
            <Reading whole={whole} failed="reading_failed" />
          )}
        </div>
      ) : (
        <Form
          room={room}
          names={names}
          lending={lending}
          nameOf={nameOf}
          onSaid={onSaid}
          onClose={onClose}
          seq={seq}
          whole={whole.found.value}
          client={client}
          several={guests.filter(({ took_part }) => took_part).length > 1}
        />
      )}
    </Dialog>
  );
}

/** Who took part and cannot be asked, or that there is nobody at all. */
function blockedBy(guests: readonly LinkState[]): 'somebody' | 'nobody' | null {
  if (guests.some(({ took_part, answers }) => took_part && answers === null)) return 'somebody';
  return guests.some(({ revoked_at }) => revoked_at === null) ? null : 'nobody';
}

interface FormProps extends PanelParts {
  readonly seq: number;
  readonly whole: Recording;
  readonly client: string;
  readonly several: boolean;
}

function Form({ room, names, lending, nameOf, onSaid, onClose, seq, whole, client, several }: FormProps) {
  const now = useMemo(() => Date.now(), []);
  const roomUntil = room.log.settings.value?.until ?? null;
  const days = daysToChoose(now, roomUntil);
  const whom = useSignal('');
  const sessions = useSignal<readonly string[]>(whole.sessions.slice(-1).map(({ id }) => id));
  /** null until something was tapped: then it is what the chosen sessions touched */
  const tapped = useSignal<ReadonlySet<SheetId> | null>(null);
  const how = useSignal<'plain' | 'masked'>('plain');
  const chapters = useSignal(false);
  const day = useSignal(days.byItself);
  const tried = useSignal(false);
  const busy = useSignal(false);
  const failed = useSignal(false);

  const meant = useMemo(
    () => (sessions.value.length === 0 ? whole : onlySessions(whole, new Set(sessions.value))),
    [whole, sessions.value],
  );
  const offered = useMemo(() => lentSheets(meant), [meant]);
  const byItself = useMemo(() => {
    const touched = touchedSheets(meant);
    const drawn = offered.filter(({ elements }) => elements.length > 0).map(({ sheet }) => sheet.id);
    return new Set(drawn.some((id) => touched.has(id)) ? drawn.filter((id) => touched.has(id)) : drawn);
  }, [meant, offered]);
  const chosen = tapped.value ?? byItself;
  const sheets = offered.map(({ sheet }) => sheet.id).filter((id) => chosen.has(id));
  const masked = how.value === 'masked';
  const what = { sessions: sessions.value, sheets, chapters: chapters.value, masked };
  const lent = useMemo(
    () => granted(whole, what),
    [whole, sessions.value.join(), sheets.join(), chapters.value, masked],
  );
  const until = untilOf(day.value, now, roomUntil);
  const name = whom.value.trim();
  const wrong = {
    whom: name === '',
    sessions: whole.sessions.length > 0 && sessions.value.length === 0,
    sheets: sheets.length === 0,
    until: until === null,
  };

  async function ask(): Promise<void> {
    tried.value = true;
    if (Object.values(wrong).includes(true) || until === null) {
      document.querySelector<HTMLElement>('.lend [aria-invalid="true"], .lend .lent-wrong')?.focus();
      return;
    }
    busy.value = true;
    failed.value = false;
    try {
      await lending.ask({ ...what, whom: name, seq, until });
      onSaid(l('asked', { client }));
      onClose();
    } catch {
      failed.value = true;
    }
    busy.value = false;
  }

  return (
    <form
      class="stack loose"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy.value) void ask();
      }}
    >
      <p>{l('ask_line', { client })}</p>
      <TextField
        label={l('ask_whom')}
        hint={sentence(l('ask_whom_hint', { client, coach: names.coach() }))}
        value={whom.value}
        maxLength={MAX_WHOM_CHARS}
        autocomplete="off"
        wrong={tried.value && wrong.whom ? l('ask_whom_wrong', { client }) : null}
        onInput={(value) => {
          whom.value = value;
        }}
      />
      {whole.sessions.length === 0 ? (
        <p class="soft">{l('ask_sessions_none')}</p>
      ) : (
        <fieldset class="lent-group">
          <legend>{l('ask_sessions')}</legend>
          {[...whole.sessions].reverse().map((session) => (
            <label key={session.id} class="tick">
              <input
                type="checkbox"
                checked={sessions.value.includes(session.id)}
                onChange={(event) => {
                  const others = sessions.value.filter((id) => id !== session.id);
                  sessions.value = event.currentTarget.checked ? [...others, session.id] : others;
                  tapped.value = null;
                }}
              />
              <span>{sentence(sessionWords(session, now))}</span>
            </label>
          ))}
          {tried.value && wrong.sessions ? <Wrong>{l('ask_sessions_wrong')}</Wrong> : null}
        </fieldset>
      )}
      <fieldset class="lent-group">
        <legend>{l('ask_sheets')}</legend>
        <p class="aside">{l(offered.some(({ elements }) => elements.length > 0) ? 'ask_sheets_hint' : 'ask_sheets_empty')}</p>
        <SheetChoice
          sheets={offered}
          chosen={chosen}
          nameOf={nameOf}
          onChange={(next) => {
            tapped.value = next;
          }}
        />
        {tried.value && wrong.sheets ? <Wrong>{l('ask_sheets_wrong')}</Wrong> : null}
      </fieldset>
      <Choice
        legend={l('ask_how')}
        layout="across"
        options={[
          { value: 'plain', label: l('ask_plain'), line: l('ask_plain_line') },
          { value: 'masked', label: l('ask_masked'), line: l('ask_masked_line') },
        ]}
        value={how.value}
        onChoose={(value) => {
          how.value = value;
        }}
      />
      <label class="tick">
        <input
          type="checkbox"
          checked={chapters.value}
          onChange={(event) => {
            chapters.value = event.currentTarget.checked;
          }}
        />
        <span>{l('ask_chapters')}</span>
      </label>
      <TextField
        label={l('ask_until')}
        hint={l('ask_until_hint')}
        type="date"
        value={day.value}
        min={days.first}
        max={days.last}
        wrong={tried.value && wrong.until ? l('ask_until_wrong', { last: formatDate(Date.parse(days.last)) }) : null}
        onInput={(value) => {
          day.value = value;
        }}
      />
      {sheets.length === 0 ? null : (
        <section class="stack lent-preview">
          <h3>{name === '' ? l('ask_preview_nobody') : l('ask_preview', { whom: amid(name) })}</h3>
          <LentSheets recording={lent} nameOf={(id) => nameOf(id, masked)} />
          <WhatIsLent what={{ ...what, until: until ?? 0 }} recording={lent} coach={null} />
        </section>
      )}
      {name === '' || until === null || sheets.length === 0 ? null : (
        <section class="stack tight">
          <h3>{l('ask_say')}</h3>
          <p>
            {l(sheets.length === 1 ? 'ask_say_text' : 'ask_say_text_many', {
              whom: amid(name),
              sheets: sheets.length === 1 ? l('one_sheet') : l('many_sheets', { count: sheets.length }),
              until: formatDate(until),
            })}
          </p>
        </section>
      )}
      {failed.value ? <Notice look="wrong">{l('ask_failed')}</Notice> : null}
      <div class="row">
        <Button look="primary" type="submit" busy={busy.value}>
          {several ? l('ask_button_all') : l('ask_button', { client })}
        </Button>
      </div>
    </form>
  );
}

/** Takes the focus when what it says keeps the question from being asked. */
function Wrong({ children }: { readonly children: string }) {
  return (
    <p class="wrong small lent-wrong" role="alert" tabIndex={-1}>
      {children}
    </p>
  );
}
