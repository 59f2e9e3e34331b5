/** The call as the room sees it. */
import type { ReadonlySignal } from '@preact/signals';
import type { Hearing } from './hearing';
import type { OwnScreen } from './screen';
import type { PictureStep } from './shape';
import type { PageId, SealedLog } from '../log/types';
import type { LivePort } from '../board/types';
import type { Safety, SafetyKeys } from './safetyBook';
import type { OwnDevices } from './OwnMedia';

export type Form = 'picture' | 'voice' | 'writing';
export type MediaProblem =
  | 'denied'
  | 'denied_camera'
  | 'denied_microphone'
  | 'no_camera'
  | 'no_microphone'
  | 'no_devices'
  | 'in_use_camera'
  | 'in_use_microphone'
  | 'insecure'
  | 'unsupported'
  | 'unknown';

export interface RemotePerson {
  readonly page: PageId;
  readonly link: number;
  readonly stream: MediaStream | null;
  /** blocked: no path is found, though the server reaches both; it is tried on */
  readonly state: 'connecting' | 'connected' | 'interrupted' | 'blocked' | 'gone';
  readonly hasPicture: boolean;
  readonly hasSound: boolean;
  /** what they say of themselves, over the data channel */
  readonly muted: boolean;
  readonly cameraOff: boolean;
  readonly form: Form;
  /** what they show of their screen; null while they show nothing */
  readonly screen: MediaStream | null;
  /** how well they are received here */
  readonly hearing: Hearing;
  /** how well they say they receive us */
  readonly heardBy: Hearing;
  /** how much of their picture they send, and we of ours, as the way allows */
  readonly theirPicture: PictureStep;
  readonly ourPicture: PictureStep;
  /** 0..1, of their voice as it is heard here; measured only while somebody subscribes */
  readonly level: ReadonlySignal<number>;
}

/** Own microphone and camera; made on the threshold, handed on to the call. */
export interface OwnMedia extends OwnDevices {
  readonly stream: ReadonlySignal<MediaStream | null>;
  readonly problem: ReadonlySignal<MediaProblem | null>;
  /** 0..1, of the own microphone; updates while sound is captured */
  readonly level: ReadonlySignal<number>;
  readonly muted: ReadonlySignal<boolean>;
  readonly cameraOff: ReadonlySignal<boolean>;
  /** Ask for what the form needs; writing asks nothing. Never throws: see `problem`. */
  ask(form: Form): Promise<void>;
  setMuted(muted: boolean): void;
  /** Off stops the track (the lamp goes out); on asks again. */
  setCameraOff(off: boolean): Promise<void>;
  /** Stop every track; works offline. */
  stop(): void;
}

export type Relay = 'unknown' | 'none' | 'there';

export interface Call {
  readonly people: ReadonlySignal<readonly RemotePerson[]>;
  readonly media: OwnMedia;
  /** nobody comes back sharing: it belongs to this page load */
  readonly screen: OwnScreen;
  readonly form: ReadonlySignal<Form>;
  setForm(form: Form): Promise<void>;
  /** whether there is a relay, as the server last said */
  readonly relay: ReadonlySignal<Relay>;
  /** data channel where open, else the server's `live` */
  readonly live: LivePort;
  readonly safety: Safety;
  /** Close the connections with pages that were sent away, without the time that a page gets to come back. */
  dismiss(pages: readonly PageId[]): void;
  /** Stop media, close every connection; works offline. */
  leave(): void;
}

export interface CallOptions {
  /** without it there are no safety words */
  readonly safety?: SafetyKeys;
  /** fresh ICE servers before each connection and restart; none: addresses of this machine only */
  readonly fetchIce?: () => Promise<RTCIceServer[]>;
  /** true: others get the relay's address only; a change makes new connections */
  readonly hidden?: ReadonlySignal<boolean>;
}

/** `createOwnMedia()` in OwnMedia.ts, `openCall(log, media, form, options)` in Call.ts. */
export type OpenCall = (log: SealedLog, media: OwnMedia, form: Form, options?: CallOptions) => Call;
