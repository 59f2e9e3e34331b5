/** The coach's own questions and sheets, from all rooms: to look over and to take away. They are made in a room. */
import { useState } from 'preact/hooks';
import { t } from '../i18n/coach';
import { Button } from '../ui/Button';
import { ViewTitle } from '../ui/PageFrame';
import type { WorkspaceState } from './items';

export interface OwnViewProps {
  readonly own: WorkspaceState['own'];
  readonly onDrop: (type: 'question' | 'template', id: string) => Promise<void>;
  readonly onBack: () => void;
}

export function OwnView({ own, onDrop, onBack }: OwnViewProps) {
  const [said, setSaid] = useState('');
  const questions = [...own.questions].map(([id, text]) => ({ id, text, line: '' }));
  const sheets = [...own.templates.values()].map(({ id, name, labels }) => ({
    id,
    text: name,
    line: labels.filter((label) => label !== '').join(', '),
  }));
  async function drop(type: 'question' | 'template', id: string, text: string): Promise<void> {
    await onDrop(type, id);
    setSaid(t('own_dropped', { what: text }));
  }
  const list = (type: 'question' | 'template', rows: readonly { readonly id: string; readonly text: string; readonly line: string }[]) => (
    <ul class="own-rows">
      {rows.map(({ id, text, line }) => (
        <li key={id} class="row">
          <span class="own-name">
            {text}
            {line === '' ? null : <span class="aside">{line}</span>}
          </span>
          <Button look="quiet" aria-label={`${t('own_drop')}: ${text}`} onClick={() => void drop(type, id, text)}>
            {t('own_drop')}
          </Button>
        </li>
      ))}
    </ul>
  );
  return (
    <div class="stack loose">
      <div class="stack tight">
        <ViewTitle>{t('own')}</ViewTitle>
        <p class="soft">{t('own_line')}</p>
      </div>
      <p class="unseen" role="status">
        {said}
      </p>
      <section class="stack tight">
        <h2>{t('own_sheets')}</h2>
        {sheets.length === 0 ? <p class="soft">{t('own_no_sheets')}</p> : list('template', sheets)}
      </section>
      <section class="stack tight">
        <h2>{t('own_questions')}</h2>
        {questions.length === 0 ? <p class="soft">{t('own_no_questions')}</p> : list('question', questions)}
      </section>
      <div class="row">
        <Button onClick={onBack}>{t('to_rooms')}</Button>
      </div>
    </div>
  );
}
