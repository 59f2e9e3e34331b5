/** Something to take along whole: shown, selectable, and copied by one button. */
import { useId, useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { Button } from './Button';

export interface CopyFieldProps {
  readonly label: string;
  readonly text: string;
  readonly lines?: number;
  readonly lang?: string;
  /** the button's words, where "copy" alone would not say what */
  readonly verb?: string;
}

export function CopyField({ label, text, lines = 1, lang, verb }: CopyFieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready');
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      field.current?.focus();
      field.current?.select();
      setState('failed');
    }
  }
  const shared = {
    id,
    class: 'input',
    readOnly: true,
    value: text,
    ...(lang === undefined ? {} : { lang }),
    onFocus: () => field.current?.select(),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="copy">
        {lines > 1 ? <textarea {...shared} ref={field} rows={lines} /> : <input {...shared} ref={field} type="text" />}
        <Button onClick={() => void copy()}>{state === 'copied' ? t('copied') : (verb ?? t('copy'))}</Button>
      </div>
      <span class="small" role="status">
        {state === 'copied' ? <span class="unseen">{t('copied')}</span> : state === 'failed' ? t('copy_failed') : ''}
      </span>
    </div>
  );
}
