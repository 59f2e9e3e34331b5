/** The pictures that are stuck on the sheets of a recording, unsealed: they go along with it. */
import { CryptoError } from '../../crypto/errors';
import { LogError } from '../../log/LogError';
import type { Recording } from '../../replay/recording';

/** One parcel is read whole by who opens it, and that ends at 64 MiB. */
const MAX_BYTES = 48 * 1024 * 1024;

/** @returns by blob; what cannot be had, or is too much, is left out and shows as a grey card */
export async function picturesOf(
  { elements }: Pick<Recording, 'elements'>,
  getBlob: (id: string) => Promise<Uint8Array>,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const named = elements.flatMap(({ fields: { type, blob } }) => (type === 'picture' && typeof blob === 'string' ? [blob] : []));
  const found = new Map<string, Uint8Array>();
  let size = 0;
  for (const blob of new Set(named)) {
    const picture = await getBlob(blob).catch((error: unknown) => {
      if (isGone(error)) return null;
      throw error;
    });
    if (picture === null || size + picture.length > MAX_BYTES) continue;
    size += picture.length;
    found.set(blob, picture);
  }
  return found;
}

/** A picture that was erased, or does not open, is nowhere else to be had either. */
const isGone = (error: unknown): boolean =>
  error instanceof CryptoError || (error instanceof LogError && error.word === 'not_found');
