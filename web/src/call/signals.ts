/**
 * What two pages tell one another to make a connection; sealed by the log, and
 * still checked here, because who holds the link may send anything.
 *
 * - `e`, the epoch: how many connections these two pages have had. Only the
 *   page with the larger id opens an epoch, by sending its first offer (n = 1).
 * - `n`: the number of an offer within its epoch and sender, and in an answer
 *   that of the offer it answers.
 *
 * What safety words need (`commit`, `reveal`) goes the same way and is read in safety.ts.
 */
import { asMap } from '../crypto/msgpack';

export type Signal =
  | { readonly t: 'offer'; readonly e: number; readonly n: number; readonly sdp: string }
  | { readonly t: 'answer'; readonly e: number; readonly n: number; readonly sdp: string }
  | { readonly t: 'ice'; readonly e: number; readonly c: RTCIceCandidateInit | null }
  /** "I hear nothing of you: look for a new path" */
  | { readonly t: 'restart'; readonly e: number }
  /** "make me a new connection; mine of epoch e is of no use (0: I have none)" */
  | { readonly t: 'again'; readonly e: number }
  | { readonly t: 'bye'; readonly e: number };

/** A candidate with all its extensions takes some 200 characters. */
const MAX_CANDIDATE_LENGTH = 1_024;

export type Description = Extract<Signal, { t: 'offer' | 'answer' }>;

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function asCandidate(value: unknown): RTCIceCandidateInit | null | undefined {
  if (value === null) return null;
  const map = asMap(value);
  if (map === null) return undefined;
  const { candidate, sdpMid, sdpMLineIndex, usernameFragment } = map;
  if (typeof candidate !== 'string' || candidate.length > MAX_CANDIDATE_LENGTH) return undefined;
  return {
    candidate,
    sdpMid: typeof sdpMid === 'string' ? sdpMid : null,
    sdpMLineIndex: isCount(sdpMLineIndex) ? sdpMLineIndex : null,
    ...(typeof usernameFragment === 'string' ? { usernameFragment } : {}),
  };
}

/** @returns null for what is no signal of ours; unknown kinds included */
export function parseSignal(body: unknown): Signal | null {
  const map = asMap(body);
  if (map === null) return null;
  const { t, e, n, sdp, c } = map;
  if (!isCount(e)) return null;
  switch (t) {
    case 'offer':
    case 'answer':
      return isCount(n) && n > 0 && typeof sdp === 'string' ? { t, e, n, sdp } : null;
    case 'ice': {
      const candidate = asCandidate(c);
      return candidate === undefined ? null : { t, e, c: candidate };
    }
    case 'restart':
    case 'again':
    case 'bye':
      return { t, e };
    default:
      return null;
  }
}

/**
 * Ask the far side for Opus with in-band error correction and without pauses.
 *
 * An `fmtp` line says what its sender wants to *receive*, so it is enough to
 * write it into the description that goes out; nothing else in it is touched.
 *
 * @see RFC 7587, section 6.1
 */
export function withSteadyOpus(sdp: string): string {
  const payloads = [...sdp.matchAll(/^a=rtpmap:(\d+) opus\/48000/gim)].map((match) => match[1]);
  return payloads.reduce<string>((text, payload) => {
    const line = new RegExp(`^(a=fmtp:${payload} )([^\\r\\n]*)`, 'm');
    return text.replace(line, (_all, head: string, values: string) => {
      const kept = values
        .split(';')
        .map((value) => value.trim())
        .filter((value) => value !== '' && !/^(useinbandfec|usedtx)=/.test(value));
      return head + [...kept, 'useinbandfec=1'].join(';');
    });
  }, sdp);
}
