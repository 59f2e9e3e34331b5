/**
 * Which device this is, per log: 16 random bytes that the server knows the hash of.
 *
 * Another one for every log, so that nobody can tell by it which rooms one person visits.
 */
import { toBase64url } from '../crypto/base64url';
import { ID_BYTES } from '../crypto/keys';
import { randomBytes } from '../crypto/random';

const PREFIX = 'flipover:device:';
const inMemory = new Map<string, string>();

export async function deviceOf(log: string): Promise<string> {
  const known = inMemory.get(log) ?? stored(log);
  if (known !== null) return known;
  const made = toBase64url(randomBytes(ID_BYTES));
  inMemory.set(log, made);
  try {
    localStorage.setItem(PREFIX + log, made);
  } catch {
    // Then this device is a new one at every visit, and knocks.
  }
  return made;
}

function stored(log: string): string | null {
  try {
    const found = localStorage.getItem(PREFIX + log);
    return found !== null && /^[A-Za-z0-9_-]{22}$/.test(found) ? found : null;
  } catch {
    return null;
  }
}

/** The next visit from here is one of a new device. */
export function forgetDevice(log: string): void {
  inMemory.delete(log);
  try {
    localStorage.removeItem(PREFIX + log);
  } catch {
    // Nothing was kept where nothing can be.
  }
}
