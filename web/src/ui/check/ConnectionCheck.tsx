/** Trying the connection: a drawing and a tone to the server and back, and what that is good for. */
import { useEffect, useRef } from 'preact/hooks';
import type { EchoCheck, EchoResult, EchoStep } from '../../call/EchoCheck';
import { errorText } from '../../i18n';
import { t } from '../../i18n/check';
import { Button } from '../Button';
import { CheckFigures } from './CheckFigures';

export function ConnectionCheck({ check }: { readonly check: EchoCheck }) {
  const now = check.state.value;
  const running = now.step === 'waiting' || now.step === 'connecting' || now.step === 'measuring';
  const ended = now.step === 'done' || now.step === 'failed';
  const part = useRef<HTMLElement>(null);
  useEffect(() => {
    // What grows may grow under the bar at a phone's foot; who went on to another field stays there.
    if (!part.current?.contains(document.activeElement)) return;
    part.current.querySelector(ended ? '.check-said' : '.row')?.scrollIntoView({ block: 'nearest' });
  }, [now.step]);
  return (
    <section class="try-part stack tight" aria-labelledby="try-line" aria-busy={running} ref={part}>
      <h2 class="try-title" id="try-line">{t('line_title')}</h2>
      <p class="aside">{t('line_what')}</p>
      <div class="check-said stack tight" role="status">
        {said(now)}
      </div>
      {now.step === 'measuring' ? <Drawing back={now.back} still={now.still} /> : null}
      {now.step === 'done' ? <CheckFigures result={now.result} /> : null}
      <div class="row">
        {/* One button all along, so that focus stays where it is. */}
        <Button onClick={() => (running ? check.stop() : check.start())}>
          {running ? t('line_stop') : ended ? t('line_again') : t('line_start')}
        </Button>
      </div>
    </section>
  );
}

function said(now: EchoStep) {
  switch (now.step) {
    case 'ready':
      return null;
    case 'waiting':
      return (
        <>
          <p>{now.ahead === 1 ? t('waiting_one') : t('waiting_more', { count: now.ahead })}</p>
          <p class="aside">{t('waiting_hint')}</p>
        </>
      );
    case 'connecting':
      return <p>{t('connecting')}</p>;
    case 'measuring':
      return <p class={now.still ? 'check-still' : undefined}>{now.still ? t('still') : t('measuring')}</p>;
    case 'failed':
      return <p>{errorText(now.word)}</p>;
    case 'done':
      return <Result result={now.result} />;
  }
}

function Result({ result: { verdict, figures } }: { readonly result: EchoResult }) {
  const path = figures?.path ?? null;
  return (
    <>
      <p class="check-verdict">{t(verdict)}</p>
      <p>
        {t(`${verdict}_line`)} {path === null ? null : t(`path_${path}`)}
      </p>
      <p class="aside">{t('honest')}</p>
    </>
  );
}

interface DrawingProps {
  readonly back: MediaStream;
  readonly still: boolean;
}

function Drawing({ back, still }: DrawingProps) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = back;
  }, [back]);
  return <video class={still ? 'check-drawing still' : 'check-drawing'} ref={video} muted autoPlay playsInline aria-label={t('drawing')} />;
}
