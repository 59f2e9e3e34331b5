/** The coach's name and usual language, changed: every invitation then says the new name. */
import { useState } from 'preact/hooks';
import { errorText, type Language } from '../i18n';
import { t } from '../i18n/coach';
import { Button } from '../ui/Button';
import { Choice } from '../ui/Choice';
import { Notice } from '../ui/Notice';
import { ViewTitle } from '../ui/PageFrame';
import { TextField } from '../ui/TextField';
import { wordOf } from '../ui/wordOf';
import type { Me } from './items';

export interface NameViewProps {
  readonly me: Me;
  /** Keeps it and renews what the doors say; rejects when a door could not be reached. */
  readonly onSave: (me: Me) => Promise<void>;
  readonly onBack: () => void;
}

export function NameView({ me, onSave, onBack }: NameViewProps) {
  const [name, setName] = useState(me.name);
  const [lang, setLang] = useState<Language>(me.lang);
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const [word, setWord] = useState<string | null>(null);
  async function save(): Promise<void> {
    if (busy) return;
    setWrong(name.trim() === '');
    if (name.trim() === '') return;
    setBusy(true);
    setWord(null);
    try {
      await onSave({ ...me, name: name.trim(), lang });
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
        void save();
      }}
    >
      <ViewTitle>{t('my_name')}</ViewTitle>
      <TextField
        label={t('coach_name')}
        hint={t('coach_name_hint')}
        value={name}
        onInput={setName}
        wrong={wrong ? t('coach_name_needed') : null}
        maxLength={60}
        autocomplete="given-name"
        spellcheck={false}
      />
      <Choice
        legend={t('coach_language')}
        layout="across"
        options={[
          { value: 'nl', label: t('nl') },
          { value: 'en', label: t('en') },
        ]}
        value={lang}
        onChoose={setLang}
      />
      {word === null ? null : <Notice look="wrong">{errorText(word)}</Notice>}
      <div class="row">
        <Button look="primary" type="submit" busy={busy}>
          {t('my_name_save')}
        </Button>
        <Button look="quiet" onClick={onBack}>
          {t('to_rooms')}
        </Button>
      </div>
    </form>
  );
}
