/** Put a stream into a media element, and say when the browser refuses to play its sound. */
import { signal, type ReadonlySignal } from '@preact/signals';

export interface Attached {
  /** the browser wants a tap before it lets sound out: show one, and call `play` from it */
  readonly blocked: ReadonlySignal<boolean>;
  play(): Promise<void>;
  detach(): void;
}

export function attachStream(element: HTMLMediaElement, stream: MediaStream | null): Attached {
  const blocked = signal(false);

  async function play(): Promise<void> {
    try {
      await element.play();
      blocked.value = false;
    } catch (error) {
      // AbortError: another stream was put in meanwhile, which plays for itself.
      blocked.value = error instanceof DOMException && error.name === 'NotAllowedError';
    }
  }

  if (element.srcObject !== stream) element.srcObject = stream;
  if (stream !== null) void play();
  return {
    blocked,
    play,
    detach() {
      if (element.srcObject === stream) element.srcObject = null;
    },
  };
}
