/**
 * Getting a microphone and a camera from the browser, and the names of what
 * goes wrong with that. The only home of getUserMedia.
 */
import { PROCESSING, type Choice } from './choice';
import { presentIds } from './devices';
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

const NOTHING = { audio: null, video: null };

/** What the browser refuses, in our words. */
export function nameProblem(error: unknown, wanted: Wanted): MediaProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
      if (wanted.audio && wanted.video) return 'denied';
      return wanted.video ? 'denied_camera' : 'denied_microphone';
    case 'SecurityError':
      return 'insecure';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return wanted.video ? 'no_camera' : 'no_microphone';
    case 'NotReadableError':
    case 'AbortError':
      return wanted.video ? 'in_use_camera' : 'in_use_microphone';
    default:
      return 'unknown';
  }
}

/**
 * Ask for what is wanted; what is there is better than nothing.
 *
 * Both are asked for in one go (one question to the person). Where that fails,
 * the microphone alone is tried, then the camera alone; the problem then says
 * what is missing. A chosen device that is not there gives way to any other.
 * Never throws. A refusal of both is not asked a second time.
 */
export async function capture(wanted: Wanted, choice: Choice): Promise<Captured> {
  if (!wanted.audio && !wanted.video) return { ...NOTHING, problem: null };
  // Absent in insecure contexts, whatever its type says.
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (devices === undefined) {
    return { ...NOTHING, problem: globalThis.isSecureContext ? 'unsupported' : 'insecure' };
  }
  try {
    const stream = await getChosen(devices, wanted, choice);
    const [audio = null] = stream.getAudioTracks();
    const [video = null] = stream.getVideoTracks();
    return { audio, video, problem: null };
  } catch (error) {
    const problem = nameProblem(error, wanted);
    if (!wanted.audio || !wanted.video) return { ...NOTHING, problem };
    return captureOne(problem, choice);
  }
}

/** Both could not be had: the microphone alone, else the camera alone. */
async function captureOne(problem: MediaProblem, choice: Choice): Promise<Captured> {
  const [one, other] = [{ audio: true, video: false }, { audio: false, video: true }] as const;
  if (problem === 'denied') {
    const refused = await refusedAlone();
    if (refused === null) return { ...NOTHING, problem };
    const granted = await capture(refused === 'camera' ? one : other, choice);
    const rest = granted.audio === null && granted.video === null;
    return rest ? { ...NOTHING, problem } : { ...granted, problem: `denied_${refused}` };
  }
  const sound = await capture(one, choice);
  if (sound.audio !== null) return { ...sound, problem };
  if (sound.problem === 'denied_microphone') return { ...NOTHING, problem: 'denied' };
  const picture = await capture(other, choice);
  const neither = sound.problem === 'no_microphone' && picture.problem === 'no_camera';
  return { ...picture, problem: neither ? 'no_devices' : sound.problem };
}

/** A chosen device that is not there gives way; what else was chosen does not. */
async function getChosen(devices: MediaDevices, wanted: Wanted, choice: Choice): Promise<MediaStream> {
  try {
    return await devices.getUserMedia(constraintsOf(wanted, choice));
  } catch (error) {
    const absent = error instanceof Error && ['OverconstrainedError', 'NotFoundError'].includes(error.name);
    const chosen = (wanted.audio && choice.microphone !== '') || (wanted.video && choice.camera !== '');
    if (!chosen || !absent) throw error;
    const there = await presentIds();
    const [microphone, camera] = [choice.microphone, choice.camera].map((id) => (there.has(id) ? id : ''));
    const fewer = microphone !== choice.microphone || camera !== choice.camera;
    const rest = fewer ? { microphone, camera } : { microphone: '', camera: '' };
    return getChosen(devices, wanted, { ...choice, ...rest } as Choice);
  }
}

function constraintsOf(wanted: Wanted, choice: Choice): MediaStreamConstraints {
  return {
    audio: wanted.audio && { ...processingOf(choice), ...exactly(choice.microphone) },
    video: wanted.video && {
      width: { ideal: 1280 },
      height: { ideal: 720 },
      frameRate: { ideal: 30 },
      ...(choice.camera === '' ? { facingMode: 'user' } : exactly(choice.camera)),
    },
  };
}

function exactly(id: string): MediaTrackConstraints {
  return id === '' ? {} : { deviceId: { exact: id } };
}

function processingOf(choice: Choice): MediaTrackConstraints {
  return Object.fromEntries(PROCESSING.map((part) => [part, choice[part]]));
}

/**
 * Have the voice treated as chosen, without taking the microphone anew.
 *
 * Firefox does so. Chromium (156) resolves and changes nothing (crbug.com/390804131), which its
 * settings then show.
 *
 * @returns false when the microphone must be taken anew
 */
export async function applyProcessing(track: MediaStreamTrack, choice: Choice): Promise<boolean> {
  try {
    await track.applyConstraints(processingOf(choice));
  } catch {
    return false;
  }
  const settings = track.getSettings();
  // What a browser says nothing of it cannot do at all: taking the microphone anew would not help.
  return PROCESSING.every((part) => (settings[part] ?? choice[part]) === choice[part]);
}

/** The one of camera and microphone that was refused for good while the other may still be asked for. */
async function refusedAlone(): Promise<'camera' | 'microphone' | null> {
  try {
    const [camera, microphone] = await Promise.all(
      ['camera', 'microphone'].map((name) =>
        navigator.permissions.query({ name: name as PermissionName }),
      ),
    );
    const refused = [camera?.state === 'denied', microphone?.state === 'denied'] as const;
    if (refused[0] === refused[1]) return null;
    return refused[0] ? 'camera' : 'microphone';
  } catch {
    return null; // Firefox before 131 does not know these names
  }
}

/** Hear of it when the person allows camera or microphone after all, in the browser's own settings. */
export function followPermissions(onGranted: () => void): void {
  for (const name of ['camera', 'microphone']) {
    navigator.permissions?.query({ name: name as PermissionName }).then(
      (status) => {
        status.onchange = () => {
          if (status.state === 'granted') onGranted();
        };
      },
      () => undefined, // the same Firefox: its notice has a button
    );
  }
}
