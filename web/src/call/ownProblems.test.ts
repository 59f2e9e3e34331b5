import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createOwnMedia } from './OwnMedia';
import type { FakeDevices } from './testing/FakeMedia';
import { forgetDevices, kinds, stubDevices } from './testing/ownDevices';

let devices: FakeDevices;

beforeEach(() => {
  devices = stubDevices();
});

afterEach(forgetDevices);

describe('problems', () => {
  test('a camera that was refused for good leaves the microphone, and so the other way round', async () => {
    for (const [refused, problem, left] of [
      ['camera', 'denied_camera', ['audio']],
      ['microphone', 'denied_microphone', ['video']],
    ] as const) {
      const query = ({ name }: { name: string }): Promise<unknown> =>
        Promise.resolve({ state: name === refused ? 'denied' : 'granted' });
      vi.stubGlobal('navigator', { mediaDevices: devices, permissions: { query } });
      devices.refuse = ({ audio, video }) =>
        (refused === 'camera' ? video : audio) ? 'NotAllowedError' : null;
      const media = createOwnMedia();

      await media.ask('picture');

      expect(media.problem.value).toBe(problem);
      expect(kinds(media)).toEqual(left);
    }
  });

  test('a permission that is given after all is used at once', async () => {
    const status = { state: 'denied', onchange: null as (() => void) | null };
    vi.stubGlobal('navigator', { mediaDevices: devices, permissions: { query: () => Promise.resolve(status) } });
    devices.refuse = () => 'NotAllowedError';
    const media = createOwnMedia();
    await media.ask('voice');
    expect(media.problem.value).toBe('denied_microphone');

    devices.refuse = () => null;
    status.state = 'granted';
    status.onchange?.();

    await vi.waitFor(() => {
      expect(kinds(media)).toEqual(['audio']);
    });
    expect(media.problem.value).toBe(null);
  });

  test('neither microphone nor camera is a problem of its own', async () => {
    devices.refuse = () => 'NotFoundError';
    const media = createOwnMedia();

    await media.ask('picture');

    expect(media.problem.value).toBe('no_devices');
  });

  test.each([
    ['NotAllowedError', 'denied_microphone'],
    ['SecurityError', 'insecure'],
    ['NotFoundError', 'no_microphone'],
    ['NotReadableError', 'in_use_microphone'],
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

    expect(media.problem.value).toBe('in_use_camera');
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
