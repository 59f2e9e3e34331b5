/** A field for a link from a message; checks it and goes there. */
import { useState } from 'preact/hooks';
import { t } from '../i18n/threshold';
import { readPasted } from './address';
import { Button } from './Button';
import { keepForTab } from './secrets';
import { TextField } from './TextField';

export function PasteLink() {
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<'no_link' | 'elsewhere' | 'no_secret' | null>(null);
  function go(): void {
    const pasted = readPasted(text, location.origin);
    if (!pasted.ok) return setWrong(pasted.why);
    // The secret goes by tab storage and never into the address bar.
    keepForTab(pasted.path, pasted.fragment);
    // The moment of a recording that one came for.
    location.assign(pasted.path + (pasted.path === location.pathname ? location.search : ''));
  }
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <TextField
        label={t('home_paste')}
        hint={t('home_paste_hint')}
        value={text}
        onInput={setText}
        wrong={wrong === null ? null : t(`home_${wrong}`)}
        autocomplete="off"
        spellcheck={false}
      />
      <div class="row">
        <Button look="primary" type="submit">
          {t('home_go')}
        </Button>
      </div>
    </form>
  );
}
