/** After the room: what is kept until when, take along, forget this device, come back. */
import { useState } from 'preact/hooks';
import { formatDate } from '../i18n';
import { t } from '../i18n/threshold';
import { Button } from './Button';
import { Steps } from './GoodbyeSteps';
import type { Summary } from './exercises/summaryOf';
import { Notice } from './Notice';
import { forgetName } from './ownName';
import { PageFrame, ViewTitle } from './PageFrame';
import { saveText } from './saveText';
import { forget } from './secrets';

export interface GoodbyeProps {
  /** end date, ms; null when it is not known */
  readonly until: number | null;
  /** own acts that had not reached the server */
  readonly unsent: boolean;
  /** Makes and downloads the take-along file; rejects when that failed. */
  readonly onTakeAlong: () => Promise<void>;
  /** what the exercises say; null when there are none */
  readonly summary: Summary | null;
  /** Erase what this device keeps of the room: outbox, entries, device id. The secret is forgotten here. */
  readonly onForget: () => Promise<void>;
}

export function Goodbye({ until, unsent, summary, onTakeAlong, onForget }: GoodbyeProps) {
  const [taking, setTaking] = useState<'ready' | 'busy' | 'done' | 'failed'>('ready');
  const [forgetting, setForgetting] = useState<'ready' | 'asking' | 'busy' | 'done' | 'failed'>('ready');

  async function take(): Promise<void> {
    setTaking('busy');
    try {
      await onTakeAlong();
      setTaking('done');
    } catch {
      setTaking('failed');
    }
  }
  async function forgetAll(): Promise<void> {
    setForgetting('busy');
    try {
      await forget(location.pathname);
      forgetName();
      await onForget();
      setForgetting('done');
    } catch {
      setForgetting('failed');
    }
  }

  if (forgetting === 'done')
    return (
      <PageFrame>
        <div class="stack" key="forgotten">
          <ViewTitle>{t('bye_forgotten')}</ViewTitle>
          <p>{t('bye_close')}</p>
        </div>
      </PageFrame>
    );
  return (
    <PageFrame>
      <div class="stack loose" key="goodbye">
        <div class="stack tight">
          <ViewTitle>{t('bye_title')}</ViewTitle>
          <p>{t('bye_off')}</p>
          <p>{until === null ? t('bye_kept_plain') : t('bye_kept', { until: formatDate(until) })}</p>
        </div>
        {unsent ? <Notice>{t('bye_unsent')}</Notice> : null}
        <div class="row">
          <Button look="primary" large onClick={() => location.reload()}>
            {t('bye_back')}
          </Button>
        </div>
        {summary === null ? null : (
          <div class="stack tight">
            <Steps cards={summary.cards} />
            <div class="row">
              <Button onClick={() => saveText(summary.page)}>{t('bye_summary')}</Button>
              <Button look="quiet" onClick={() => saveText(summary.data, { name: 'flipover-summary', type: 'application/json' })}>
                {t('bye_data')}
              </Button>
            </div>
            <p class="aside">{t('bye_summary_line')}</p>
          </div>
        )}
        <div class="stack tight">
          <div class="row">
            <Button busy={taking === 'busy'} onClick={() => void take()}>
              {taking === 'busy' ? t('bye_taking') : t('bye_take')}
            </Button>
          </div>
          <p class="aside">{t('bye_take_line')}</p>
          <p class="small" role="status">
            {taking === 'done' ? t('bye_taken') : ''}
          </p>
          {taking === 'failed' ? <Notice look="wrong">{t('bye_take_failed')}</Notice> : null}
        </div>
        <div class="stack tight">
          {forgetting === 'asking' || forgetting === 'busy' ? (
            <>
              {unsent ? <Notice look="wrong">{t('bye_forget_unsent')}</Notice> : null}
              <div class="row">
                <Button look="leave" busy={forgetting === 'busy'} onClick={() => void forgetAll()}>
                  {t('bye_forget_sure')}
                </Button>
              </div>
            </>
          ) : (
            <div class="row">
              <Button onClick={() => setForgetting('asking')}>{t('bye_forget')}</Button>
            </div>
          )}
          <p class="aside">{t('bye_forget_line')}</p>
          {forgetting === 'failed' ? <Notice look="wrong">{t('bye_forget_failed')}</Notice> : null}
        </div>
      </div>
    </PageFrame>
  );
}
