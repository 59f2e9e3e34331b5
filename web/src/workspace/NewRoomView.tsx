/** "Make your first room": a name only the coach sees, an end date, and what was agreed. */
import { useRef, useState } from 'preact/hooks';
import { errorText, type Language } from '../i18n';
import { t } from '../i18n/coach';
import { wordOf } from '../ui/wordOf';
import { Button } from '../ui/Button';
import { Choice } from '../ui/Choice';
import { Notice } from '../ui/Notice';
import { ViewTitle } from '../ui/PageFrame';
import { TextField } from '../ui/TextField';
import { AgreementFields, NO_AGREEMENTS } from './AgreementFields';
import { defaultEnd, earliestEnd, endOfDay, latestEnd } from '../ui/endDate';
import type { Me } from './items';
import type { NewRoom } from './roomActs';

export interface NewRoomViewProps {
  readonly me: Me;
  readonly first: boolean;
  readonly onMake: (room: NewRoom) => Promise<void>;
  readonly onBack: (() => void) | null;
}

export function NewRoomView({ me, first, onMake, onBack }: NewRoomViewProps) {
  const now = Date.now();
  const [title, setTitle] = useState('');
  const [guest, setGuest] = useState('');
  const [day, setDay] = useState(defaultEnd(now));
  const [lang, setLang] = useState<Language>(me.lang);
  const [agreements, setAgreements] = useState(NO_AGREEMENTS);
  const [wrong, setWrong] = useState<'title' | 'day' | null>(null);
  const [busy, setBusy] = useState(false);
  const [word, setWord] = useState<string | null>(null);
  const titleField = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const dayField = useRef<HTMLInputElement & HTMLTextAreaElement>(null);

  async function make(): Promise<void> {
    if (busy) return;
    const until = endOfDay(day, Date.now());
    if (title.trim() === '') {
      setWrong('title');
      titleField.current?.focus();
      return;
    }
    if (until === null) {
      setWrong('day');
      dayField.current?.focus();
      return;
    }
    setWrong(null);
    setBusy(true);
    setWord(null);
    try {
      await onMake({ title: title.trim(), guest: guest.trim(), until, lang, ...agreements });
    } catch (error) {
      setWord(wordOf(error));
      setBusy(false);
    }
  }

  return (
    <form
      class="stack loose"
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <ViewTitle>{first ? t('first_room') : t('new_title')}</ViewTitle>
      <TextField
        label={t('room_title')}
        hint={t('room_title_hint')}
        value={title}
        onInput={(value) => {
          setTitle(value);
          setWrong(null);
        }}
        wrong={wrong === 'title' ? t('room_title_needed') : null}
        maxLength={80}
        autocomplete="off"
        inputRef={titleField}
      />
      <TextField
        label={t('guest_name')}
        hint={t('guest_name_hint')}
        value={guest}
        onInput={setGuest}
        maxLength={60}
        autocomplete="off"
        spellcheck={false}
      />
      <TextField
        label={t('room_until')}
        hint={t('room_until_hint')}
        type="date"
        value={day}
        min={earliestEnd(now)}
        max={latestEnd(now)}
        onInput={(value) => {
          setDay(value);
          setWrong(null);
        }}
        wrong={wrong === 'day' ? t('room_until_wrong') : null}
        inputRef={dayField}
      />
      <Choice
        legend={t('room_language')}
        layout="across"
        options={[
          { value: 'nl', label: t('nl') },
          { value: 'en', label: t('en') },
        ]}
        value={lang}
        onChoose={setLang}
      />
      <details class="more">
        <summary>{t('more_choices')}</summary>
        <div class="stack loose">
          <AgreementFields value={agreements} onChange={setAgreements} />
        </div>
      </details>
      {word === null ? null : <Notice look="wrong">{errorText(word)}</Notice>}
      <div class="row">
        <Button look="primary" large type="submit" busy={busy}>
          {busy ? t('making_room') : t('make_room')}
        </Button>
        {onBack === null ? null : (
          <Button look="quiet" onClick={onBack}>
            {t('to_rooms')}
          </Button>
        )}
      </div>
    </form>
  );
}
