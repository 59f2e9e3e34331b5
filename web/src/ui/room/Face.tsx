/** One person's picture, or their name with a ring that follows the voice. */
import { signal, useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { RemotePerson } from '../../call/types';
import { t as network } from '../../i18n/network';
import { useSound } from '../devices/useSound';
import { r, sentence } from './words';

const SILENT = signal(0);

export interface OtherFaceProps {
  readonly name: string;
  readonly remote: RemotePerson | null;
  /** false: names with a ring instead of pictures, the sheet gets the space */
  readonly picture: boolean;
}

/** Whether *remote* is seen, and not only heard. @param picture whether this side shows pictures */
export const isSeen = (remote: RemotePerson | null, picture: boolean): boolean =>
  picture && remote !== null && remote.hasPicture && !remote.cameraOff && remote.form === 'picture';

/**
 * Somebody else. Sound and picture come from one element, so that lips and voice stay together;
 * without a picture it plays on unseen, and in voice with the screen locked.
 */
export function OtherFace({ name, remote, picture }: OtherFaceProps) {
  const video = useRef<HTMLVideoElement & HTMLAudioElement>(null);
  const silent = useSignal(false);
  const stream = remote?.stream ?? null;
  const shown = isSeen(remote, picture);
  const state = stateOf(name, remote, shown);
  function play(): void {
    const element = video.current;
    if (element === null || stream === null) return;
    element.play().then(
      () => {
        silent.value = false;
      },
      (error: unknown) => {
        // AbortError: a new stream came while this one was starting; that one plays itself.
        if (error instanceof DOMException && error.name === 'NotAllowedError') silent.value = true;
      },
    );
  }
  useLayoutEffect(() => {
    const element = video.current;
    if (element === null) return;
    if (element.srcObject !== stream) element.srcObject = stream;
    play();
  }, [stream, remote?.hasPicture, remote?.hasSound, picture]);
  useSound(video, picture ? 'video' : 'audio', play);
  return (
    <figure class={shown ? 'face other' : 'face other no-picture'} data-state={remote?.state ?? 'none'}>
      {picture ? (
        <video ref={video} autoplay playsInline aria-label={r('picture_of', { name })} data-face="other" hidden={!shown} />
      ) : (
        // On a locked screen iOS stops a video, even one without a picture, and lets this go on.
        <audio ref={video} autoplay data-face="other" />
      )}
      {shown ? null : <Voice name={name} level={remote?.level ?? SILENT} muted={remote?.muted ?? false} />}
      <figcaption class={state === '' ? 'name-alone' : undefined}>
        {shown ? <b>{name}</b> : null} <span>{shown ? state : sentence(state)}</span>
      </figcaption>
      {silent.value ? (
        <button type="button" class="button primary tap-to-hear" onClick={play}>
          {r('tap_to_hear', { name })}
        </button>
      ) : null}
    </figure>
  );
}

function stateOf(name: string, remote: RemotePerson | null, shown: boolean): string {
  if (remote === null || remote.state === 'connecting') return r('connecting_picture', { name });
  if (remote.state === 'blocked') return network('no_path_short', { name });
  if (remote.state === 'interrupted') return r('interrupted', { name });
  if (remote.form === 'writing') return r('writes', { name });
  // The name stands right before these, or above them.
  if (shown && remote.theirPicture === 'still') return r('picture_still');
  if (remote.hearing !== 'good') return r(remote.hearing === 'weak' ? 'hearing_weak' : 'hearing_bad');
  if (shown) return remote.muted ? r('off_microphone') : '';
  const words = [remote.muted ? r('off_microphone') : '', remote.form === 'picture' && remote.cameraOff ? r('off_camera') : ''];
  return words.filter(Boolean).join(', ');
}

interface VoiceProps {
  readonly name: string;
  readonly level: ReadonlySignal<number>;
  readonly muted: boolean;
}

/** A name in a ring of 56 px that follows the voice; the ring is moved past the renderer, 15 times a second. */
function Voice({ name, level, muted }: VoiceProps) {
  const ring = useRef<HTMLSpanElement>(null);
  useEffect(() => level.subscribe((loud) => ring.current?.style.setProperty('--level', loud.toFixed(2))), [level]);
  return (
    <div class="voice">
      <span ref={ring} class={muted ? 'ring muted' : 'ring'} aria-hidden="true">
        {initialOf(name)}
      </span>
      <b>{name}</b>
    </div>
  );
}

export interface SelfFaceProps {
  readonly name: string;
  readonly stream: MediaStream | null;
  readonly level: ReadonlySignal<number>;
  readonly muted: boolean;
  readonly cameraOff: boolean;
  readonly picture: boolean;
  /** how one comes over to the others, when that is not well; else empty */
  readonly arrives: string;
}

/** Oneself, small: mirrored as in a mirror, never heard. */
export function SelfFace({ name, stream, level, muted, cameraOff, picture, arrives }: SelfFaceProps) {
  const video = useRef<HTMLVideoElement>(null);
  const shown = picture && !cameraOff && stream !== null && stream.getVideoTracks().length > 0;
  useLayoutEffect(() => {
    const element = video.current;
    if (element !== null && element.srcObject !== stream) element.srcObject = stream;
  }, [stream, shown]);
  return (
    <figure class={shown ? 'face self' : 'face self no-picture'}>
      {shown ? <video ref={video} autoplay playsInline muted aria-label={r('you_small')} data-face="self" /> : null}
      {shown ? null : (
        <Voice name={name || r('you')} level={level} muted={muted} />
      )}
      {picture && cameraOff ? <figcaption>{r('off_camera')}</figcaption> : null}
      {arrives === '' || picture ? null : <figcaption>{arrives}</figcaption>}
    </figure>
  );
}

function initialOf(name: string): string {
  return [...name.trim()][0]?.toLocaleUpperCase() ?? '·';
}
