/** base64url without padding, for ids in addresses and JSON. */
import { CryptoError } from './errors';
import type { Bytes } from './bytes';

export function toBase64url(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @throws CryptoError `not_base64url`, also for a wrong *length* in bytes. */
export function fromBase64url(text: string, length?: number): Bytes {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new CryptoError('not_base64url');
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  // Two spellings of one id would be two ids to the server.
  if (toBase64url(bytes) !== text || (length !== undefined && bytes.length !== length)) {
    throw new CryptoError('not_base64url');
  }
  return bytes;
}
