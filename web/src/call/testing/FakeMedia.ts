/** Tracks, streams and a browser's media devices without any device. */

export class FakeTrack {
  enabled = true;
  muted = false;
  readyState: MediaStreamTrackState = 'live';
  contentHint = '';
  onended: (() => void) | null = null;
  onmute: (() => void) | null = null;
  onunmute: (() => void) | null = null;

  readonly label: string;
  #settings: Readonly<Record<string, unknown>>;
  /** as Firefox: what is applied holds; as Chromium: it is accepted and changes nothing */
  obeys = false;

  constructor(
    readonly kind: 'audio' | 'video',
    device: FakeDevice | null = null,
    settings: Readonly<Record<string, unknown>> = {},
  ) {
    this.label = device?.label ?? '';
    this.#settings = { deviceId: device?.deviceId ?? '', ...settings };
  }

  getSettings(): Readonly<Record<string, unknown>> {
    return this.#settings;
  }

  applyConstraints(constraints: Readonly<Record<string, unknown>>): Promise<void> {
    if (this.obeys) this.#settings = { ...this.#settings, ...constraints };
    return Promise.resolve();
  }

  /** As when the system takes the device for a phone call, or gives it back. */
  interrupt(muted: boolean): void {
    this.muted = muted;
    if (muted) this.onmute?.();
    else this.onunmute?.();
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** As when its device is pulled out. */
  end(): void {
    this.readyState = 'ended';
    this.onended?.();
  }
}

export class FakeStream {
  readonly #tracks: Set<FakeTrack>;

  constructor(tracks: readonly FakeTrack[] = []) {
    this.#tracks = new Set(tracks);
  }

  addTrack(track: FakeTrack): void {
    this.#tracks.add(track);
  }

  removeTrack(track: FakeTrack): void {
    this.#tracks.delete(track);
  }

  getTracks(): FakeTrack[] {
    return [...this.#tracks];
  }

  getAudioTracks(): FakeTrack[] {
    return this.getTracks().filter(({ kind }) => kind === 'audio');
  }

  getVideoTracks(): FakeTrack[] {
    return this.getTracks().filter(({ kind }) => kind === 'video');
  }
}

/** What enumerateDevices tells of one. */
export interface FakeDevice {
  readonly kind: MediaDeviceKind;
  readonly deviceId: string;
  readonly label: string;
  readonly groupId: string;
}

export function fakeDevice(kind: MediaDeviceKind, deviceId: string, groupId = ''): FakeDevice {
  return { kind, deviceId, label: `The ${deviceId}`, groupId };
}

interface Asked {
  readonly audio: boolean;
  readonly video: boolean;
}

/** Answers getUserMedia as told; a question stays open while `hold` is set. */
export class FakeDevices extends EventTarget {
  readonly asked: Asked[] = [];
  /** what is plugged in; empty: whatever is asked for is there, and has no name */
  plugged: readonly FakeDevice[] = [];
  /** tracks from now on obey applyConstraints */
  obedient = false;
  readonly given: FakeTrack[] = [];
  refuse: (asked: Asked) => string | null = () => null;
  #held: (() => void)[] = [];
  #holding = false;

  getUserMedia(constraints: MediaStreamConstraints): Promise<FakeStream> {
    const asked = { audio: Boolean(constraints.audio), video: Boolean(constraints.video) };
    this.asked.push(asked);
    return new Promise((resolve, reject) => {
      const answer = (): void => {
        const error = this.refuse(asked);
        if (error !== null) {
          reject(new DOMException('refused', error));
          return;
        }
        const tracks: FakeTrack[] = [];
        for (const kind of ['audio', 'video'] as const) {
          const how = constraints[kind];
          if (how === undefined || how === false) continue;
          const device = this.#pick(kind, how === true ? {} : how);
          if (device === 'absent') {
            reject(new DOMException('absent', 'OverconstrainedError'));
            return;
          }
          const track = new FakeTrack(kind, device, how === true ? {} : { ...how, deviceId: device?.deviceId ?? '' });
          track.obeys = this.obedient;
          tracks.push(track);
        }
        this.given.push(...tracks);
        resolve(new FakeStream(tracks));
      };
      if (this.#holding) this.#held.push(answer);
      else answer();
    });
  }

  #pick(kind: 'audio' | 'video', { deviceId }: MediaTrackConstraints): FakeDevice | null | 'absent' {
    if (this.plugged.length === 0) return null;
    const found = this.plugged.filter((device) => device.kind === `${kind}input`);
    if (deviceId === undefined) return found[0] ?? 'absent';
    const { exact } = deviceId as ConstrainDOMStringParameters;
    return found.find((device) => device.deviceId === exact) ?? 'absent';
  }

  enumerateDevices(): Promise<FakeDevice[]> {
    return Promise.resolve([...this.plugged]);
  }

  plugIn(...devices: FakeDevice[]): void {
    this.plugged = [...this.plugged, ...devices];
    this.dispatchEvent(new Event('devicechange'));
  }

  /** Its tracks end, as in Chromium, before the list is told. */
  pullOut(deviceId: string): void {
    this.plugged = this.plugged.filter((device) => device.deviceId !== deviceId);
    for (const track of this.live) if (track.getSettings()['deviceId'] === deviceId) track.end();
    this.dispatchEvent(new Event('devicechange'));
  }

  /** The person thinks about the question. */
  hold(): void {
    this.#holding = true;
  }

  /** Answer all open questions, oldest first. */
  release(): void {
    this.#holding = false;
    for (const answer of this.#held.splice(0)) answer();
  }

  get live(): FakeTrack[] {
    return this.given.filter(({ readyState }) => readyState === 'live');
  }
}
