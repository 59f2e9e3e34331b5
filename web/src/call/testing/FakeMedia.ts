/** Tracks, streams and a browser's media devices without any device. */

export class FakeTrack {
  enabled = true;
  muted = false;
  readyState: MediaStreamTrackState = 'live';
  contentHint = '';
  onended: (() => void) | null = null;
  onmute: (() => void) | null = null;
  onunmute: (() => void) | null = null;

  constructor(readonly kind: 'audio' | 'video') {}

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

interface Asked {
  readonly audio: boolean;
  readonly video: boolean;
}

/** Answers getUserMedia as told; a question stays open while `hold` is set. */
export class FakeDevices {
  readonly asked: Asked[] = [];
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
        if (asked.audio) tracks.push(new FakeTrack('audio'));
        if (asked.video) tracks.push(new FakeTrack('video'));
        this.given.push(...tracks);
        resolve(new FakeStream(tracks));
      };
      if (this.#holding) this.#held.push(answer);
      else answer();
    });
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
