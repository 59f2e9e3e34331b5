/** Before the door: the coach sees you, or is away and you may leave one message. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { errorText } from '../i18n';
import { t } from '../i18n/threshold';
import { Button } from './Button';
import { Notice } from './Notice';
import { PageFrame, ViewTitle } from './PageFrame';
import { TextField } from './TextField';

export interface WaitingRoomProps {
  readonly coachName: string | null;
  readonly coachHere: boolean;
  /** agreed answer time in words, '' when none was agreed */
  readonly answer: string;
  /** Resolves when the message is in the log; rejects with an error word as its message. */
  readonly onWrite: (text: string) => Promise<void>;
  /** true when this device left its one message before */
  readonly written?: boolean;
  readonly onLeave?: () => void;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function WaitingRoom({ coachName, coachHere, answer, onWrite, written = false, onLeave }: WaitingRoomProps) {
  const coach = coachName ?? t('your_coach');
  return (
    <PageFrame>
      <div class="stack loose waiting">
        <div class="stack tight" aria-live="polite">
          <ViewTitle>{sentence(coachHere ? t('waiting_here', { coach }) : t('waiting_away', { coach }))}</ViewTitle>
          {coachHere ? (
            <p>{t('waiting_here_line', { coach })}</p>
          ) : (
            <>
              {answer === '' ? null : <p>{t('waiting_away_answer', { answer })}</p>}
              <p>{t('waiting_away_line', { coach })}</p>
            </>
          )}
        </div>
        {coachHere && !written ? null : <FirstMessage coach={coach} onWrite={onWrite} written={written} />}
        {onLeave === undefined ? null : (
          <div class="row">
            <Button onClick={onLeave}>{t('waiting_leave')}</Button>
          </div>
        )}
      </div>
    </PageFrame>
  );
}

type Sending = 'writing' | 'sending' | 'sent';

function FirstMessage({
  coach,
  onWrite,
  written,
}: {
  readonly coach: string;
  readonly onWrite: (text: string) => Promise<void>;
  readonly written: boolean;
}) {
  const [text, setText] = useState('');
  const [state, setState] = useState<Sending>(written ? 'sent' : 'writing');
  const [wrong, setWrong] = useState<string | null>(null);
  const sent = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state === 'sent' && !written) sent.current?.focus();
  }, [state]);

  async function send(): Promise<void> {
    if (text.trim() === '') return setWrong(t('first_message_empty'));
    setWrong(null);
    setState('sending');
    try {
      await onWrite(text.trim());
      setState('sent');
    } catch (error) {
      setState('writing');
      setWrong(errorText(error instanceof Error ? error.message : 'internal'));
    }
  }

  if (state === 'sent')
    return (
      <div ref={sent} tabIndex={-1}>
        <Notice look="good">
          <p>{t('first_message_sent', { coach })}</p>
          <p class="aside">{t('first_message_only', { coach })}</p>
        </Notice>
        {text === '' ? null : <blockquote class="own-words">{text}</blockquote>}
      </div>
    );
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextField
        label={t('first_message', { coach })}
        hint={t('first_message_hint', { coach })}
        value={text}
        onInput={setText}
        lines={6}
        maxLength={20000}
        wrong={wrong}
      />
      <div class="row">
        <Button look="primary" type="submit" busy={state === 'sending'}>
          {state === 'sending' ? t('first_message_sending') : t('first_message_send')}
        </Button>
      </div>
    </form>
  );
}
