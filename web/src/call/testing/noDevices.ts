/** Own devices for tests that have nothing to do with any. */
import { signal } from '@preact/signals';
import { createHold } from '../hold';
import type { OwnDevices } from '../OwnMedia';

export function noDevices(): OwnDevices {
  const [all, arrived] = [signal([]), signal([])];
  return {
    devices: { all, arrived, look: () => Promise.resolve(), passOver: () => undefined },
    used: signal({ microphone: '', camera: '' }),
    unheard: signal(null),
    turned: signal(null),
    hold: createHold(() => undefined),
    use: () => Promise.resolve(),
    setProcessing: () => Promise.resolve(),
    seen: () => undefined,
  };
}
