/** base64url without padding, for ids in addresses and JSON. */
import { CryptoError } from './errors';
import type { Bytes } from './bytes';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Ids and hashes; every record of a log has several, and btoa with what must be replaced after it takes thrice as long. */
const SHORT = 64;

export function toBase64url(bytes: Uint8Array): string {
  return bytes.length <= SHORT ? ofFew(bytes) : ofMany(bytes);
}

function ofFew(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b, c] = [bytes[at] ?? 0, bytes[at + 1], bytes[at + 2]];
    text += LETTERS.charAt(a >> 2) + LETTERS.charAt(((a & 3) << 4) | ((b ?? 0) >> 4));
    if (b !== undefined) text += LETTERS.charAt(((b & 15) << 2) | ((c ?? 0) >> 6));
    if (c !== undefined) text += LETTERS.charAt(c & 63);
  }
  return text;
}

function ofMany(bytes: Uint8Array): string {
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
