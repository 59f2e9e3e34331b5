/**
 * Which microphone, camera and speaker this person has chosen, and how the voice is treated;
 * remembered on this device until it is forgotten.
 *
 * A device is named by the id that the browser gives it for this website alone. Nothing here opens
 * a device: what is muted or off stays so, whatever is chosen.
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import { isFields } from '../wire/shapes';

/** What a browser can do with a voice before it is sent. Source: Media Capture and Streams, section 10. */
export const PROCESSING = ['echoCancellation', 'noiseSuppression', 'autoGainControl'] as const;

export type Processing = (typeof PROCESSING)[number];
export type DeviceKind = 'microphone' | 'camera' | 'speaker';

/** Device ids; empty: whichever the browser takes by itself. */
export interface Choice extends Readonly<Record<DeviceKind, string>>, Readonly<Record<Processing, boolean>> {
  /** the microphone is open only while it is held */
  readonly holdToTalk: boolean;
}

const STORED_AS = 'flipover:devices';
const AS_IT_COMES: Choice = {
  microphone: '',
  camera: '',
  speaker: '',
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
  holdToTalk: false,
};

const current = signal<Choice>(readKept());

export const choice: ReadonlySignal<Choice> = current;

/** Change what is named in *part*, and remember it. */
export function choose(part: Partial<Choice>): void {
  current.value = { ...current.value, ...part };
  try {
    localStorage.setItem(STORED_AS, JSON.stringify(current.value));
  } catch {
    // Then it holds for this page only.
  }
}

/** This device no longer knows what was chosen on it. */
export function forgetChoice(): void {
  current.value = AS_IT_COMES;
  localStorage.removeItem(STORED_AS);
}

/** What is not of its kind is left as it comes. */
function readKept(): Choice {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? '{}');
    if (!isFields(found)) return AS_IT_COMES;
    const known = Object.entries(AS_IT_COMES).map(([key, usual]: [string, string | boolean]) => {
      const kept = found[key];
      return [key, typeof kept === typeof usual ? kept : usual];
    });
    return Object.fromEntries(known) as Choice;
  } catch {
    return AS_IT_COMES;
  }
}
