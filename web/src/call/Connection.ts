/**
 * One RTCPeerConnection with one other page, from its first offer to its end;
 * the only home of RTCPeerConnection but for the check of EchoCheck.ts.
 *
 * Knows nothing of epochs, of when to try again, or of who the other is: see
 * Peer.ts.
 *
 * - The first offer comes from one side only (`initiator`), which makes the
 *   audio and the video transceiver; the other side takes them over from the
 *   offer. So there is one m-line of each kind for ever, and what is sent
 *   changes by `replaceTrack`, without negotiating.
 * - Later offers (an ICE restart) may come from either side: perfect
 *   negotiation, the polite side rolls back.
 * - Offers are numbered; an answer to any but the last offer, and an offer that
 *   is not newer than the last, are dropped.
 */
import { type Description, type Signal, withSteadyOpus } from './signals';

export interface Tracks {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
}

export interface ConnectionOptions {
  readonly configuration: RTCConfiguration;
  readonly initiator: boolean;
  readonly polite: boolean;
  /** false: the data channel only */
  readonly media: boolean;
  readonly tracks: Tracks;
  /** Far tracks are put into this stream, which outlives the connection. */
  readonly remote: MediaStream;
  readonly send: (signal: WithoutEpoch<Signal>) => void;
  /** state, far tracks, or the channel changed */
  readonly onChange: () => void;
  readonly onMessage: (bytes: Uint8Array) => void;
}

export type WithoutEpoch<S> = S extends unknown ? Omit<S, 'e'> : never;

/** More than this waiting in the channel means it is stuck; what does not last is then not sent. */
const MAX_BUFFERED_BYTES = 256 * 1024;

let certificate: Promise<RTCCertificate> | undefined;

/** The one certificate of this page load; its fingerprint is the page's identity to the others. */
export function ownCertificate(): Promise<RTCCertificate> {
  const curve: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };
  certificate ??= RTCPeerConnection.generateCertificate(curve);
  return certificate;
}

export class Connection {
  readonly #pc: RTCPeerConnection;
  readonly #channel: RTCDataChannel;
  readonly #options: ConnectionOptions;
  readonly #ownStream = new MediaStream();
  readonly #candidates: (RTCIceCandidateInit | null)[] = [];
  #tracks: Tracks;
  /** the polite side of a fresh connection stays still until the first offer came */
  #begun: boolean;
  #makingOffer = false;
  #settingAnswer = false;
  #ignoring = false;
  #offers = 0;
  #farOffers = 0;
  #answered = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#tracks = options.tracks;
    this.#begun = options.initiator;
    const pc = new RTCPeerConnection({ bundlePolicy: 'max-bundle', ...options.configuration });
    this.#pc = pc;
    pc.onicecandidate = ({ candidate }) => {
      // The browser's own toJSON is not a plain object everywhere.
      options.send({ t: 'ice', c: candidate === null ? null : plain(candidate) });
    };
    pc.onnegotiationneeded = () => {
      if (this.#begun) void this.#offer();
    };
    pc.onconnectionstatechange = pc.oniceconnectionstatechange = options.onChange;
    pc.ontrack = ({ track }) => {
      options.remote.addTrack(track);
      track.onmute = track.onunmute = track.onended = options.onChange;
      options.onChange();
    };
    this.#channel = pc.createDataChannel('live', {
      negotiated: true,
      id: 0,
      ordered: false,
      maxRetransmits: 0,
    });
    this.#channel.binaryType = 'arraybuffer';
    this.#channel.onopen = this.#channel.onclose = options.onChange;
    this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer) options.onMessage(new Uint8Array(data));
    };
    if (options.initiator && options.media) {
      const init: RTCRtpTransceiverInit = { direction: 'sendrecv', streams: [this.#ownStream] };
      pc.addTransceiver('audio', init);
      pc.addTransceiver('video', init);
      this.setTracks(options.tracks);
    }
  }

  get state(): RTCPeerConnectionState {
    return this.#pc.connectionState;
  }

  get channelOpen(): boolean {
    return this.#channel.readyState === 'open';
  }

  /** true once the far side answered the last offer, or made one itself */
  get answered(): boolean {
    return this.#answered;
  }

  setTracks(tracks: Tracks): void {
    this.#tracks = tracks;
    for (const { sender, receiver } of this.#pc.getTransceivers()) {
      const track = receiver.track.kind === 'audio' ? tracks.audio : tracks.video;
      // Rejects only when the connection closed meanwhile.
      if (sender.track !== track) sender.replaceTrack(track).catch(() => undefined);
    }
  }

  /** @returns false when the channel is not open or is stuck: nothing was sent */
  send(bytes: Uint8Array<ArrayBuffer>): boolean {
    if (!this.channelOpen || this.#channel.bufferedAmount > MAX_BUFFERED_BYTES) return false;
    try {
      this.#channel.send(bytes);
      return true;
    } catch {
      return false; // closed, or longer than the far side takes
    }
  }

  /** Say the unanswered offer once more: perhaps it was lost. */
  remind(): void {
    this.#repeatOffer();
  }

  /** Look for a new path, keeping the old one until the new one holds. */
  restart(iceServers: RTCIceServer[]): void {
    if (this.#repeatOffer()) return;
    this.#pc.setConfiguration({ ...this.#pc.getConfiguration(), iceServers });
    this.#pc.restartIce();
  }

  /** Take an offer or an answer of this connection. Signals must be handed in one after the other. */
  async acceptDescription({ t: type, n, sdp }: Description): Promise<void> {
    const pc = this.#pc;
    if (type === 'offer') {
      if (n <= this.#farOffers) return;
      const free = !this.#makingOffer && (pc.signalingState === 'stable' || this.#settingAnswer);
      this.#ignoring = !free && !this.#options.polite;
      if (this.#ignoring) return;
      this.#farOffers = n;
    } else if (n !== this.#offers || pc.signalingState !== 'have-local-offer') {
      return;
    }
    this.#settingAnswer = type === 'answer';
    try {
      await pc.setRemoteDescription({ type, sdp });
    } finally {
      this.#settingAnswer = false;
    }
    this.#answered = true;
    await this.#addWaitingCandidates();
    if (type === 'answer') return;
    if (!this.#begun) {
      this.#begun = true;
      this.#adoptTransceivers();
    }
    await pc.setLocalDescription();
    const answer = pc.localDescription;
    if (answer !== null) this.#options.send({ t: 'answer', n, sdp: withSteadyOpus(answer.sdp) });
  }

  async acceptCandidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    if (this.#pc.remoteDescription === null) {
      this.#candidates.push(candidate);
      return;
    }
    try {
      await this.#pc.addIceCandidate(candidate);
    } catch (error) {
      // A candidate of an offer that was ignored, or one of an earlier generation, has no place.
      if (!this.#ignoring) console.debug('candidate refused', error);
    }
  }

  /** Packets that came in so far; rises while the way is open and anything is sent. */
  async packetsReceived(): Promise<number> {
    let packets = 0;
    for (const row of (await this.#pc.getStats()).values() as Iterable<Record<string, unknown>>) {
      if (row['type'] === 'inbound-rtp') packets += Number(row['packetsReceived'] ?? 0);
    }
    return packets;
  }

  /** 0..1, of the sound that is being received now */
  soundLevel(): number {
    let level = 0;
    for (const { receiver } of this.#pc.getTransceivers()) {
      if (receiver.track.kind !== 'audio') continue;
      for (const source of receiver.getSynchronizationSources()) {
        level = Math.max(level, source.audioLevel ?? 0);
      }
    }
    return level;
  }

  /** Close for good; nothing is reported any more. */
  close(): void {
    const pc = this.#pc;
    pc.onicecandidate = pc.onnegotiationneeded = pc.ontrack = null;
    pc.onconnectionstatechange = pc.oniceconnectionstatechange = null;
    this.#channel.onopen = this.#channel.onclose = this.#channel.onmessage = null;
    for (const { receiver } of pc.getTransceivers()) {
      receiver.track.onmute = receiver.track.onunmute = receiver.track.onended = null;
      this.#options.remote.removeTrack(receiver.track);
    }
    pc.close();
  }

  async #offer(): Promise<void> {
    const pc = this.#pc;
    this.#makingOffer = true;
    try {
      await pc.setLocalDescription();
      const offer = pc.localDescription;
      // A far offer may have come in between: then this was its answer's turn, not ours.
      if (offer === null || offer.type !== 'offer') return;
      this.#offers += 1;
      this.#answered = false;
      this.#sendOffer(offer);
    } catch (error) {
      if (pc.signalingState !== 'closed') console.debug('offer failed', error);
    } finally {
      this.#makingOffer = false;
    }
  }

  #sendOffer({ sdp }: RTCSessionDescription): void {
    this.#options.send({ t: 'offer', n: this.#offers, sdp: withSteadyOpus(sdp) });
  }

  /** The same offer, by now with the candidates that were found since; false when none is open. */
  #repeatOffer(): boolean {
    const offer = this.#pc.localDescription;
    if (this.#pc.signalingState !== 'have-local-offer' || offer === null) return false;
    if (!this.#makingOffer) this.#sendOffer(offer);
    return true;
  }

  #adoptTransceivers(): void {
    for (const transceiver of this.#pc.getTransceivers()) {
      transceiver.direction = 'sendrecv';
      // One stream for both, so that the far side keeps lips and voice together.
      transceiver.sender.setStreams(this.#ownStream);
    }
    this.setTracks(this.#tracks);
  }

  async #addWaitingCandidates(): Promise<void> {
    for (const candidate of this.#candidates.splice(0)) await this.acceptCandidate(candidate);
  }
}

function plain(candidate: RTCIceCandidate): RTCIceCandidateInit {
  const { candidate: line, sdpMid, sdpMLineIndex, usernameFragment } = candidate;
  return { candidate: line, sdpMid, sdpMLineIndex, usernameFragment };
}
