import { expect, test } from 'vitest';
import { wantedCodecs } from './codecs';

const named = (...names: string[]): { mimeType: string }[] => names.map((mimeType) => ({ mimeType }));

test('a voice is sent twice where that can be, else as Opus; nothing older', () => {
  expect(wantedCodecs('audio', named('audio/opus', 'audio/red', 'audio/G722', 'audio/CN'))).toEqual(
    named('audio/red', 'audio/opus'),
  );
  expect(wantedCodecs('audio', named('audio/PCMU', 'audio/opus'))).toEqual(named('audio/opus'));
});

test('pictures stay in the order in which the browser prefers them', () => {
  const h264 = { mimeType: 'video/H264', sdpFmtpLine: 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f' };
  const high = { mimeType: 'video/H264', sdpFmtpLine: 'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=64001f' };

  expect(wantedCodecs('video', [h264, high, ...named('video/AV1', 'video/VP8', 'video/rtx', 'video/VP9')])).toEqual([
    h264,
    ...named('video/VP8', 'video/rtx'),
  ]);
});
