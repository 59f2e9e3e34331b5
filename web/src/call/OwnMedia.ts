/**
 * The own microphone and camera, from the threshold to the end of the call.
 *
 * - A track is switched to what the person chose *before* it is published, so
 *   that no sender ever carries one open moment of a muted microphone.
 * - Muted and camera off outlive every new track and every other device:
 *   nothing here switches either back but setMuted and setCameraOff.
 * - Every change of tracks publishes a new MediaStream; the tracks that stay are
 *   the same ones.
 * - A microphone that vanishes gives way to the next, so that the voice goes
 *   on. A camera does not, and does not come back by itself: what is seen is for
 *   the person to decide.
 */
import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { applyProcessing, capture, followPermissions, type Captured } from './capture';
import { choice, choose, type Processing } from './choice';
import { createDeviceList, type DeviceList } from './devices';
import { createHold, type Hold } from './hold';
import { createLevel } from './level';
import { watchMicrophone, type Unheard } from './microphoneWatch';
import type { Form, MediaProblem, OwnMedia } from './types';

/** Own devices, and what becomes of them. */
export interface OwnDevices {
  readonly devices: DeviceList;
  /** the microphone and the camera that are in use, by id; empty: none, or one without a name */
  readonly used: ReadonlySignal<{ readonly microphone: string; readonly camera: string }>;
  /** why nobody hears this person though the microphone is open */
  readonly unheard: ReadonlySignal<Unheard | null>;
  /** what happened to a device by itself, until the next choice or {@link OwnDevices.seen} */
  readonly turned: ReadonlySignal<Turn | null>;
  /** for whoever talks only while holding something down */
  readonly hold: Hold;
  /** Use another microphone or camera from now on; empty: whichever the browser takes. Never throws. */
  use(kind: 'microphone' | 'camera', id: string): Promise<void>;
  setProcessing(part: Processing, on: boolean): Promise<void>;
  /** {@link OwnDevices.turned} was read. */
  seen(): void;
}

export interface Turn {
  /** another microphone is used; the chosen one is there again; the camera went; a choice did not start */
  readonly what: 'other_microphone' | 'microphone_back' | 'camera_back' | 'camera_gone' | 'not_started';
  /** the name of the device that is used now, for `camera_gone` of one that could be; may be empty */
  readonly label: string;
}

/** A change of device takes less; what takes longer (the browser asks) is shown as missing meanwhile. */
const SWAP_MS = 500;

export function createOwnMedia(): OwnMedia {
  const stream = signal<MediaStream | null>(null);
  const problem = signal<MediaProblem | null>(null);
  const muted = signal(false);
  const cameraOff = signal(false);
  const turned = signal<Turn | null>(null);
  let form: Form = 'writing';
  let audio: MediaStreamTrack | null = null;
  let video: MediaStreamTrack | null = null;
  /** the camera vanished; another one waits for the person's word */
  let cameraGone = false;
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
    return { audio: form !== 'writing', video: form === 'picture' && !cameraOff.value && !cameraGone };
  }

  function take(captured: Captured): void {
    if (captured.audio !== null) {
      letGo(audio);
      audio = captured.audio;
      audio.enabled = !muted.value;
      audio.onended = () => void microphoneVanished();
    }
    if (captured.video !== null) {
      letGo(video);
      video = captured.video;
      video.onended = () => void cameraVanished();
    }
  }

  /**
   * Get what is wanted and not there, let go of what is there and not wanted.
   *
   * @returns what was got; null when nothing was asked for, or a later wish took its place
   */
  async function fill(): Promise<Captured | null> {
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
      return null;
    }
    const late = setTimeout(publish, SWAP_MS);
    const captured = await capture(missing, choice.value);
    clearTimeout(late);
    if (mine !== turn) {
      letGo(captured.audio);
      letGo(captured.video);
      return null;
    }
    take(captured);
    problem.value = captured.problem;
    publish();
    await list.look();
    return captured;
  }

  /**
   * Take a device anew: let go first, because a camera serves one at a time, and a microphone that
   * is captured twice loses its processing in Chromium (156). What is published stays until the new
   * track is there.
   */
  function renew(kind: 'microphone' | 'camera'): Promise<Captured | null> {
    if (kind === 'microphone') audio = letGo(audio);
    else video = letGo(video);
    return fill();
  }

  async function microphoneVanished(): Promise<void> {
    await renew('microphone');
    if (audio !== null) turned.value = { what: 'other_microphone', label: nameOf(audio) };
  }

  async function cameraVanished(): Promise<void> {
    video = letGo(video);
    cameraGone = true;
    publish();
    await list.look();
    const [other] = list.all.value.filter(({ kind }) => kind === 'camera');
    if (other === undefined) problem.value = 'no_camera';
    else turned.value = { what: 'camera_gone', label: other.label };
  }

  /** Something was plugged in or out: what was chosen is taken again, all else is the person's to say. */
  async function devicesChanged(): Promise<void> {
    const there = (id: string): boolean => id !== '' && list.all.value.some((device) => device.id === id);
    const { microphone, camera } = choice.value;
    if (audio !== null && there(microphone) && used.value.microphone !== microphone) {
      await renew('microphone');
      if (audio !== null) turned.value = { what: 'microphone_back', label: nameOf(audio) };
    }
    const alone = camera === '' && problem.value === 'no_camera';
    const back = list.all.value.find(({ kind, id }) => kind === 'camera' && (alone || id === camera));
    if (cameraGone && back !== undefined) {
      // Who pulled it out may have meant not to be seen: it is theirs to say.
      problem.value = null;
      turned.value = { what: 'camera_back', label: back.label };
    } else if (!cameraGone && video !== null && there(camera) && used.value.camera !== camera) {
      await renew('camera');
    }
    if (audio === null && wanted().audio && problem.value !== null && !problem.value.startsWith('denied')) await fill();
  }

  /** The system took the microphone and gave it back, or may have. What is there stays until there is a better one. */
  async function resume(): Promise<void> {
    if (audio === null) return;
    turn += 1;
    const mine = turn;
    const captured = await capture({ audio: true, video: false }, choice.value);
    if (mine !== turn || captured.audio === null) {
      letGo(captured.audio);
      return;
    }
    take(captured);
    publish();
  }

  function setMuted(value: boolean): void {
    muted.value = value;
    if (audio !== null) audio.enabled = !value;
    else if (!value && form !== 'writing') void fill(); // it was refused before: ask again
  }

  const used = computed(() => ({
    microphone: idOf(stream.value?.getAudioTracks()[0]),
    camera: idOf(stream.value?.getVideoTracks()[0]),
  }));
  const list = createDeviceList(() => void devicesChanged());
  followPermissions(() => {
    if (problem.value?.startsWith('denied') === true) void fill();
  });

  function nameOf(track: MediaStreamTrack): string {
    // Chromium calls what the system has chosen "Default - " and its name.
    const { label } = track;
    return list.all.value.find((device) => label === device.label || label.endsWith(` - ${device.label}`))?.label ?? label;
  }

  return {
    stream,
    problem,
    muted,
    cameraOff,
    level: createLevel(stream),
    devices: list,
    used,
    unheard: watchMicrophone(stream, muted, () => void resume()),
    turned,
    async ask(next) {
      form = next;
      cameraGone = false;
      turned.value = null;
      await fill();
    },
    setMuted,
    hold: createHold(setMuted),
    async setCameraOff(off) {
      cameraOff.value = off;
      cameraGone = false;
      await fill();
    },
    async use(kind, id) {
      const before = choice.value[kind];
      choose({ [kind]: id });
      turned.value = null;
      if (kind === 'camera') cameraGone = false;
      const want = wanted();
      if (kind === 'microphone' ? !want.audio : !want.video) return;
      const track = kind === 'microphone' ? 'audio' : 'video';
      const captured = await renew(kind);
      if (captured === null || captured[track] !== null || before === id) return;
      // It does not start. What worked before is better than nothing, and the person is told.
      choose({ [kind]: before });
      if ((await fill())?.[track] != null) turned.value = { what: 'not_started', label: '' };
    },
    async setProcessing(part, on) {
      choose({ [part]: on });
      if (audio !== null && !(await applyProcessing(audio, choice.value))) await renew('microphone');
    },
    seen() {
      turned.value = null;
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

function idOf(track: MediaStreamTrack | undefined): string {
  return track?.getSettings().deviceId ?? '';
}
