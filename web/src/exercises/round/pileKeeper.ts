/**
 * Keeps one's own pile on this device, sealed, so that a reload loses nothing.
 *
 * The key comes from the secret of one's own link, which the server never sees: two people who use
 * one browser with a link each do not find each other's pile, and what is left behind on a borrowed
 * machine is noise without the link. Nothing here knows the network.
 */
import { toBase64url, fromBase64url } from '../../crypto/base64url';
import { ascii, concat } from '../../crypto/bytes';
import type { Secret } from '../../crypto/keys';
import { packed, unpacked } from '../../crypto/msgpack';
import { padded, unpadded } from '../../crypto/padding';
import { derive, seal, sealingKey, unseal } from '../../crypto/seal';
import { isEmpty, readPile, type Pile } from './pile';

export const PILE_PREFIX = 'flipover:pile:';

export interface PileKeeper {
  /** What was kept; null when nothing was, or it cannot be read. */
  load(): Promise<Pile | null>;
  /** Settles when it stands there; the newest of several wins. Nothing is left of an empty pile. */
  save(pile: Pile): Promise<void>;
}

export async function openPileKeeper(log: string, { seed, pass }: Secret, storage: Storage = localStorage): Promise<PileKeeper> {
  const salt = fromBase64url(log);
  const own = concat(seed, pass);
  const [raw, id] = await Promise.all([derive(own, salt, 'pile', 32), derive(own, salt, 'pile-id', 8)]);
  const key = await sealingKey(raw);
  const place = `${PILE_PREFIX}${log}:${toBase64url(id)}`;
  const aad = concat(Uint8Array.of(1), salt, ascii('pile'));
  let newest = 0;
  return {
    async load() {
      try {
        const kept = storage.getItem(place);
        return kept === null ? null : readPile(unpacked(unpadded(await unseal(key, fromBase64url(kept), aad))));
      } catch {
        return null; // of another link with this name, or cut off half-way
      }
    },
    async save(pile) {
      const turn = ++newest;
      try {
        if (isEmpty(pile)) return storage.removeItem(place);
        const sealed = await seal(key, padded(packed(pile)), aad);
        if (turn === newest) storage.setItem(place, toBase64url(sealed));
      } catch {
        // A browser that keeps nothing still lets one write; it lasts as long as the page.
      }
    },
  };
}

/** Erase what this device keeps of *log*, whoever's it was. */
export function forgetPiles(log: string, storage: Storage = localStorage): void {
  const places = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '');
  for (const place of places) if (place.startsWith(`${PILE_PREFIX}${log}:`)) storage.removeItem(place);
}
