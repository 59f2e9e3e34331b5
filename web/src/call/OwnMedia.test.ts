import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createOwnMedia } from './OwnMedia';
import { FakeDevices, FakeStream } from './testing/FakeMedia';
import type { OwnMedia } from './types';

let devices: FakeDevices;

beforeEach(() => {
  devices = new FakeDevices();
  vi.stubGlobal('MediaStream', FakeStream);
  vi.stubGlobal('navigator', { mediaDevices: devices });
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Every microphone track that was ever to be seen, and whether it was open at that moment. */
function watchMicrophone(media: OwnMedia): boolean[] {
  const seen: boolean[] = [];
  media.stream.subscribe((stream) => {
    for (const track of stream?.getAudioTracks() ?? []) seen.push(track.enabled);
  });
  return seen;
}

function kinds(media: OwnMedia): string[] {
  return (media.stream.value?.getTracks() ?? []).map(({ kind }) => kind);
}

describe('asking', () => {
  test('picture asks for both in one question, voice for the microphone, writing for nothing', async () => {
    const media = createOwnMedia();

    await media.ask('writing');
    expect(devices.asked).toEqual([]);
    await media.ask('picture');
    expect(devices.asked).toEqual([{ audio: true, video: true }]);
    expect(kinds(media)).toEqual(['audio', 'video']);

    const other = createOwnMedia();
    await other.ask('voice');
    expect(devices.asked.at(-1)).toEqual({ audio: true, video: false });
  });

  test('changing the form keeps the microphone and asks only for what is missing', async () => {
    const media = createOwnMedia();
    await media.ask('voice');
    const [microphone] = devices.given;

    await media.ask('picture');
    expect(devices.asked.at(-1)).toEqual({ audio: false, video: true });
    await media.ask('voice');

    expect(kinds(media)).toEqual(['audio']);
    expect(devices.live).toEqual([microphone]);
  });

  test('an answer that comes after the person chose otherwise is let go', async () => {
    const media = createOwnMedia();
    devices.hold();
    const asked = media.ask('picture');
    await media.ask('writing');

    devices.release();
    await asked;

    expect(media.stream.value).toBe(null);
    expect(devices.given.length).toBe(2);
    expect(devices.live).toEqual([]);
  });
});

describe('muted', () => {
  test('set before the microphone is there, it is never seen open', async () => {
    const media = createOwnMedia();
    const seen = watchMicrophone(media);
    devices.hold();
    const asked = media.ask('picture');
    media.setMuted(true);
    devices.release();
    await asked;

    expect(seen).toEqual([false]);
  });

  test('outlives stopping, asking again and another microphone', async () => {
    const media = createOwnMedia();
    await media.ask('picture');
    media.setMuted(true);
    const seen = watchMicrophone(media);

    media.stop();
    await media.ask('picture');
    devices.live.find(({ kind }) => kind === 'audio')?.end();
    await vi.waitFor(() => {
      expect(devices.given.filter(({ kind }) => kind === 'audio').length).toBe(3);
      expect(kinds(media)).toContain('audio');
    });

    expect(seen).not.toContain(true);
    expect(media.muted.value).toBe(true);
  });

  test('opens the very track that is being sent', async () => {
    const media = createOwnMedia();
    await media.ask('voice');
    const [track] = media.stream.value?.getAudioTracks() ?? [];
    media.setMuted(true);
    expect(track?.enabled).toBe(false);

    media.setMuted(false);

    expect(track?.enabled).toBe(true);
    expect(devices.asked.length).toBe(1);
  });
});

describe('camera off', () => {
  test('stops the camera, keeps the microphone; on asks again', async () => {
    const media = createOwnMedia();
    await media.ask('picture');

    await media.setCameraOff(true);
    expect(devices.live.map(({ kind }) => kind)).toEqual(['audio']);
    expect(kinds(media)).toEqual(['audio']);
    await media.setCameraOff(false);

    expect(kinds(media)).toEqual(['audio', 'video']);
    expect(devices.asked.at(-1)).toEqual({ audio: false, video: true });
  });

  test('stays off when the form is left and taken again', async () => {
    const media = createOwnMedia();
    await media.ask('picture');
    await media.setCameraOff(true);

    await media.ask('writing');
    await media.ask('picture');

    expect(kinds(media)).toEqual(['audio']);
    expect(media.cameraOff.value).toBe(true);
  });
});

describe('problems', () => {
  test.each([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'insecure'],
    ['NotFoundError', 'no_microphone'],
    ['NotReadableError', 'in_use'],
    ['TypeError', 'unknown'],
  ])('%s of a microphone is %s', async (name, problem) => {
    devices.refuse = () => name;
    const media = createOwnMedia();

    await media.ask('voice');

    expect(media.problem.value).toBe(problem);
    expect(media.stream.value).toBe(null);
  });

  test('without a camera the microphone alone is taken', async () => {
    devices.refuse = ({ video }) => (video ? 'NotFoundError' : null);
    const media = createOwnMedia();

    await media.ask('picture');

    expect(media.problem.value).toBe('no_camera');
    expect(kinds(media)).toEqual(['audio']);
  });

  test('without a microphone the camera alone is taken', async () => {
    devices.refuse = ({ audio }) => (audio ? 'NotFoundError' : null);
    const media = createOwnMedia();

    await media.ask('picture');

    expect(media.problem.value).toBe('no_microphone');
    expect(kinds(media)).toEqual(['video']);
  });

  test('a camera that another program holds leaves the microphone', async () => {
    devices.refuse = ({ video }) => (video ? 'NotReadableError' : null);
    const media = createOwnMedia();

    await media.ask('picture');

    expect(media.problem.value).toBe('in_use');
    expect(kinds(media)).toEqual(['audio']);
  });

  test('a refusal is not followed by a second question', async () => {
    devices.refuse = () => 'NotAllowedError';
    const media = createOwnMedia();

    await media.ask('picture');

    expect(media.problem.value).toBe('denied');
    expect(devices.asked.length).toBe(1);
  });

  test.each([
    [false, 'insecure'],
    [true, 'unsupported'],
  ])('no media devices, secure context %s: %s', async (secure, problem) => {
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('isSecureContext', secure);
    const media = createOwnMedia();

    await media.ask('picture');

    expect(media.problem.value).toBe(problem);
  });

  test('go away once what was missing is there', async () => {
    devices.refuse = () => 'NotAllowedError';
    const media = createOwnMedia();
    await media.ask('voice');

    devices.refuse = () => null;
    await media.ask('voice');

    expect(media.problem.value).toBe(null);
    expect(kinds(media)).toEqual(['audio']);
  });
});
