/** Several files as one, for a browser asks at each download. fflate (MIT) comes with the PDF anyway. */
import { zipSync } from 'fflate';

export function zipped(files: ReadonlyMap<string, Uint8Array>, now: Date): Uint8Array {
  // Pictures do not pack.
  return zipSync(Object.fromEntries(files), { level: 0, mtime: now });
}
