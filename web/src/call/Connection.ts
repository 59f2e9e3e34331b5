/**
 * One RTCPeerConnection with one other page, from its first offer to its end;
 * the only home of RTCPeerConnection but for the check of EchoCheck.ts.
 *
 * Knows nothing of epochs, of when to try again, or of who the other is: see
 * Peer.ts.
 *
 * - The first offer comes from one side only (`initiator`), which makes the
 *   transceivers of voice, face and screen; the other side takes them over from
 *   the offer. So there is one m-line for each for ever, and what is sent
 *   changes by `replaceTrack`, without negotiating.
 * - Later offers (an ICE restart) may come from either side: perfect
 *   negotiation, the polite side rolls back.
 * - Offers are numbered; an answer to any but the last offer, and an offer that
 *   is not newer than the last, are dropped.
 */
import { preferCodecs } from './codecs';
import { readSample, type Sample } from './sample';
import { FIRST_SHAPE, type LineShape, type Shape } from './shape';
import { farFingerprint, type FarFingerprint } from './fingerprint';
import { isRelayed, withoutAddressBehind, withoutOwnAddresses } from './hiding';
import { type Description, type Signal, withSteadyOpus } from './signals';

export interface Tracks {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
  /** what of one's screen is shared */
  readonly screen: MediaStreamTrack | null;
}

/** The m-lines of a connection, in this order for ever. */
const LINES = ['audio', 'video', 'screen'] as const;

export interface ConnectionOptions {
  readonly configuration: RTCConfiguration;
  readonly initiator: boolean;
  readonly polite: boolean;
  /** false: the data channel only, whatever the far side offers */
  readonly media: boolean;
  readonly tracks: Tracks;
  /** Far voice and face are put into this stream, which outlives the connection. */
  readonly remote: MediaStream;
  /** The same for the far screen. */
  readonly remoteScreen: MediaStream;
  readonly send: (signal: WithoutEpoch<Signal>) => void;
  /** state, far tracks, or the channel changed */
  readonly onChange: () => void;
  readonly onMessage: (bytes: Uint8Array) => void;
}

/** Many times what a machine with many networks finds before its description is here. */
const MAX_WAITING_CANDIDATES = 256;

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
  readonly #ownScreen = new MediaStream();
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
  #shaping: Promise<void> = Promise.resolve();

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#tracks = options.tracks;
    this.#begun = options.initiator;
    const pc = new RTCPeerConnection({ bundlePolicy: 'max-bundle', ...options.configuration });
    this.#pc = pc;
    pc.onicecandidate = ({ candidate }) => {
      // The browser's own toJSON is not a plain object everywhere.
      const told = candidate === null ? null : plain(candidate);
      if (!this.#hidden || told === null) options.send({ t: 'ice', c: told });
      else if (isRelayed(told.candidate ?? '')) {
        options.send({ t: 'ice', c: { ...told, candidate: withoutAddressBehind(told.candidate ?? '') } });
      }
    };
    pc.onnegotiationneeded = () => {
      if (this.#begun) void this.#offer();
    };
    pc.onconnectionstatechange = pc.oniceconnectionstatechange = options.onChange;
    pc.ontrack = ({ track, transceiver }) => {
      this.#streamOf(transceiver).addTrack(track);
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
      for (const line of LINES) {
        const streams = [line === 'screen' ? this.#ownScreen : this.#ownStream];
        const kind = line === 'audio' ? 'audio' : 'video';
        const sendEncodings = line === 'video' ? { sendEncodings: [{ ...FIRST_SHAPE }] } : {};
        pc.addTransceiver(kind, { direction: 'sendrecv', streams, ...sendEncodings });
      }
      preferCodecs(pc.getTransceivers());
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
    if (!this.#options.media) return;
    for (const [index, { sender }] of this.#pc.getTransceivers().entries()) {
      const line = LINES[index];
      const track = line === undefined ? null : tracks[line];
      // Rejects only when the connection closed meanwhile.
      if (sender.track !== track) sender.replaceTrack(track).catch(() => undefined);
    }
  }

  /** Say how much of the way each line may take: the voice first. Waits for its turn; never throws. */
  setShape(shape: Shape): void {
    for (const [index, { sender }] of this.#pc.getTransceivers().entries()) {
      const line = LINES[index];
      if (line !== undefined) this.#reshape(sender, shape[line]);
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
    if (answer !== null) this.#options.send({ t: 'answer', n, sdp: this.#told(answer.sdp) });
  }

  async acceptCandidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    if (this.#pc.remoteDescription === null) {
      if (this.#candidates.length < MAX_WAITING_CANDIDATES) this.#candidates.push(candidate);
      return;
    }
    try {
      await this.#pc.addIceCandidate(candidate);
    } catch (error) {
      // A candidate of an offer that was ignored, or one of an earlier generation, has no place.
      if (!this.#ignoring) console.debug('candidate refused', error);
    }
  }

  /** What the browser has counted of this connection so far. */
  async sample(): Promise<Sample> {
    return readSample(performance.now(), await this.#pc.getStats());
  }

  /** of the certificate that this connection really uses with the far side */
  farFingerprint(): Promise<FarFingerprint> {
    return farFingerprint(this.#pc);
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
    for (const transceiver of pc.getTransceivers()) {
      const { track } = transceiver.receiver;
      track.onmute = track.onunmute = track.onended = null;
      this.#streamOf(transceiver).removeTrack(track);
    }
    pc.close();
  }

  /** One after the other: parameters that were read before another change are refused. */
  #reshape(sender: RTCRtpSender, shape: Partial<LineShape>): void {
    this.#shaping = this.#shaping.then(() => applyShape(sender, shape)).catch(() => undefined);
  }

  #streamOf(transceiver: RTCRtpTransceiver): MediaStream {
    const isScreen = this.#pc.getTransceivers().indexOf(transceiver) === LINES.indexOf('screen');
    return isScreen ? this.#options.remoteScreen : this.#options.remote;
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
    this.#options.send({ t: 'offer', n: this.#offers, sdp: this.#told(sdp) });
  }

  get #hidden(): boolean {
    return this.#options.configuration.iceTransportPolicy === 'relay';
  }

  #told(sdp: string): string {
    return withSteadyOpus(this.#hidden ? withoutOwnAddresses(sdp) : sdp);
  }

  /** The same offer, by now with the candidates that were found since; false when none is open. */
  #repeatOffer(): boolean {
    const offer = this.#pc.localDescription;
    if (this.#pc.signalingState !== 'have-local-offer' || offer === null) return false;
    if (!this.#makingOffer) this.#sendOffer(offer);
    return true;
  }

  #adoptTransceivers(): void {
    if (!this.#options.media) {
      // The room shows no face for such a page: what it asks for would go to somebody nobody sees.
      for (const transceiver of this.#pc.getTransceivers()) transceiver.direction = 'inactive';
      return;
    }
    for (const [index, transceiver] of this.#pc.getTransceivers().entries()) {
      transceiver.direction = 'sendrecv';
      // One stream for voice and face, so that the far side keeps lips and voice together.
      transceiver.sender.setStreams(LINES[index] === 'screen' ? this.#ownScreen : this.#ownStream);
      if (LINES[index] === 'video') this.#reshape(transceiver.sender, FIRST_SHAPE);
    }
    preferCodecs(this.#pc.getTransceivers());
    this.setTracks(this.#tracks);
  }

  async #addWaitingCandidates(): Promise<void> {
    for (const candidate of this.#candidates.splice(0)) await this.acceptCandidate(candidate);
  }
}

async function applyShape(sender: RTCRtpSender, shape: Partial<LineShape>): Promise<void> {
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  if (encoding === undefined) return; // not negotiated yet: set again once connected
  Object.assign(encoding, shape);
  await sender.setParameters(parameters);
}

function plain(candidate: RTCIceCandidate): RTCIceCandidateInit {
  const { candidate: line, sdpMid, sdpMLineIndex, usernameFragment } = candidate;
  return { candidate: line, sdpMid, sdpMLineIndex, usernameFragment };
}
