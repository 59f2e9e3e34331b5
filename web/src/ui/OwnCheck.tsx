/** One's own picture and level before going in; trying them out comes when somebody wants to. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { EchoRoutes } from '../call/EchoCheck';
import type { Form, OwnMedia } from '../call/types';
import { t as common } from '../i18n';
import { t } from '../i18n/threshold';
import { Button } from './Button';
import { lazily } from './lazily';
import { Notice } from './Notice';

const TryOut = lazily(async () => (await import('./check/TryOut')).TryOut);
const AtThreshold = lazily(() => import('./devices/AtThreshold').then((module) => module.AtThreshold));

export interface OwnCheckProps {
  readonly media: OwnMedia;
  readonly form: Exclude<Form, 'writing'>;
  readonly loadEcho?: (() => Promise<EchoRoutes>) | undefined;
}

export function OwnCheck({ media, form, loadEcho }: OwnCheckProps) {
  const stream = media.stream.value;
  const problem = media.problem.value;
  const [trying, setTrying] = useState(false);
  const picture = form === 'picture' && stream !== null && stream.getVideoTracks().length > 0;
  return (
    <section class="own-check stack tight" aria-label={picture ? t('own_picture') : t('own_sound')}>
      {stream === null && problem === null ? <p class="wait">{t('asking')}</p> : null}
      {picture ? <OwnPicture stream={stream} /> : null}
      {stream !== null && stream.getAudioTracks().length > 0 ? <Level media={media} /> : null}
      {problem === null ? null : (
        <Notice>
          <p>{t(`problem_${problem}`)}</p>
          <div class="row">
            <Button onClick={() => void media.ask(form)}>{common('again')}</Button>
          </div>
        </Notice>
      )}
      <AtThreshold media={media} form={form} />
      <div class="row">
        <Button aria-expanded={trying} onClick={() => setTrying(!trying)}>
          {picture ? t('try_out') : t('try_out_voice')}
        </Button>
      </div>
      {trying ? <TryOut stream={stream} picture={picture} loadEcho={loadEcho} /> : null}
    </section>
  );
}

function OwnPicture({ stream }: { readonly stream: MediaStream }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current !== null && video.current.srcObject !== stream) video.current.srcObject = stream;
  }, [stream]);
  return <video class="own-picture" ref={video} muted autoPlay playsInline aria-label={t('own_picture_of')} />;
}

function Level({ media }: { readonly media: OwnMedia }) {
  const level = Math.min(1, Math.max(0, media.level.value));
  const percent = Math.round(level * 100);
  return (
    <div class="level">
      <span class="small">{t('level')}</span>
      <span class="level-track" role="meter" aria-label={t('level')} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}>
        <span class="level-bar" style={{ transform: `scaleX(${level})` }} />
      </span>
      <span class="aside">{t('level_hint')}</span>
    </div>
  );
}
