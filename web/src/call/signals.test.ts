import { describe, expect, test } from 'vitest';
import { parseSignal, withSteadyOpus } from './signals';
import { parseStatus } from './status';

describe('a signal', () => {
  test.each([
    { t: 'offer', e: 1, n: 1, sdp: 'v=0' },
    { t: 'answer', e: 2, n: 3, sdp: 'v=0' },
    { t: 'ice', e: 1, c: null },
    { t: 'restart', e: 1 },
    { t: 'again', e: 0 },
    { t: 'bye', e: 1 },
  ])('is taken as it is: $t', (body) => {
    expect(parseSignal(body)).toEqual(body);
  });

  test.each([
    null,
    [],
    'offer',
    {},
    { t: 'offer', e: 1, n: 1 },
    { t: 'offer', e: 1, n: 0, sdp: 'v=0' },
    { t: 'offer', e: -1, n: 1, sdp: 'v=0' },
    { t: 'offer', e: 1.5, n: 1, sdp: 'v=0' },
    { t: 'offer', e: NaN, n: 1, sdp: 'v=0' },
    { t: 'answer', e: 1, n: true, sdp: 'v=0' },
    { t: 'ice', e: 1 },
    { t: 'ice', e: 1, c: { candidate: 7 } },
    { t: 'later_kind', e: 1 },
  ])('that is malformed or unknown is none: %j', (body) => {
    expect(parseSignal(body)).toBe(null);
  });

  test('keeps of a candidate only what a candidate has', () => {
    const c = { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'u' };

    expect(parseSignal({ t: 'ice', e: 1, c: { ...c, more: 'x' } })).toEqual({ t: 'ice', e: 1, c });
  });
});

describe('a status', () => {
  test('with another form or without its flags is none', () => {
    const sound = {
      t: 's',
      muted: true,
      cameraOff: false,
      form: 'voice',
      sharing: true,
      picture: 'small',
      hears: 'weak',
    };

    expect(parseStatus(sound)).toEqual(sound);
    expect(parseStatus({ ...sound, form: 'shouting' })).toBe(null);
    expect(parseStatus({ ...sound, muted: 1 })).toBe(null);
    expect(parseStatus({ ...sound, t: 'c' })).toBe(null);
  });
});

describe('steady Opus', () => {
  const sdp = (fmtp: string): string =>
    ['m=audio 9', 'a=rtpmap:111 opus/48000/2', `a=fmtp:111 ${fmtp}`, 'a=fmtp:96 x=1', ''].join('\r\n');

  test('asks for error correction and for no pauses', () => {
    expect(withSteadyOpus(sdp('minptime=10'))).toBe(sdp('minptime=10;useinbandfec=1'));
    expect(withSteadyOpus(sdp('useinbandfec=0; usedtx=1;minptime=10'))).toBe(
      sdp('minptime=10;useinbandfec=1'),
    );
  });

  test('leaves a description without Opus as it is', () => {
    const text = 'm=video 9\r\na=rtpmap:96 VP8/90000\r\na=fmtp:96 x=1\r\n';

    expect(withSteadyOpus(text)).toBe(text);
  });
});
