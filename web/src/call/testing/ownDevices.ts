import { vi } from 'vitest';
import { forgetChoice } from '../choice';
import type { OwnMedia } from '../types';
import { FakeDevices, FakeStream } from './FakeMedia';
import { fakeStorage } from './fakeStorage';

/** Put fake devices, with nothing chosen before, where the browser has its own. */
export function stubDevices(): FakeDevices {
  const devices = new FakeDevices();
  vi.stubGlobal('MediaStream', FakeStream);
  vi.stubGlobal('localStorage', fakeStorage());
  vi.stubGlobal('navigator', { mediaDevices: devices });
  return devices;
}

/** Take them away again, and what was chosen among them. */
export function forgetDevices(): void {
  forgetChoice();
  vi.unstubAllGlobals();
}

/** Every microphone track that was ever to be seen, and whether it was open at that moment. */
export function watchMicrophone(media: OwnMedia): boolean[] {
  const seen: boolean[] = [];
  media.stream.subscribe((stream) => {
    for (const track of stream?.getAudioTracks() ?? []) seen.push(track.enabled);
  });
  return seen;
}

/** What is open, microphone first. */
export function kinds(media: OwnMedia): string[] {
  return (media.stream.value?.getTracks() ?? []).map(({ kind }) => kind);
}
