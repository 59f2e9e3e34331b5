import { expect, test } from 'vitest';
import { isRelayed, withoutAddressBehind, withoutOwnAddresses } from './hiding';

const HOST = 'candidate:1 1 udp 2122260223 203.0.113.3 37706 typ host generation 0';
const SEEN = 'candidate:2 1 udp 1686052607 198.51.100.9 37706 typ srflx raddr 203.0.113.3 rport 37706';
const RELAY = 'candidate:3 1 udp 41885439 192.0.2.1 49160 typ relay raddr 198.51.100.9 rport 37706 generation 0';

test('only a relayed candidate names nobody', () => {
  expect([HOST, SEEN, RELAY].map(isRelayed)).toEqual([false, false, true]);
});

test('the address behind a relayed one is blanked, and all else is kept', () => {
  const blank = withoutAddressBehind(RELAY);

  expect(blank).toBe('candidate:3 1 udp 41885439 192.0.2.1 49160 typ relay raddr 0.0.0.0 rport 0 generation 0');
});

test('a description loses what is not the relay, and nothing else', () => {
  const sdp = ['v=0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111', `a=${HOST}`, `a=${SEEN}`, `a=${RELAY}`, 'a=mid:0', ''].join('\r\n');

  const told = withoutOwnAddresses(sdp);

  expect(told).not.toMatch(/203\.0\.113|198\.51\.100/);
  expect(told.split('\r\n')).toEqual(['v=0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111', `a=${withoutAddressBehind(RELAY)}`, 'a=mid:0', '']);
});
