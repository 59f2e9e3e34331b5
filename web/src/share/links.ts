/**
 * From a room's coach link to the links of a share, found again wherever the coach opens the room.
 *
 *     seed = HKDF(coach seed, share, `share-seed`) · pass = HKDF(seed, share, `pass`)
 *     trainer: the share's member seed and HKDF(seed, share, `trainer-pass`)
 */
import { fromBase64url, toBase64url } from '../crypto/base64url';
import { linkFragment } from '../crypto/fragment';
import { deriveRaw, ID_BYTES, PASS_BYTES, SEED_BYTES, type Secret } from '../crypto/keys';
import { randomBytes } from '../crypto/random';
import { derive } from '../crypto/seal';

export interface ShareLinks {
  readonly share: string;
  readonly coach: Secret;
  readonly trainer: Secret;
}

/** Under which a share is asked for. */
export const newShareId = (): string => toBase64url(randomBytes(ID_BYTES));

/** @param coachSeed the owner seed of the room */
export async function deriveShare(share: string, coachSeed: Uint8Array): Promise<ShareLinks> {
  const id = fromBase64url(share, ID_BYTES);
  const seed = await derive(coachSeed, id, 'share-seed', SEED_BYTES);
  const [pass, trainerPass] = await Promise.all([
    derive(seed, id, 'pass', PASS_BYTES),
    derive(seed, id, 'trainer-pass', PASS_BYTES),
  ]);
  const coach = { seed, pass };
  const { member } = await deriveRaw(id, 'coach', coach);
  return { share, coach, trainer: { seed: member, pass: trainerPass } };
}

/** What the coach hands to the trainer. */
export function trainerAddress(origin: string, { share, trainer }: ShareLinks): string {
  return `${origin}/replay/${share}${linkFragment('t', trainer)}`;
}
