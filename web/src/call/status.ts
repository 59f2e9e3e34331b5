/**
 * What a page says of itself over the data channel, once a second and at every
 * change: its form and what it sends. The same message is the pulse by which
 * the other side knows that the way between them is open.
 */
import { asMap } from '../crypto/msgpack';
import type { Form } from './types';

export interface Status {
  readonly t: 's';
  readonly muted: boolean;
  readonly cameraOff: boolean;
  readonly form: Form;
}

const FORMS: readonly string[] = ['picture', 'voice', 'writing'] satisfies Form[];

export function isForm(value: unknown): value is Form {
  return typeof value === 'string' && FORMS.includes(value);
}

export function sameStatus(a: Status | null, b: Status): boolean {
  return a !== null && a.muted === b.muted && a.cameraOff === b.cameraOff && a.form === b.form;
}

/** @returns null when *body* is not a status, or not a sound one */
export function parseStatus(body: unknown): Status | null {
  const map = asMap(body);
  if (map === null) return null;
  const { t, muted, cameraOff, form } = map;
  if (t !== 's' || typeof muted !== 'boolean' || typeof cameraOff !== 'boolean') return null;
  return isForm(form) ? { t, muted, cameraOff, form } : null;
}
