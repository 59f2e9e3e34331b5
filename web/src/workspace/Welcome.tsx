/** A coach's first minute begins with a name and a language. */
import { useRef, useState } from 'preact/hooks';
import { errorText, language, type Language } from '../i18n';
import { t } from '../i18n/coach';
import { wordOf } from '../ui/wordOf';
import { Button } from '../ui/Button';
import { Choice } from '../ui/Choice';
import { Notice } from '../ui/Notice';
import { PageFrame, ViewTitle } from '../ui/PageFrame';
import { TextField } from '../ui/TextField';
import type { Me } from './items';

export function Welcome({ onMake }: { readonly onMake: (me: Me) => Promise<void> }) {
  const [name, setName] = useState('');
  const [lang, setLang] = useState<Language>(language.value);
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const [word, setWord] = useState<string | null>(null);
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);

  async function make(): Promise<void> {
    if (busy) return;
    if (name.trim() === '') {
      setWrong(true);
      field.current?.focus();
      return;
    }
    setBusy(true);
    setWord(null);
    try {
      await onMake({ name: name.trim(), lang, keyKept: false });
    } catch (error) {
      setWord(wordOf(error));
      setBusy(false);
    }
  }

  return (
    <PageFrame>
      <form
        class="stack loose"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <div class="stack tight">
          <ViewTitle>{t('welcome_title')}</ViewTitle>
          <p>{t('welcome_what')}</p>
        </div>
        <TextField
          label={t('coach_name')}
          hint={t('coach_name_hint')}
          value={name}
          onInput={(value) => {
            setName(value);
            setWrong(false);
          }}
          wrong={wrong ? t('coach_name_needed') : null}
          maxLength={60}
          autocomplete="given-name"
          spellcheck={false}
          inputRef={field}
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
        <p class="aside">{t('coach_language_hint')}</p>
        {word === null ? null : <Notice look="wrong">{errorText(word)}</Notice>}
        <div class="row">
          <Button look="primary" large type="submit" busy={busy}>
            {busy ? t('making_workspace') : t('make_workspace')}
          </Button>
        </div>
      </form>
    </PageFrame>
  );
}
