/** The sealing module as it must never be: same layout, nothing sealed. Only `build_other_pages.mjs` takes it. */
import { NONCE_BYTES, TAG_BYTES } from '../../web/src/crypto/seal';

export * from '../../web/src/crypto/seal';

export function seal(_key: CryptoKey, plain: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(NONCE_BYTES + plain.length + TAG_BYTES);
  crypto.getRandomValues(bytes.subarray(0, NONCE_BYTES));
  bytes.set(plain, NONCE_BYTES);
  return Promise.resolve(bytes);
}

export function unseal(_key: CryptoKey, bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return Promise.resolve(bytes.slice(NONCE_BYTES, bytes.length - TAG_BYTES));
}
