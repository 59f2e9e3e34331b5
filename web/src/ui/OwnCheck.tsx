/** One's own picture and level before going in, and five seconds recorded and played, all local. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Form, OwnMedia } from '../call/types';
import { t as common } from '../i18n';
import { t } from '../i18n/threshold';
import { Button } from './Button';
import { lazily } from './lazily';
import { Notice } from './Notice';

const AtThreshold = lazily(() => import('./devices/AtThreshold').then((module) => module.AtThreshold));
const TRY_MS = 5000;

export interface OwnCheckProps {
  readonly media: OwnMedia;
  readonly form: Exclude<Form, 'writing'>;
}

export function OwnCheck({ media, form }: OwnCheckProps) {
  const stream = media.stream.value;
  const problem = media.problem.value;
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
      {stream === null ? null : <TryOut stream={stream} picture={picture} />}
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

type Trying = { readonly step: 'ready' | 'recording' } | { readonly step: 'playing'; readonly url: string };

/** Record five seconds on this device and play them. Absent where the browser cannot record. */
function TryOut({ stream, picture }: { readonly stream: MediaStream; readonly picture: boolean }) {
  const [trying, setTrying] = useState<Trying>({ step: 'ready' });
  const stop = useRef<() => void>(() => undefined);
  const url = useRef<string | null>(null);
  function drop(): void {
    if (url.current !== null) URL.revokeObjectURL(url.current);
    url.current = null;
  }
  useEffect(
    () => () => {
      stop.current();
      drop();
    },
    [],
  );
  if (typeof MediaRecorder === 'undefined') return null;

  function record(): void {
    drop();
    let recorder: MediaRecorder;
    try {
      recorder = new MediaRecorder(stream);
      recorder.start();
    } catch {
      return;
    }
    const chunks: Blob[] = [];
    const timer = setTimeout(() => recorder.stop(), TRY_MS);
    let wanted = true;
    stop.current = () => {
      wanted = false;
      clearTimeout(timer);
      if (recorder.state !== 'inactive') recorder.stop();
    };
    recorder.ondataavailable = (event) => chunks.push(event.data);
    recorder.onstop = () => {
      clearTimeout(timer);
      if (!wanted) return;
      url.current = URL.createObjectURL(new Blob(chunks, { type: recorder.mimeType }));
      setTrying({ step: 'playing', url: url.current });
    };
    setTrying({ step: 'recording' });
  }

  return (
    <div class="stack tight">
      {trying.step === 'recording' ? (
        <p role="status">
          {t('try_recording')}
          <span class="five-seconds" aria-hidden="true">
            <span />
          </span>
        </p>
      ) : null}
      {trying.step === 'playing' ? (
        <>
          <p role="status">{t('try_playing')}</p>
          {picture ? (
            <video class="own-picture played" src={trying.url} autoPlay playsInline controls />
          ) : (
            <audio class="own-sound" src={trying.url} autoPlay controls />
          )}
        </>
      ) : null}
      <div class="row">
        <Button busy={trying.step === 'recording'} onClick={record}>
          {trying.step === 'playing' ? t('try_again') : picture ? t('try_out') : t('try_out_voice')}
        </Button>
        <span class="aside own-check-stays">{t('try_stays')}</span>
      </div>
    </div>
  );
}
