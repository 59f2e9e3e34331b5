/**
 * RTCPeerConnection without a network: the signalling state machine of the
 * standard (implicit descriptions, rollback, negotiationneeded only when
 * stable), transceivers and the data channel. Two connect once each has applied
 * the other's description.
 *
 * A description is JSON: which connection wrote it, its ICE generation, its m-lines.
 */
import { FakeStream, FakeTrack } from './FakeMedia';

interface Description {
  readonly id: number;
  readonly generation: number;
  readonly lines: readonly string[];
}

export class FakeChannel {
  readyState: RTCDataChannelState = 'connecting';
  binaryType = 'blob';
  bufferedAmount = 0;
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  far: FakeChannel | null = null;

  send(bytes: Uint8Array<ArrayBuffer>): void {
    const data = bytes.slice().buffer;
    const { far } = this;
    if (FakePeerConnection.cut) return;
    queueMicrotask(() => far?.onmessage?.({ data }));
  }

  close(): void {
    this.readyState = 'closed';
  }
}

export class FakeTransceiver {
  direction = 'recvonly';
  readonly receiver: {
    track: FakeTrack;
    getSynchronizationSources(): { audioLevel: number }[];
  };
  readonly sender = {
    parameters: { encodings: [{}] as RTCRtpEncodingParameters[] },
    getParameters(): { encodings: RTCRtpEncodingParameters[] } {
      return structuredClone(this.parameters);
    },
    setParameters(parameters: { encodings: RTCRtpEncodingParameters[] }): Promise<void> {
      this.parameters = parameters;
      return Promise.resolve();
    },
    track: null as FakeTrack | null,
    streams: [] as unknown[],
    replaceTrack(track: FakeTrack | null): Promise<void> {
      this.track = track;
      return Promise.resolve();
    },
    setStreams(...streams: unknown[]): void {
      this.streams = streams;
    },
  };

  constructor(readonly kind: 'audio' | 'video') {
    this.receiver = { track: new FakeTrack(kind), getSynchronizationSources: () => [] };
  }
}

export class FakePeerConnection {
  /** every one ever made, oldest first */
  static all: FakePeerConnection[] = [];
  /** true: no byte gets through between any two */
  static cut = false;

  static generateCertificate(): Promise<object> {
    return Promise.resolve({});
  }

  readonly id = FakePeerConnection.all.push(this) - 1;
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  localDescription: { type: RTCSdpType; sdp: string } | null = null;
  remoteDescription: { type: RTCSdpType; sdp: string } | null = null;
  readonly candidates: RTCIceCandidateInit[] = [];
  readonly transceivers: FakeTransceiver[] = [];
  channel: FakeChannel | null = null;
  generation = 0;
  rollbacks = 0;
  /** packets the far side sent, as getStats tells them */
  packets = 0;
  onicecandidate: ((event: { candidate: RTCIceCandidateInit | null }) => void) | null = null;
  onnegotiationneeded: (() => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  oniceconnectionstatechange: (() => void) | null = null;
  ontrack: ((event: { track: FakeTrack; transceiver: FakeTransceiver }) => void) | null = null;
  #configuration: RTCConfiguration;
  #needed = false;
  #told = false;
  #stableLocal: { type: RTCSdpType; sdp: string } | null = null;

  constructor(configuration: RTCConfiguration) {
    this.#configuration = configuration;
  }

  createDataChannel(): FakeChannel {
    this.channel = new FakeChannel();
    this.#need();
    return this.channel;
  }

  addTransceiver(kind: 'audio' | 'video', init: { direction: string }): FakeTransceiver {
    const transceiver = new FakeTransceiver(kind);
    transceiver.direction = init.direction;
    this.transceivers.push(transceiver);
    this.#need();
    return transceiver;
  }

  getTransceivers(): FakeTransceiver[] {
    return [...this.transceivers];
  }

  getConfiguration(): RTCConfiguration {
    return this.#configuration;
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.#configuration = configuration;
  }

  restartIce(): void {
    this.generation += 1;
    this.#need();
  }

  /** more rows of getStats */
  rows: Record<string, unknown>[] = [];

  getStats(): Promise<Map<string, unknown>> {
    const rows = [{ type: 'inbound-rtp', packetsReceived: this.packets }, ...this.rows];
    return Promise.resolve(new Map(rows.map((row, index) => [String(index), row])));
  }

  async setLocalDescription(): Promise<void> {
    await Promise.resolve();
    this.#demand(this.signalingState !== 'closed', 'closed');
    const type = this.signalingState === 'have-remote-offer' ? 'answer' : 'offer';
    const lines = [...this.transceivers.map(({ kind }) => kind), 'data'];
    const sdp = JSON.stringify({ id: this.id, generation: this.generation, lines });
    if (type === 'offer') this.#stableLocal = this.localDescription;
    this.localDescription = { type, sdp };
    this.#enter(type === 'offer' ? 'have-local-offer' : 'stable');
    this.#needed = false;
    void this.#gather();
    this.#connect();
  }

  async setRemoteDescription({ type, sdp }: { type: RTCSdpType; sdp: string }): Promise<void> {
    await Promise.resolve();
    if (type === 'answer') {
      this.#demand(this.signalingState === 'have-local-offer', 'answer in ' + this.signalingState);
    } else if (this.signalingState === 'have-local-offer') {
      this.rollbacks += 1;
      this.localDescription = this.#stableLocal;
      this.#needed = true; // what the withdrawn offer asked for is still wanted
    } else {
      this.#demand(this.signalingState === 'stable', 'offer in ' + this.signalingState);
    }
    const { lines } = JSON.parse(sdp) as Description;
    for (const [index, line] of lines.entries()) {
      if (line === 'data') continue;
      this.transceivers[index] ??= new FakeTransceiver(line === 'audio' ? 'audio' : 'video');
      const transceiver = this.transceivers[index];
      const { track } = transceiver.receiver;
      if (this.remoteDescription === null) queueMicrotask(() => this.ontrack?.({ track, transceiver }));
    }
    this.remoteDescription = { type, sdp };
    this.#enter(type === 'offer' ? 'have-remote-offer' : 'stable');
    this.#connect();
  }

  async addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    await Promise.resolve();
    this.#demand(this.remoteDescription !== null, 'candidate before description');
    this.candidates.push(candidate);
  }

  close(): void {
    this.signalingState = 'closed';
    this.connectionState = 'closed';
    this.channel?.close();
  }

  /** As when ICE finds that no packet comes through. */
  lose(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }

  #demand(condition: boolean, message: string): asserts condition {
    if (!condition) throw new DOMException(message, 'InvalidStateError');
  }

  #enter(state: RTCSignalingState): void {
    this.signalingState = state;
    if (state === 'stable' && this.#needed) this.#need();
  }

  #need(): void {
    this.#needed = true;
    if (this.#told) return;
    this.#told = true;
    queueMicrotask(() => {
      this.#told = false;
      if (this.#needed && this.signalingState === 'stable') this.onnegotiationneeded?.();
    });
  }

  /** Candidates are found only after the description was handed back. */
  async #gather(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    this.onicecandidate?.({ candidate: fakeCandidate(this) });
  }

  /** Both hold one another's descriptions of the same generations: connected. */
  #connect(): void {
    const far = this.#farEnd();
    if (FakePeerConnection.cut || far === undefined || far.#farEnd() !== this) return;
    if (this.signalingState !== 'stable' || far.signalingState !== 'stable') return;
    for (const [one, other] of [
      [this, far],
      [far, this],
    ] as const) {
      const channel = one.channel;
      if (channel !== null) {
        channel.far = other.channel;
        channel.readyState = 'open';
      }
    }
    queueMicrotask(() => {
      for (const one of [this, far]) {
        if (one.signalingState === 'closed') continue;
        one.connectionState = 'connected';
        one.onconnectionstatechange?.();
        one.channel?.onopen?.();
      }
    });
  }

  #farEnd(): FakePeerConnection | undefined {
    if (this.remoteDescription === null || this.localDescription === null) return undefined;
    const { id } = JSON.parse(this.remoteDescription.sdp) as Description;
    return FakePeerConnection.all[id];
  }
}

function fakeCandidate(pc: FakePeerConnection): RTCIceCandidateInit {
  return { candidate: `candidate:${String(pc.id)}`, sdpMid: '0', sdpMLineIndex: 0 };
}

/** Put the fakes where the browser keeps the real ones; returns the way back. */
export function installFakes(stub: (name: string, value: unknown) => void): void {
  FakePeerConnection.all = [];
  FakePeerConnection.cut = false;
  stub('RTCPeerConnection', FakePeerConnection);
  stub('MediaStream', FakeStream);
  const page = new EventTarget();
  for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent'] as const) {
    stub(name, page[name].bind(page));
  }
}
