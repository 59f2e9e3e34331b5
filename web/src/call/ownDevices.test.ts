import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { choice, choose } from './choice';
import { createOwnMedia } from './OwnMedia';
import { fakeDevice, type FakeDevices } from './testing/FakeMedia';
import { forgetDevices, kinds, stubDevices, watchMicrophone } from './testing/ownDevices';
import type { OwnMedia } from './types';

let devices: FakeDevices;

beforeEach(() => {
  devices = stubDevices();
});

afterEach(forgetDevices);

const [BUILT_IN, HEADSET] = [fakeDevice('audioinput', 'built-in'), fakeDevice('audioinput', 'headset', 'h')];
const [FRONT, STUDIO] = [fakeDevice('videoinput', 'front'), fakeDevice('videoinput', 'studio')];

/** The ids of the devices in use, microphone first. */
function inUse(media: OwnMedia): string[] {
  return (media.stream.value?.getTracks() ?? []).map((track) => track.getSettings().deviceId ?? '');
}

describe('choosing', () => {
  beforeEach(() => {
    devices.plugged = [BUILT_IN, HEADSET, FRONT, STUDIO];
  });

  test('takes the other device and lets the first go; what was muted is never seen open', async () => {
    const media = createOwnMedia();
    await media.ask('picture');
    media.setMuted(true);
    const seen = watchMicrophone(media);

    await media.use('microphone', 'headset');
    await media.use('camera', 'studio');

    expect(inUse(media)).toEqual(['headset', 'studio']);
    expect(devices.live.map((track) => track.label)).toEqual(['The headset', 'The studio']);
    expect(seen).not.toContain(true);
    expect(media.muted.value).toBe(true);
    expect(devices.asked.slice(1)).toEqual([{ audio: true, video: false }, { audio: false, video: true }]);
  });

  test('turns no camera on that is off; it is the chosen one once the person turns it on', async () => {
    const media = createOwnMedia();
    await media.ask('picture');
    await media.setCameraOff(true);
    const asked = devices.asked.length;

    await media.use('camera', 'studio');
    expect([devices.asked.length, media.cameraOff.value]).toEqual([asked, true]);
    await media.setCameraOff(false);

    expect(inUse(media)).toEqual(['built-in', 'studio']);
  });

  test('is remembered, and holds for the next page', async () => {
    await createOwnMedia().use('microphone', 'headset');
    const media = createOwnMedia();

    await media.ask('voice');

    expect(inUse(media)).toEqual(['headset']);
    expect(localStorage.getItem('flipover:devices')).toContain('headset');
  });

  test('what is not there gives way, and only that', async () => {
    choose({ microphone: 'sold last year', camera: 'studio' });
    const media = createOwnMedia();

    await media.ask('picture');

    expect(inUse(media)).toEqual(['built-in', 'studio']);
    expect(media.problem.value).toBe(null);
  });

  test('what does not start leaves the person with what worked', async () => {
    const media = createOwnMedia();
    await media.ask('picture');
    let refusals = 1;
    devices.refuse = () => (refusals-- > 0 ? 'NotReadableError' : null);

    await media.use('camera', 'studio');

    expect(inUse(media)).toEqual(['built-in', 'front']);
    expect(media.turned.value?.what).toBe('not_started');
    expect(choice.value.camera).toBe('');
  });

  test('while the browser asks for long, nothing is shown that is not there', async () => {
    vi.useFakeTimers();
    const media = createOwnMedia();
    await media.ask('picture');
    devices.hold();
    const used = media.use('camera', 'studio');
    expect(kinds(media)).toEqual(['audio', 'video']);

    await vi.runAllTimersAsync();
    expect(kinds(media)).toEqual(['audio']);
    devices.release();
    await used;

    expect(kinds(media)).toEqual(['audio', 'video']);
    vi.useRealTimers();
  });
});

test('a device that is pulled out just after it was chosen stays the choice', async () => {
  devices.plugged = [BUILT_IN, HEADSET];
  const media = createOwnMedia();
  await media.ask('voice');
  const stop = media.stream.subscribe(() => {
    if (inUse(media)[0] === 'headset') devices.pullOut('headset');
  });

  await media.use('microphone', 'headset');
  await vi.waitFor(() => {
    expect(inUse(media)).toEqual(['built-in']);
  });
  stop();

  expect(choice.value.microphone).toBe('headset');
  expect(media.turned.value?.what).not.toBe('not_started');
});

describe('plugging in and out', () => {
  beforeEach(() => {
    devices.plugged = [BUILT_IN, HEADSET, FRONT, STUDIO];
  });

  test('a microphone that goes gives way to the next, still muted, and the person is told', async () => {
    const media = createOwnMedia();
    choose({ microphone: 'headset' });
    await media.ask('voice');
    media.setMuted(true);
    const seen = watchMicrophone(media);

    devices.pullOut('headset');

    await vi.waitFor(() => {
      expect(media.turned.value).toEqual({ what: 'other_microphone', label: 'The built-in' });
    });
    expect(inUse(media)).toEqual(['built-in']);
    expect(seen).not.toContain(true);
    expect(choice.value.microphone).toBe('headset');
  });

  test('the chosen microphone is taken again when it is there again', async () => {
    const media = createOwnMedia();
    choose({ microphone: 'headset' });
    await media.ask('voice');
    devices.pullOut('headset');
    await vi.waitFor(() => {
      expect(inUse(media)).toEqual(['built-in']);
    });
    await vi.waitFor(() => {
      expect(media.turned.value?.what).toBe('other_microphone');
    });

    devices.plugIn(HEADSET);

    await vi.waitFor(() => {
      expect(media.turned.value).toEqual({ what: 'microphone_back', label: 'The headset' });
    });
    expect(inUse(media)).toEqual(['headset']);
    expect(devices.live.length).toBe(1);
  });

  test('something new is offered, once, and nothing is taken', async () => {
    devices.plugged = [BUILT_IN];
    const media = createOwnMedia();
    await media.ask('voice');
    expect(media.devices.arrived.value).toEqual([]);

    devices.plugIn(HEADSET);
    await vi.waitFor(() => {
      expect(media.devices.arrived.value.map(({ id }) => id)).toEqual(['headset']);
    });

    expect(inUse(media)).toEqual(['built-in']);
    const [headset] = media.devices.arrived.value;
    if (headset !== undefined) media.devices.passOver(headset);
    await media.devices.look();
    expect(media.devices.arrived.value).toEqual([]);
  });

  test('a camera that goes is not followed by one that looks elsewhere, until the person says so', async () => {
    const media = createOwnMedia();
    await media.ask('picture');

    devices.pullOut('front');
    await vi.waitFor(() => {
      expect(media.turned.value).toEqual({ what: 'camera_gone', label: 'The studio' });
    });
    media.setMuted(true);
    devices.pullOut('built-in');
    await vi.waitFor(() => {
      expect(inUse(media)).toEqual(['headset']);
    });

    await media.use('camera', 'studio');
    expect(inUse(media)).toEqual(['headset', 'studio']);
  });

  test('the last camera that goes is missed in words, and shows nothing when it is back until the person says so', async () => {
    devices.plugged = [BUILT_IN, FRONT];
    const media = createOwnMedia();
    await media.ask('picture');
    devices.pullOut('front');
    await vi.waitFor(() => {
      expect(media.problem.value).toBe('no_camera');
    });

    devices.plugIn(FRONT);

    await vi.waitFor(() => {
      expect(media.turned.value?.what).toBe('camera_back');
    });
    expect([inUse(media), media.problem.value]).toEqual([['built-in'], null]);
    await media.use('camera', 'front');
    expect(inUse(media)).toEqual(['built-in', 'front']);
  });

  test('a camera that was turned off meanwhile stays off when it is back', async () => {
    devices.plugged = [BUILT_IN, FRONT];
    const media = createOwnMedia();
    await media.ask('picture');
    devices.pullOut('front');
    await vi.waitFor(() => {
      expect(media.problem.value).toBe('no_camera');
    });
    await media.setCameraOff(true);

    devices.plugIn(FRONT);
    await media.devices.look();

    expect(kinds(media)).toEqual(['audio']);
  });

  test('a first microphone that is plugged in is taken', async () => {
    devices.plugged = [FRONT];
    const media = createOwnMedia();
    await media.ask('voice');
    expect(media.problem.value).toBe('no_microphone');

    devices.plugIn(BUILT_IN);

    await vi.waitFor(() => {
      expect(inUse(media)).toEqual(['built-in']);
    });
  });
});
