/** Who somebody is in a round: their link, so that a reload or a second device is the same person. Pure. */
import { toBase64url } from '../../crypto/base64url';

export type PersonId = string;

/**
 * One person, or a duo, as an id of 8 bytes: the smaller link, then the larger; 0 where there is one only.
 * The same duo has the same id, whoever of the two asks.
 */
export function personId(link: number, other = 0): PersonId {
  const [low, high] = other === 0 ? [link, 0] : [Math.min(link, other), Math.max(link, other)];
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, low);
  view.setUint32(4, high);
  return toBase64url(bytes);
}
