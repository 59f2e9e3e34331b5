/** Random bytes from the browser. */
import type { Bytes } from './bytes';

export function randomBytes(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}
