/** Getting a part of the own screen from the browser. The only home of getDisplayMedia. */
import { signal, type ReadonlySignal } from '@preact/signals';

export interface OwnScreen {
  /** null while nothing is shared */
  readonly track: ReadonlySignal<MediaStreamTrack | null>;
  /** false on phones and wherever the browser has no such thing */
  readonly possible: boolean;
  /** Ask what to share. Never throws; whoever changes their mind shares nothing. @returns false when it failed */
  share(): Promise<boolean>;
  stop(): void;
}

/** Text on a screen wants sharpness more than motion. */
const WANTED: DisplayMediaStreamOptions = {
  video: { frameRate: { ideal: 10, max: 15 } },
  audio: false,
};

export function createOwnScreen(): OwnScreen {
  const track = signal<MediaStreamTrack | null>(null);
  let turn = 0;
  // Absent on phones and in insecure contexts, whatever its type says.
  const devices: MediaDevices | undefined = globalThis.navigator?.mediaDevices;
  const possible = typeof devices?.getDisplayMedia === 'function';

  function stop(): void {
    turn += 1;
    if (track.value === null) return;
    track.value.onended = null;
    track.value.stop();
    track.value = null;
  }

  return {
    track,
    possible,
    async share() {
      if (!possible || devices === undefined) return false;
      turn += 1;
      const mine = turn;
      let taken: MediaStreamTrack | undefined;
      try {
        [taken] = (await devices.getDisplayMedia(WANTED)).getVideoTracks();
      } catch (error) {
        // Whoever presses "cancel" has not met an error.
        return error instanceof DOMException && error.name === 'NotAllowedError';
      }
      if (taken === undefined) return false;
      if (mine !== turn) {
        taken.stop();
        return true;
      }
      stop();
      taken.contentHint = 'detail';
      // The browser has a button of its own that ends it.
      taken.onended = stop;
      track.value = taken;
      return true;
    },
    stop,
  };
}
