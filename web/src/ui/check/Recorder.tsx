/** Record five seconds on this device and play them. Nothing leaves it. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../i18n/check';
import { Button } from '../Button';

const RECORD_MS = 5_000;

type Recorded =
  | { readonly step: 'ready' | 'recording' | 'failed' }
  | { readonly step: 'playing'; readonly url: string };

interface RecorderProps {
  readonly stream: MediaStream;
  readonly picture: boolean;
}

export function Recorder({ stream, picture }: RecorderProps) {
  const [recorded, setRecorded] = useState<Recorded>({ step: 'ready' });
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

  function record(): void {
    drop();
    let recorder: MediaRecorder;
    try {
      recorder = new MediaRecorder(stream);
      recorder.start();
    } catch {
      setRecorded({ step: 'failed' });
      return;
    }
    const chunks: Blob[] = [];
    const timer = setTimeout(() => recorder.stop(), RECORD_MS);
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
      setRecorded({ step: 'playing', url: url.current });
    };
    setRecorded({ step: 'recording' });
  }

  const can = typeof MediaRecorder !== 'undefined';
  return (
    <section class="try-part stack tight" aria-labelledby="try-self">
      <h2 class="try-title" id="try-self">{picture ? t('self_title') : t('self_title_voice')}</h2>
      <p class="aside">{can ? t('self_what') : t('no_recorder')}</p>
      <div role="status">{said(recorded, picture)}</div>
      {recorded.step === 'recording' ? (
        <span class="five-seconds" aria-hidden="true">
          <span />
        </span>
      ) : null}
      {recorded.step !== 'playing' ? null : picture ? (
        <video class="own-picture played" src={recorded.url} autoPlay playsInline controls />
      ) : (
        <audio class="own-sound" src={recorded.url} autoPlay controls />
      )}
      {can ? (
        <div class="row">
          <Button busy={recorded.step === 'recording'} onClick={record}>
            {recorded.step === 'playing' ? t('record_again') : t('record')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function said({ step }: Recorded, picture: boolean) {
  if (step === 'ready') return null;
  if (step === 'recording') return <p>{t('recording')}</p>;
  if (step === 'failed') return <p>{t('no_recording')}</p>;
  return <p>{picture ? t('playing') : t('playing_voice')}</p>;
}
