/**
 * Which microphones, cameras and speakers there are, and which have come since. The only home of
 * enumerateDevices.
 *
 * Browsers name devices only once one of them was allowed; until then there are none here.
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { DeviceKind } from './choice';

export interface Device {
  readonly kind: DeviceKind;
  readonly id: string;
  readonly label: string;
  /** the same for the microphone and the speaker of one headset */
  readonly group: string;
}

export interface DeviceList {
  readonly all: ReadonlySignal<readonly Device[]>;
  /** plugged in since the list was first known, and still there; oldest first */
  readonly arrived: ReadonlySignal<readonly Device[]>;
  /** Look again. Never throws. */
  look(): Promise<void>;
  /** Speak of *device* no more. */
  passOver(device: Device): void;
}

const KINDS: Readonly<Record<MediaDeviceKind, DeviceKind>> = {
  audioinput: 'microphone',
  videoinput: 'camera',
  audiooutput: 'speaker',
};
/** Chromium lists what the system has chosen once more under these; we call that "as it comes". */
const STAND_INS = new Set(['', 'default', 'communications']);

/** Pure: the devices that have an id and a name of their own. */
function namedDevices(found: readonly MediaDeviceInfo[]): Device[] {
  return found
    .filter(({ deviceId, label }) => !STAND_INS.has(deviceId) && label !== '')
    .map(({ kind, deviceId: id, label, groupId: group }) => ({ kind: KINDS[kind], id, label: plainName(label), group }));
}

/** Without what only engineers read: USB ids at the end, as in "Webcam C270 (046d:0825)". */
function plainName(label: string): string {
  return label.replace(/\s*\([0-9a-f]{4}:[0-9a-f]{4}\)$/i, '');
}

export function sameDevice(a: Device, b: Device): boolean {
  return a.kind === b.kind && a.id === b.id;
}

/** The ids of all that is there; none while the browser names nothing. */
export async function presentIds(): Promise<ReadonlySet<string>> {
  try {
    return new Set((await navigator.mediaDevices.enumerateDevices()).map(({ deviceId }) => deviceId));
  } catch {
    return new Set();
  }
}

/** @param onChange what to do once the list is known after something was plugged in or out */
export function createDeviceList(onChange: () => void): DeviceList {
  const all = signal<readonly Device[]>([]);
  const arrived = signal<readonly Device[]>([]);
  // Absent in insecure contexts, whatever its type says.
  const devices: MediaDevices | undefined = navigator.mediaDevices;

  async function look(): Promise<void> {
    let now: Device[];
    try {
      now = namedDevices((await devices?.enumerateDevices()) ?? []);
    } catch {
      return; // then the list is the one that was known
    }
    const before = all.value;
    const knew = (kind: DeviceKind): boolean => before.some((known) => known.kind === kind);
    // The first list after a permission is not news, nor are names that come with a second one.
    const fresh = now.filter((one) => knew(one.kind) && !before.some((known) => sameDevice(known, one)));
    const still = arrived.value.filter((one) => now.some((there) => sameDevice(there, one)));
    if (fresh.length > 0 || still.length < arrived.value.length) arrived.value = [...still, ...fresh];
    all.value = now;
  }

  async function changed(): Promise<void> {
    await look();
    onChange();
  }
  devices?.addEventListener?.('devicechange', () => void changed());

  return {
    all,
    arrived,
    look,
    passOver(device) {
      arrived.value = arrived.value.filter((one) => !sameDevice(one, device));
    },
  };
}
