/**
 * Getting a microphone and a camera from the browser, and the names of what
 * goes wrong with that. The only home of getUserMedia.
 */
import type { MediaProblem } from './types';

export interface Captured {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
  readonly problem: MediaProblem | null;
}

export interface Wanted {
  readonly audio: boolean;
  readonly video: boolean;
}

const AUDIO: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};
const VIDEO: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30 },
  facingMode: 'user',
};

/** What the browser refuses, in our words. */
export function nameProblem(error: unknown, wanted: Wanted): MediaProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
      return 'denied';
    case 'SecurityError':
      return 'insecure';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return wanted.video ? 'no_camera' : 'no_microphone';
    case 'NotReadableError':
    case 'AbortError':
      return 'in_use';
    default:
      return 'unknown';
  }
}

/**
 * Ask for what is wanted; what is there is better than nothing.
 *
 * Both are asked for in one go (one question to the person). Where that fails,
 * the microphone alone is tried, then the camera alone; the problem then says
 * what is missing. Never throws. A refusal of both is not asked a second time.
 */
export async function capture(wanted: Wanted): Promise<Captured> {
  const nothing = { audio: null, video: null };
  if (!wanted.audio && !wanted.video) return { ...nothing, problem: null };
  // Absent in insecure contexts, whatever its type says.
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (devices === undefined) {
    return { ...nothing, problem: globalThis.isSecureContext ? 'unsupported' : 'insecure' };
  }
  try {
    const stream = await devices.getUserMedia({
      audio: wanted.audio && AUDIO,
      video: wanted.video && VIDEO,
    });
    const [audio = null] = stream.getAudioTracks();
    const [video = null] = stream.getVideoTracks();
    return { audio, video, problem: null };
  } catch (error) {
    const problem = nameProblem(error, wanted);
    if (!wanted.audio || !wanted.video) return { ...nothing, problem };
    if (problem === 'denied' && !(await cameraAloneRefused())) return { ...nothing, problem };
    const sound = await capture({ audio: true, video: false });
    if (sound.audio !== null) return { ...sound, problem };
    if (sound.problem === 'denied') return sound;
    const picture = await capture({ audio: false, video: true });
    return { ...picture, problem: sound.problem };
  }
}

/** The camera was refused for good, the microphone was not: that one may still be asked for. */
async function cameraAloneRefused(): Promise<boolean> {
  try {
    const [camera, microphone] = await Promise.all(
      ['camera', 'microphone'].map((name) =>
        navigator.permissions.query({ name: name as PermissionName }),
      ),
    );
    return camera?.state === 'denied' && microphone?.state !== 'denied';
  } catch {
    return false; // Firefox before 131 does not know these names
  }
}
