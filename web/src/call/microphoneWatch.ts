/**
 * What becomes of an open microphone: interrupted by the system (a phone call), or giving nothing.
 *
 * An interruption is remembered until the microphone was taken anew: after one iOS hands the track
 * back as live and unmuted, with nothing behind it (100mslive/web-sdks#3728).
 */
import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import { FRESH, stepHush } from './hush';

export type Unheard = 'interrupted' | 'silent';

const LOOK_MS = 500;
/** 32,768 samples at 48 kHz are 680 ms: all of what passes between two looks. */
const FFT_SIZE = 32_768;

/**
 * @param stream published anew with every new microphone
 * @param onResumed the interruption is over, or the page is looked at again: take it anew
 * @returns why nobody hears this person though the microphone is open; null: all is well, or it is closed
 */
export function watchMicrophone(
  stream: ReadonlySignal<MediaStream | null>,
  muted: ReadonlySignal<boolean>,
  onResumed: () => void,
): ReadonlySignal<Unheard | null> {
  const track = computed(() => stream.value?.getAudioTracks()[0] ?? null);
  const interrupted = signal(false);
  const silent = signal(false);
  let remembered = false;

  function again(): void {
    if (remembered && !document.hidden) onResumed();
  }

  effect(() => {
    const now = track.value;
    interrupted.value = remembered = now?.muted === true;
    if (now === null) return;
    now.onmute = () => {
      interrupted.value = remembered = true;
    };
    now.onunmute = () => {
      interrupted.value = false;
      again();
    };
    return () => {
      now.onmute = now.onunmute = null;
    };
  });
  effect(() => {
    const now = track.value;
    silent.value = false;
    if (now === null || muted.value) return;
    return listen(now, (told) => {
      silent.value = told;
    });
  });
  globalThis.document?.addEventListener('visibilitychange', again);
  return computed(() => {
    if (track.value === null || muted.value) return null;
    if (interrupted.value) return 'interrupted';
    return silent.value ? 'silent' : null;
  });
}

/** Look at what an open *track* gives, twice a second. */
function listen(track: MediaStreamTrack, report: (told: boolean) => void): () => void {
  if (typeof AudioContext === 'undefined') return () => undefined;
  const context = new AudioContext();
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = context.createAnalyser();
  analyser.fftSize = FFT_SIZE;
  source.connect(analyser);
  const samples = new Float32Array(FFT_SIZE);
  let hush = FRESH;
  const timer = setInterval(() => {
    // Suspended before the first click, and by iOS during a call: then its zeros say nothing.
    if (context.state !== 'running') void context.resume();
    analyser.getFloatTimeDomainData(samples);
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    const open = context.state === 'running' && !track.muted && track.readyState === 'live';
    hush = stepHush(hush, { open, peak }, performance.now());
    report(hush.told);
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    source.disconnect();
    void context.close();
  };
}
