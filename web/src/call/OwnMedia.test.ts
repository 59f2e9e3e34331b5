import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { choose } from './choice';
import { createOwnMedia } from './OwnMedia';
import type { FakeDevices } from './testing/FakeMedia';
import { forgetDevices, kinds, stubDevices, watchMicrophone } from './testing/ownDevices';

let devices: FakeDevices;

beforeEach(() => {
  devices = stubDevices();
});

afterEach(forgetDevices);

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

describe('how the voice is treated', () => {
  test('is asked for with the microphone', async () => {
    choose({ noiseSuppression: false });
    const media = createOwnMedia();

    await media.ask('voice');

    const [microphone] = devices.live;
    expect(microphone?.getSettings()).toMatchObject({ echoCancellation: true, noiseSuppression: false, autoGainControl: true });
  });

  test.each([
    ['a browser that obeys keeps the microphone', true, 1],
    ['for one that does not the microphone is taken anew', false, 2],
  ])('%s', async (_what, obedient, captures) => {
    devices.obedient = obedient;
    const media = createOwnMedia();
    await media.ask('voice');
    media.setMuted(true);
    const seen = watchMicrophone(media);

    await media.setProcessing('echoCancellation', false);

    expect(devices.asked.length).toBe(captures);
    expect(devices.live.map((track) => track.getSettings()['echoCancellation'])).toEqual([false]);
    expect(seen).not.toContain(true);
  });
});

describe('an interruption', () => {
  test('is told while the microphone is open, and afterwards the microphone is taken anew', async () => {
    const media = createOwnMedia();
    vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }));
    await media.ask('voice');
    const [first] = devices.live;

    first?.interrupt(true);
    expect(media.unheard.value).toBe('interrupted');
    first?.interrupt(false);

    await vi.waitFor(() => {
      expect(devices.live.length).toBe(1);
      expect(devices.live[0]).not.toBe(first);
    });
    expect(media.unheard.value).toBe(null);
    expect(devices.live[0]?.enabled).toBe(true);
  });

  test('of somebody who is muted leaves them muted, and is no news', async () => {
    vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }));
    const media = createOwnMedia();
    await media.ask('voice');
    media.setMuted(true);
    const seen = watchMicrophone(media);
    const [first] = devices.live;

    first?.interrupt(true);
    expect(media.unheard.value).toBe(null);
    first?.interrupt(false);
    await vi.waitFor(() => {
      expect(devices.live[0]).not.toBe(first);
    });

    expect(seen).not.toContain(true);
  });

  test('that goes on when the page is seen again leaves what there is', async () => {
    const page = Object.assign(new EventTarget(), { hidden: false });
    vi.stubGlobal('document', page);
    const media = createOwnMedia();
    await media.ask('voice');
    const [first] = devices.live;
    first?.interrupt(true);
    devices.refuse = () => 'NotReadableError';

    page.dispatchEvent(new Event('visibilitychange'));
    await Promise.resolve();

    expect(devices.live).toEqual([first]);
    expect(media.problem.value).toBe(null);
  });
});
