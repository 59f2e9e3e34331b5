/**
 * Fingerprints of the certificates a connection really uses, for safety words.
 *
 * The far one is read from DTLS, never from a description: whoever stands in the middle writes the
 * descriptions, and one with two fingerprints would fit whichever is asked for. A browser that
 * does not tell (`untold`) has no safety words; Chromium 156 and Firefox 153 tell.
 *
 * @see https://www.w3.org/TR/webrtc/#dom-rtcdtlstransport-getremotecertificates
 */
import type { Bytes } from '../crypto/bytes';
import { sha256 } from '../crypto/seal';
import { FINGERPRINT_BYTES } from '../crypto/safety';

/**
 * SHA-256 of the far certificate, 32 bytes. `several`: not everything goes to one and the same;
 * null: nothing stands yet.
 */
export type FarFingerprint = Bytes | 'several' | 'untold' | null;

/** Read the far certificate of all that *pc* carries: picture could go elsewhere than data does. */
export async function farFingerprint(pc: RTCPeerConnection): Promise<FarFingerprint> {
  const transports = new Set<RTCDtlsTransport>();
  if (pc.sctp) transports.add(pc.sctp.transport);
  for (const { sender, receiver } of pc.getTransceivers()) {
    for (const { transport } of [sender, receiver]) if (transport) transports.add(transport);
  }
  const found = new Map<string, Bytes>();
  let open = 0;
  for (const transport of transports) {
    if (typeof transport.getRemoteCertificates !== 'function') return 'untold';
    // The first is the one whose key was used; what else is sent along proves nothing.
    const [leaf] = transport.getRemoteCertificates();
    if (leaf === undefined) {
      open += 1;
      continue;
    }
    const print = await sha256(new Uint8Array(leaf));
    found.set(print.join(), print);
  }
  if (found.size > 1) return 'several';
  const [print = null] = found.values();
  return open > 0 ? null : print;
}

/** SHA-256 of the own certificate, 32 bytes; null where the browser does not tell. */
export function ownFingerprint(certificate: RTCCertificate): Bytes | null {
  if (typeof certificate.getFingerprints !== 'function') return null;
  const found = certificate.getFingerprints().find(({ algorithm }) => algorithm?.toLowerCase() === 'sha-256');
  const bytes = Uint8Array.from((found?.value ?? '').split(':'), (pair) => Number.parseInt(pair, 16));
  return bytes.length === FINGERPRINT_BYTES ? bytes : null;
}
