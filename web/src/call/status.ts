/**
 * What a page says of itself over the data channel, once a second and at every
 * change: its form, what it sends, and how well it receives whom it says it to.
 * The same message is the pulse by which the other side knows that the way
 * between them is open.
 */
import { asMap } from '../crypto/msgpack';
import { HEARINGS, type Hearing } from './hearing';
import type { PictureStep } from './shape';
import type { Form } from './types';

export interface Status {
  readonly t: 's';
  readonly muted: boolean;
  readonly cameraOff: boolean;
  readonly form: Form;
  /** shows something of their screen */
  readonly sharing: boolean;
  /** how much of the picture is sent to whom this is said */
  readonly picture: PictureStep;
  /** how well whom this is said to is received */
  readonly hears: Hearing;
}

/** The part that is the same for everybody. */
export type OwnStatus = Pick<Status, 'muted' | 'cameraOff' | 'form' | 'sharing'>;

const FORMS: readonly string[] = ['picture', 'voice', 'writing'] satisfies Form[];
const STEPS: readonly PictureStep[] = ['full', 'small', 'still'];

export function isForm(value: unknown): value is Form {
  return typeof value === 'string' && FORMS.includes(value);
}

/** @returns null when *body* is not a status, or not a sound one; what an older page does not say is as usual */
export function parseStatus(body: unknown): Status | null {
  const map = asMap(body);
  if (map === null) return null;
  const { t, muted, cameraOff, form, sharing, picture, hears } = map;
  if (t !== 's' || typeof muted !== 'boolean' || typeof cameraOff !== 'boolean') return null;
  if (!isForm(form)) return null;
  return {
    t,
    muted,
    cameraOff,
    form,
    sharing: sharing === true,
    picture: STEPS.find((step) => step === picture) ?? 'full',
    hears: HEARINGS.find((one) => one === hears) ?? 'good',
  };
}

/** Whether the room would show the two differently. */
export function saysTheSame(a: Status | null, b: Status): boolean {
  return (
    a !== null &&
    a.muted === b.muted &&
    a.cameraOff === b.cameraOff &&
    a.form === b.form &&
    a.sharing === b.sharing &&
    a.picture === b.picture &&
    a.hears === b.hears
  );
}
