/** How loud a local stream is, as a signal; measured only while somebody looks. */
import { effect, signal, type ReadonlySignal } from '@preact/signals';
import { LEVEL_MS } from './voiceLevel';

/** 2,048 samples at 48 kHz are 43 ms: most of what passes between two looks. */
const FFT_SIZE = 2_048;
/** Speech at a normal distance has an RMS of about 0.1 to 0.2; it shall fill most of the scale. */
const GAIN = 4;

/** @returns 0..1; 0 without sound and where the browser has no Web Audio */
export function createLevel(stream: ReadonlySignal<MediaStream | null>): ReadonlySignal<number> {
  let stop: (() => void) | null = null;
  const level = signal(0, {
    watched: () => {
      stop = follow(stream, (value) => {
        level.value = value;
      });
    },
    unwatched: () => {
      stop?.();
      stop = null;
    },
  });
  return level;
}

function follow(
  stream: ReadonlySignal<MediaStream | null>,
  report: (level: number) => void,
): () => void {
  if (typeof AudioContext === 'undefined') return () => undefined;
  let context: AudioContext | null = null;
  const stopFollowing = effect(() => {
    const [track] = stream.value?.getAudioTracks() ?? [];
    if (track === undefined) {
      report(0);
      return;
    }
    context ??= new AudioContext();
    // Starts suspended where nobody has clicked yet; the page before a call has always been clicked.
    if (context.state === 'suspended') void context.resume();
    const source = context.createMediaStreamSource(new MediaStream([track]));
    const analyser = context.createAnalyser();
    analyser.fftSize = FFT_SIZE;
    source.connect(analyser);
    const samples = new Float32Array(FFT_SIZE);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / FFT_SIZE;
      report(Math.min(1, Math.sqrt(power) * GAIN));
    }, LEVEL_MS);
    return () => {
      clearInterval(timer);
      source.disconnect();
    };
  });
  return () => {
    stopFollowing();
    void context?.close();
  };
}
