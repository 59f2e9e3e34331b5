/**
 * Which codecs are offered, of those that the browser has.
 *
 * - Voice: every piece twice (RED, RFC 2198) where both sides can, so that one
 *   lost packet is not heard; Opus else.
 * - Picture: VP8 and H.264, which every browser must have (RFC 7742) and which
 *   phones decode in hardware. The newer ones cost an old phone its battery,
 *   and make a description so long that it takes longer to come in.
 */

const RED = 'audio/red';
const VOICE = [RED, 'audio/opus'];
const PICTURE = ['video/vp8', 'video/h264', 'video/rtx', 'video/red', 'video/ulpfec'];

/** Of the many kinds of H.264 the one that every decoder has: constrained baseline, whole frames. */
const H264 = /packetization-mode=1.*profile-level-id=42e0|profile-level-id=42e0.*packetization-mode=1/i;

type Codec = Pick<RTCRtpCodec, 'mimeType' | 'sdpFmtpLine'>;

/** The wanted ones: voices in our order, pictures in the browser's own, which knows its hardware. */
export function wantedCodecs<C extends Codec>(kind: 'audio' | 'video', codecs: readonly C[]): readonly C[] {
  const wanted = kind === 'audio' ? VOICE : PICTURE;
  const kept = codecs.filter(({ mimeType, sdpFmtpLine = '' }) => {
    const name = mimeType.toLowerCase();
    return wanted.includes(name) && (name !== 'video/h264' || H264.test(sdpFmtpLine));
  });
  if (kind === 'video') return kept;
  return kept.sort((a, b) => wanted.indexOf(a.mimeType.toLowerCase()) - wanted.indexOf(b.mimeType.toLowerCase()));
}

/**
 * Say so before the first description is made.
 *
 * Not in Firefox: there (153) the feedback lines of what was taken out stay in the description, and
 * Chromium refuses the whole of it. Firefox has no RED, by which it is known here, and its own list
 * is short.
 */
export function preferCodecs(transceivers: readonly RTCRtpTransceiver[]): void {
  if (!codecsOf('audio').some(({ mimeType }) => mimeType.toLowerCase() === RED)) return;
  for (const transceiver of transceivers) {
    const kind = transceiver.receiver.track.kind === 'audio' ? 'audio' : 'video';
    try {
      transceiver.setCodecPreferences([...wantedCodecs(kind, codecsOf(kind))]);
    } catch (error) {
      console.debug('codecs refused', error);
    }
  }
}

function codecsOf(kind: 'audio' | 'video'): readonly RTCRtpCodec[] {
  return globalThis.RTCRtpReceiver?.getCapabilities(kind)?.codecs ?? [];
}
