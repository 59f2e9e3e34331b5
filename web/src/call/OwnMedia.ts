/**
 * The own microphone and camera, from the threshold to the end of the call.
 *
 * - A track is switched to what the person chose *before* it is published, so
 *   that no sender ever carries one open moment of a muted microphone.
 * - Muted and camera off outlive every new track: nothing here switches either
 *   back but setMuted and setCameraOff.
 * - Every change of tracks publishes a new MediaStream; the tracks that stay are
 *   the same ones.
 */
import { signal } from '@preact/signals';
import { capture, type Captured } from './capture';
import { createLevel } from './level';
import type { Form, MediaProblem, OwnMedia } from './types';

export function createOwnMedia(): OwnMedia {
  const stream = signal<MediaStream | null>(null);
  const problem = signal<MediaProblem | null>(null);
  const muted = signal(false);
  const cameraOff = signal(false);
  let form: Form = 'writing';
  let audio: MediaStreamTrack | null = null;
  let video: MediaStreamTrack | null = null;
  /** Rises with every wish; what arrives for an earlier one is let go. */
  let turn = 0;

  function publish(): void {
    const tracks = [audio, video].filter((track) => track !== null);
    stream.value = tracks.length === 0 ? null : new MediaStream(tracks);
  }

  function letGo(track: MediaStreamTrack | null): null {
    if (track !== null) {
      track.onended = null;
      track.stop();
    }
    return null;
  }

  function wanted(): { audio: boolean; video: boolean } {
    return { audio: form !== 'writing', video: form === 'picture' && !cameraOff.value };
  }

  function take(captured: Captured): void {
    if (captured.audio !== null) {
      letGo(audio);
      audio = captured.audio;
      audio.enabled = !muted.value;
      audio.onended = () => {
        audio = letGo(audio);
        publish();
        void fill(); // unplugged: another microphone may be there
      };
    }
    if (captured.video !== null) {
      letGo(video);
      video = captured.video;
      video.onended = () => {
        video = letGo(video);
        problem.value = 'no_camera';
        publish();
      };
    }
  }

  /** Get what is wanted and not there, let go of what is there and not wanted. */
  async function fill(): Promise<void> {
    turn += 1;
    const mine = turn;
    const want = wanted();
    if ((!want.audio && audio !== null) || (!want.video && video !== null)) {
      if (!want.audio) audio = letGo(audio);
      if (!want.video) video = letGo(video);
      publish();
    }
    const missing = { audio: want.audio && audio === null, video: want.video && video === null };
    if (!missing.audio && !missing.video) {
      problem.value = null;
      return;
    }
    const captured = await capture(missing);
    if (mine !== turn) {
      letGo(captured.audio);
      letGo(captured.video);
      return;
    }
    take(captured);
    problem.value = captured.problem;
    publish();
  }

  return {
    stream,
    problem,
    muted,
    cameraOff,
    level: createLevel(stream),
    ask(next) {
      form = next;
      return fill();
    },
    setMuted(value) {
      muted.value = value;
      if (audio !== null) audio.enabled = !value;
      else if (!value && form !== 'writing') void fill(); // it was refused before: ask again
    },
    setCameraOff(off) {
      cameraOff.value = off;
      return fill();
    },
    stop() {
      turn += 1;
      form = 'writing';
      audio = letGo(audio);
      video = letGo(video);
      publish();
    },
  };
}
