/** The four worries, answered for this room; each opens the whole story. */
import { useState } from 'preact/hooks';
import { formatDate } from '../i18n';
import { t } from '../i18n/threshold';
import { Button } from './Button';
import { Dialog } from './Dialog';
import type { Greeting } from './entering';
import { lazily } from './lazily';

const WhoCanSee = lazily(() => import('./WhoCanSee').then((module) => module.WhoCanSee));

export interface WorriesProps {
  readonly role: 'coach' | 'guest';
  readonly greeting: Greeting | null;
}

export function Worries({ role, greeting }: WorriesProps) {
  const [open, setOpen] = useState(false);
  const coach = greeting?.coach ?? t('your_coach');
  const mine = role === 'coach';
  const lines = [
    { question: t('worry_listen'), answer: mine ? t('worry_listen_answer_coach') : t('worry_listen_answer', { coach }) },
    { question: t('worry_recorded'), answer: t('worry_recorded_answer') },
    ...(greeting === null
      ? []
      : [{ question: t('worry_kept'), answer: t('worry_kept_answer', { until: formatDate(greeting.until) }) }]),
    { question: t('worry_shared'), answer: mine ? t('worry_shared_answer_coach') : t('worry_shared_answer') },
  ];
  return (
    <section class="worries" aria-labelledby="worries-title">
      <h2 class="unseen" id="worries-title">
        {t('worries')}
      </h2>
      <ul class="plain">
        {lines.map((line) => (
          <li key={line.question}>
            <button type="button" class="worry" onClick={() => setOpen(true)}>
              <span class="worry-question">{line.question}</span>
              <span class="worry-answer">{line.answer}</span>
            </button>
          </li>
        ))}
      </ul>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {t('worry_more')}
      </Button>
      {open ? (
        <Dialog title={t('who_title')} onClose={() => setOpen(false)}>
          <WhoCanSee
            role={role}
            coachName={greeting?.coach ?? null}
            until={greeting?.until ?? null}
            knock={greeting?.knock ?? null}
          />
        </Dialog>
      ) : null}
    </section>
  );
}
