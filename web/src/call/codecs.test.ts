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
  expect(wantedCodecs('video', named('video/H264', 'video/AV1', 'video/VP8', 'video/rtx', 'video/VP9'))).toEqual(
    named('video/H264', 'video/VP8', 'video/rtx'),
  );
});
