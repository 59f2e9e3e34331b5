import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { choice, choose, forgetChoice } from './choice';
import { createOwnMedia } from './OwnMedia';
import { fakeDevice, FakeDevices, FakeStream } from './testing/FakeMedia';
import { fakeStorage } from './testing/fakeStorage';
import type { OwnMedia } from './types';

let devices: FakeDevices;

beforeEach(() => {
  devices = new FakeDevices();
  vi.stubGlobal('MediaStream', FakeStream);
  vi.stubGlobal('localStorage', fakeStorage());
  vi.stubGlobal('navigator', { mediaDevices: devices });
});

afterEach(() => {
  forgetChoice();
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
