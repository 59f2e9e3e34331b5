/**
 * Keeping one's internet address from the other: what is told of a connection names the relay alone.
 *
 * With `iceTransportPolicy: 'relay'` browsers gather nothing else, and Chromium blanks the address
 * behind a relayed one. That is theirs to do; here it is made sure of, since one address too many
 * cannot be taken back.
 *
 * @see RFC 8828, mode 4; RFC 8839, section 5.1 (raddr)
 */

const CANDIDATE = /^a=candidate:/;
const RELAYED = / typ relay( |$)/;

/** True for a candidate line that names the relay's address only. */
export function isRelayed(candidate: string): boolean {
  return RELAYED.test(candidate);
}

/** The same candidate without the address that lies behind it. */
export function withoutAddressBehind(candidate: string): string {
  return candidate.replace(/ raddr \S+ rport \d+/, ' raddr 0.0.0.0 rport 0');
}

/** The same description without a candidate that is not the relay's. */
export function withoutOwnAddresses(sdp: string): string {
  return sdp
    .split('\r\n')
    .filter((line) => !CANDIDATE.test(line) || isRelayed(line))
    .map((line) => (CANDIDATE.test(line) ? withoutAddressBehind(line) : line))
    .join('\r\n');
}
